import type { PreviousQuestion } from "../../../../protocol/serverMessages.ts";
import type { ChatModel } from "../chatModel.ts";
import { carriedFilters, withoutFilters } from "./carriedFilters.ts";

const answerTokens = 100;
/** UTF-16 code units; what a model writes beyond this is no question. */
const longestReply = 2000;

const rules = `Rewrite the follow-up question so that it can be understood without the question before it.
Use only words of the two questions and of the heading, and keep the language of the follow-up.
Write the one question alone, in one line, and nothing else.`;

/**
 * Has a model rewrite a follow-up so that it stands alone; filters (`lang:en`) are left to us and carried as without one.
 * Undefined where the model fails, or writes what `isAdmitted` refuses.
 */
export async function rewriteByModel(
  model: Pick<ChatModel, "complete">,
  followUp: { readonly question: string; readonly previous: PreviousQuestion },
  isAdmitted: (rewritten: string, question: string, previous: PreviousQuestion) => boolean,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { question, previous } = followUp;
  const heading = previous.heading === undefined ? [] : [`Heading of its answer: ${previous.heading}`];
  const text = [
    `Question before: ${withoutFilters(previous.question)}`,
    ...heading,
    `Follow-up question: ${withoutFilters(question)}`,
  ].join("\n");
  const messages = [
    { role: "system", text: rules },
    { role: "user", text },
  ] as const;
  let reply = "";
  for await (const event of model.complete({ messages, answerTokens, subject: { purpose: "rewriting" } }, signal)) {
    if (event.kind === "failed" || signal.aborted) return undefined;
    if (event.kind === "ended") break;
    reply += event.delta;
    if (reply.length > longestReply) return undefined;
  }
  const rewritten = reply.trim().replace(/^["“«„](.*)["”»“]$/su, "$1");
  if (!isAdmitted(rewritten, question, previous)) return undefined;
  const filters = carriedFilters(question, previous.question);
  return filters === "" ? rewritten : `${rewritten} ${filters}`;
}
