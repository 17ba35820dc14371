import type { Block } from "../../documents/document.ts";
import { readable } from "../../hover/markedTerm.ts";
import type { SentenceSplitter } from "../../language/sentences.ts";
import { firstAnswer, firstSentence, wordCount } from "./answerRange.ts";
import type { Draft } from "./madeQuestion.ts";
import type { Page } from "./page.ts";

const leastWords = 4;
const asks = /[?？؟]\s*$/u;
const boldQuestion = /^(\*\*|__)(?=\S)([^*\n]{3,200}?[?？؟])\s*\1\s*/u;

/** Questions that a page asks itself, as a heading or in bold, with the beginning of what follows as the answer. */
export function fromFaq(page: Page, splitter: SentenceSplitter): readonly Draft[] {
  const { path, language, title, text, blocks } = page;
  return blocks.flatMap((block, place): readonly Draft[] => {
    const asked = questionOf(text, block);
    if (asked === undefined) return [];
    const rest = { start: block.start + asked.length, end: block.end };
    const following = blocks.slice(place + 1);
    const end = following.findIndex((next) => next.kind === "heading" || questionOf(text, next) !== undefined);
    const answer =
      asked.length < block.end - block.start
        ? firstSentence(page, rest, splitter)
        : firstAnswer(page, end < 0 ? following : following.slice(0, end), splitter);
    if (answer === undefined) return [];
    const { start } = answer;
    // A short question is about what the page is about.
    const question = wordCount(asked.question) < leastWords ? `${title}: ${asked.question}` : asked.question;
    return [{ path, language, title, by: "faq", question, answers: [{ start, end: answer.end }] }];
  });
}

/** The question that a block is, or begins with, and how much of the block it takes. */
function questionOf(text: string, block: Block): { readonly question: string; readonly length: number } | undefined {
  if (block.kind === "heading")
    return asks.test(block.plain) && block.plain.length <= 200
      ? { question: block.plain.trim(), length: block.end - block.start }
      : undefined;
  if (block.kind !== "paragraph") return undefined;
  const bold = boldQuestion.exec(text.slice(block.start, block.end));
  return bold === null ? undefined : { question: readable(bold[2] ?? ""), length: bold[0].length };
}
