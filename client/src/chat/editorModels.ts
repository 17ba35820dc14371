import {
  LanguageModelChatMessage,
  LanguageModelError,
  lm,
  type CancellationToken,
  type LanguageModelChat,
} from "vscode";
import type { EditorChatEnd, EditorChatParams, EditorModelView } from "../../../protocol/chatMessages.ts";
import { messageOf } from "../messageOf.ts";

const viewOf = ({ id, name, vendor, maxInputTokens }: LanguageModelChat): EditorModelView => ({
  id,
  name,
  vendor,
  contextTokens: maxInputTokens,
});

/** The models that extensions give to the editor. */
export const editorModels = async (): Promise<readonly EditorModelView[]> => (await lm.selectChatModels()).map(viewOf);

async function find(id: string): Promise<LanguageModelChat | undefined> {
  const models = await lm.selectChatModels(id === "" ? {} : { id });
  return models[0];
}

/** The editor's model with this id, or any for an empty one; `null` where there is none. */
export async function editorModel(id: string): Promise<EditorModelView | null> {
  const model = await find(id);
  return model === undefined ? null : viewOf(model);
}

/** How many tokens a text takes; `null` where the model is gone. */
export async function countEditorTokens(id: string, text: string, token: CancellationToken): Promise<number | null> {
  const model = await find(id);
  return model === undefined ? null : model.countTokens(text, token);
}

/** Asks a model, and tells what it writes piece by piece. Whatever goes wrong is how it ended. */
export async function askEditorModel(
  { id, messages, answerTokens }: EditorChatParams,
  onText: (text: string) => void,
  token: CancellationToken,
): Promise<EditorChatEnd> {
  try {
    const model = await find(id);
    if (model === undefined) return { kind: "failed", cause: "gone", detail: id };
    // The editor knows no system messages: instructions come first, as the person's own.
    const given = messages.map(({ role, text }) =>
      role === "assistant" ? LanguageModelChatMessage.Assistant(text) : LanguageModelChatMessage.User(text),
    );
    const options = { modelOptions: { max_tokens: answerTokens } };
    const response = await model.sendRequest(given, options, token);
    for await (const piece of response.text) onText(piece);
    return { kind: "ended" };
  } catch (error) {
    return { kind: "failed", cause: causeOf(error), detail: messageOf(error) };
  }
}

type Cause = Extract<EditorChatEnd, { readonly kind: "failed" }>["cause"];

function causeOf(error: unknown): Cause {
  if (!(error instanceof LanguageModelError)) return "other";
  switch (error.code) {
    case LanguageModelError.NoPermissions.name:
      return "notAllowed";
    case LanguageModelError.NotFound.name:
      return "gone";
    case LanguageModelError.Blocked.name:
      return "refused";
    default:
      return "other";
  }
}
