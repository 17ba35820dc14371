import type { AnswerWriter } from "../../../protocol/chatMessages.ts";
import type { PreviousQuestion } from "../../../protocol/serverMessages.ts";
import type { LanguageWords } from "../core/answering/questions/languageWords.ts";
import type { QuestionLanguage } from "../core/answering/questions/questionLanguage.ts";
import { rewriteByModel } from "../core/conversation/modelRewrite.ts";
import { createRewriteCheck } from "../core/conversation/rewriteCheck.ts";
import type { ChatModels } from "./chatModels.ts";
import type { EditorChat } from "./editorChat.ts";

/** Milliseconds that the model may take; then the rule's rewrite stands. */
const patience = 5000;

/**
 * Has the chosen model rewrite a follow-up; undefined where none is chosen, questions may not go to it, it fails, takes
 * too long, or brings words of its own in.
 */
export type Rewriting = (
  followUp: { readonly question: string; readonly previous: PreviousQuestion },
  writer: AnswerWriter | undefined,
  signal: AbortSignal,
) => Promise<string | undefined>;

export function createRewriting(ports: {
  readonly models: Pick<ChatModels, "chosen">;
  readonly editor: Pick<EditorChat, "agrees">;
  readonly languages: readonly QuestionLanguage[];
  readonly languageWords: LanguageWords;
}): Rewriting {
  const { models, editor, languages, languageWords } = ports;
  const isAdmitted = createRewriteCheck(
    languageWords,
    languages.map(({ language }) => language),
  );

  return async (followUp, writer, signal) => {
    const chosen = await models.chosen(writer);
    if (chosen?.ok !== true) return undefined;
    const described = await chosen.value.describe(signal);
    if (!described.ok) return undefined;
    const { name, destination, isLocal } = described.value;
    // The person may take as long as they like to agree.
    if (!isLocal && !(await editor.agrees({ model: name, destination }, signal))) return undefined;
    const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    const rewritten = await rewriteByModel(chosen.value, followUp, isAdmitted, limited);
    signal.throwIfAborted();
    return rewritten;
  };
}
