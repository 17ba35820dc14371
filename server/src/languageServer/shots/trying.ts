import { t } from "@vscode/l10n";
import type {
  SentShotsView,
  ShotsFieldsView,
  TriedPromptView,
  TryShotsParams,
} from "../../../../protocol/shotsMessages.ts";
import { parseShots } from "../../core/fewShot/document/parseShots.ts";
import type { ShotsDocument } from "../../core/fewShot/shotsDocument.ts";
import { namedValues, promptText, renderPrompt } from "../../core/fewShot/templates/renderPrompt.ts";
import type { TokenCounterOf } from "../../core/fewShot/tokens/tokenCounter.ts";
import type { ChatModels } from "../chatModels.ts";
import type { EditorChat } from "../editorChat.ts";
import { failureFor, valueOf } from "../failures.ts";
import { messagesOf } from "./promptMessages.ts";

/** Tokens that a model may write for one input. */
const mostWritten = 1000;

/** Builds the trying of `.shots` documents: writes their prompt out for an input, and sends it where a model is chosen. */
export function createShotsTrying(ports: {
  readonly tokenCounterOf: TokenCounterOf;
  readonly models: Pick<ChatModels, "chosen">;
  /** Is asked before a prompt leaves the machine. */
  readonly editor: Pick<EditorChat, "agrees">;
}) {
  const { tokenCounterOf, models, editor } = ports;

  return {
    /** @throws a `ResponseError` that says so where there is no demonstration. */
    fields: (text: string): ShotsFieldsView => fieldsOf(parseShots(text).document),
    async try(params: TryShotsParams): Promise<TriedPromptView> {
      const { document, prompt } = render(params);
      const { budget, model } = document.frontMatter;
      const text = promptText(prompt);
      const counter = await tokenCounterOf(model);
      return {
        prompt: text,
        tokens: counter.count(text),
        counter: counter.name,
        ...(budget === undefined ? {} : { budget }),
        canSend: (await models.chosen()) !== undefined,
      };
    },
    /** @throws a `ResponseError` that says why where no model is chosen, the person does not agree, or the model fails. */
    async send(params: TryShotsParams, signal: AbortSignal): Promise<SentShotsView> {
      const { prompt } = render(params);
      const chosen = await models.chosen();
      if (chosen === undefined) throw failureFor(t("No chat model is chosen. Choose one, then try the prompt again."));
      const model = valueOf(chosen);
      const { name, destination, isLocal } = valueOf(await model.describe(signal));
      if (!isLocal && !(await editor.agrees({ model: name, destination }, signal)))
        throw failureFor(t("{0} was not asked: passages of this workspace may not go to {1}.", name, destination));
      let written = "";
      const request = {
        messages: messagesOf(prompt),
        answerTokens: mostWritten,
        subject: { purpose: "fewShot" },
      } as const;
      for await (const event of model.complete(request, signal)) {
        if (event.kind === "failed") throw failureFor(event.failure.message);
        if (event.kind === "text") written += event.delta;
      }
      return { model: name, written: written.trim() };
    },
  };
}

/** All fields but the last of the first demonstration are given; the last is written. @throws a `ResponseError` without any. */
export function fieldsOf({ demonstrations: [first] }: ShotsDocument): ShotsFieldsView {
  const names = first === undefined ? [] : namedValues(first).map(({ name }) => name);
  const output = names.at(-1);
  if (output === undefined || names.length < 2)
    throw failureFor(
      t(
        "This document has no demonstration with an input and an output yet. Write one under a line ===, or build the prompt from your documents.",
      ),
    );
  return { given: names.slice(0, -1), output };
}

function render({ text, given }: TryShotsParams) {
  const { document } = parseShots(text);
  const fields = fieldsOf(document);
  const values = fields.given.map((name, at) => ({ name, value: given[at] ?? "" }));
  return { document, prompt: renderPrompt(document, { given: values, output: fields.output }) };
}
