import { t } from "@vscode/l10n";
import type { AnswerWriter } from "../../../protocol/chatMessages.ts";
import type { RefinedAnswer } from "../../../protocol/serverMessages.ts";
import type { Settings } from "../../../protocol/settings.ts";
import type { AnswerView } from "../../../protocol/views.ts";
import type { Answer } from "../core/answering/answer.ts";
import type { ChatModel } from "../core/chatModel.ts";
import type { FoundAnswer } from "../core/answering/generation/generate.ts";
import type { Clock } from "../core/ports.ts";
import type { Ablating } from "./ablating.ts";
import type { ChatModels } from "./chatModels.ts";
import type { EditorChat } from "./editorChat.ts";
import type { SentPrompts } from "./sentPrompts.ts";

/** An answer without a model, and the folder that it comes of. */
export interface AnswerToWrite {
  /** The question's. */
  readonly id: string;
  /** Asked in place of the chosen one. */
  readonly writer?: AnswerWriter | undefined;
  /** As it is shown now. */
  readonly shown: AnswerView;
  readonly found: FoundAnswer;
  /** Absolute, of the folder. */
  readonly root: string;
  readonly toView: (answer: Answer) => Promise<AnswerView>;
}

/** Has the chosen model write answers, in place of what is shown already. */
export function createGenerating(ports: {
  readonly models: ChatModels;
  readonly editor: EditorChat;
  readonly settings: () => Settings;
  readonly sent: SentPrompts;
  readonly ablating: Ablating;
  readonly clock: Clock;
  readonly notify: (refined: RefinedAnswer) => void;
}) {
  const { models, editor, settings, sent, ablating, clock, notify } = ports;

  /** Gives what is shown already where no model is chosen, or none may or can write; a notice says why. */
  return async function write(
    { id, writer, shown, found, root, toView }: AnswerToWrite,
    signal: AbortSignal,
  ): Promise<AnswerView> {
    const instead = (reason: string): AnswerView => ({ ...shown, notices: [...shown.notices, reason] });
    const chosen = shown.abstained ? undefined : await models.chosen(writer);
    if (chosen === undefined) return shown;
    if (!chosen.ok) return instead(chosen.failure.message);
    notify({ id, answer: shown, refining: true });
    const described = await chosen.value.describe(signal);
    if (!described.ok) return instead(described.failure.message);
    const { name, destination, isLocal } = described.value;
    if (!isLocal && !(await editor.agrees({ model: name, destination }, signal)))
      return instead(t("{0} was not asked: passages of this workspace may not go to {1}.", name, destination));

    const view = async (answer: Answer): Promise<AnswerView> => {
      const { sentences, citations, model, notices, wasSent } = await toView(answer);
      const all = [...new Set([...shown.notices, ...notices])];
      return { ...shown, sentences, citations, model, notices: all, ...(wasSent === true ? { wasSent } : {}) };
    };
    let told: Promise<void> = Promise.resolve();
    const model: ChatModel = {
      ...chosen.value,
      describe: async () => described,
      complete: ({ subject, ...request }, stop) =>
        chosen.value.complete({ ...request, subject: { ...subject, folder: root } }, stop),
    };
    const start = clock.now();
    const { answer, ablation } = await found.generate({
      model,
      strict: settings()["askDocs.chat.strict"],
      signal,
      onGrowth: (grown) => {
        told = told.then(async () => notify({ id, answer: await view(grown), refining: true }));
      },
    });
    if (answer.sent !== undefined) sent.remember(id, answer.sent);
    await told;
    const last = await view(answer);
    if (ablation === undefined || ablation.passages.length === 0) return last;
    ablating.remember(id, { ablation, to: { model: name, destination }, isLocal });
    const seconds = (clock.now() - start) / 1000;
    return { ...last, ablation: { passages: ablation.passages.length, seconds } };
  };
}

export type Generating = ReturnType<typeof createGenerating>;
