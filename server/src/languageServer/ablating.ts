import { t } from "@vscode/l10n";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import type { WithoutPassageParams, WithoutPassageView } from "../../../protocol/ablationMessages.ts";
import type { ChatDestination } from "../../../protocol/chatMessages.ts";
import type { Ablation } from "../core/answering/ablation/ablation.ts";
import type { EditorChat } from "./editorChat.ts";

/** An answer that a model wrote, and where its passages went. */
interface WrittenAnswer {
  readonly ablation: Ablation;
  readonly to: ChatDestination;
  readonly isLocal: boolean;
}

/** The last answers that models wrote, and what they write without a passage. */
export interface Ablating {
  /** @param id the question's. */
  remember(id: string, written: WrittenAnswer): void;
  /** @throws a `ResponseError` that says why where the answer is not known any more, or the model fails. */
  withoutPassage(params: WithoutPassageParams, signal: AbortSignal): Promise<WithoutPassageView>;
}

/** Answers that are remembered, in memory alone; each holds its passages. */
const remembered = 10;

/** @param editor is asked again whether passages may leave the machine: the person may have taken that back. */
export function createAblating(editor: Pick<EditorChat, "agrees">): Ablating {
  const answers = new Map<string, WrittenAnswer>();
  const fail = (message: string): ResponseError => new ResponseError(LSPErrorCodes.RequestFailed, message);
  return {
    remember(id, written) {
      answers.delete(id);
      answers.set(id, written);
      const [oldest] = answers.keys();
      if (answers.size > remembered && oldest !== undefined) answers.delete(oldest);
    },
    async withoutPassage({ id, passage: place }, signal) {
      const written = answers.get(id);
      const passage = written?.ablation.passages[place];
      if (written === undefined || passage === undefined)
        throw fail(t("What this answer was written from is not known any more. Ask the question again."));
      const { ablation, to, isLocal } = written;
      if (!isLocal && !(await editor.agrees(to, signal)))
        throw fail(t("{0} was not asked: passages of this workspace may not go to {1}.", to.model, to.destination));
      const without = await ablation.without(passage, signal);
      if (!without.ok) throw fail(without.failure.message);
      return without.value;
    },
  };
}
