import type { Block, TextRange } from "../../documents/document.ts";
import type { SentenceSplitter } from "../../language/sentences.ts";
import { scriptOf, writes } from "../../language/script.ts";
import { words } from "../../language/words.ts";
import type { Page } from "./page.ts";

/** Longer answers are not shown whole, so no question is made of them; in UTF-16 code units. */
const longestAnswer = 600;

/** An answer such as “Yes.” says too little by itself. */
const leastWords = 4;

/** Whether a text is written as its page's language is: pages in several languages hold what no template of one fits. */
export function isIn(language: string, text: string): boolean {
  const script = scriptOf(text);
  return script === undefined || writes(language, script);
}

export const wordCount = (text: string): number => {
  let count = 0;
  for (const word of words(text))
    count += /[\p{Script=Han}\p{Script=Thai}]/u.test(word.text) ? word.text.length / 2 : 1;
  return count;
};

/** The sentences of a block, as ranges of the page's text. */
export const sentencesIn = (page: Page, { start, end }: TextRange, splitter: SentenceSplitter): readonly TextRange[] =>
  splitter
    .split(page.text.slice(start, end), page.language)
    .map((range) => ({ start: start + range.start, end: start + range.end }));

/** The first sentence of a stretch, with the next where it says little. */
export function firstSentence(page: Page, range: TextRange, splitter: SentenceSplitter): TextRange | undefined {
  const [first, second] = sentencesIn(page, range, splitter);
  if (first === undefined) return undefined;
  const short = wordCount(page.text.slice(first.start, first.end)) < leastWords;
  const whole = short && second !== undefined ? { start: first.start, end: second.end } : first;
  return fits(whole) && (!short || second !== undefined || whole.end - whole.start > 12) ? whole : undefined;
}

/** What a section begins with, as an answer: a sentence, a whole list, a block of code. */
export function firstAnswer(
  page: Page,
  blocks: readonly Block[],
  splitter: SentenceSplitter,
): (TextRange & { readonly kind: "sentence" | "list" | "steps" | "code" }) | undefined {
  const [first] = blocks;
  switch (first?.kind) {
    case "paragraph": {
      // What ends in a colon says nothing without what follows it.
      if (/[:：]\s*$/u.test(page.text.slice(first.start, first.end))) return undefined;
      const range = firstSentence(page, first, splitter);
      return range && { ...range, kind: "sentence" };
    }
    case "listItem": {
      const other = blocks.findIndex(({ kind }) => kind !== "listItem");
      const last = blocks[(other < 0 ? blocks.length : other) - 1] ?? first;
      const range = { start: first.start, end: last.end };
      return fits(range) && last !== first ? { ...range, kind: first.ordered ? "steps" : "list" } : undefined;
    }
    case "code":
      return fits(first) ? { start: first.start, end: first.end, kind: "code" } : undefined;
    case "heading":
    case "table":
    case undefined:
      return undefined;
  }
}

const fits = ({ start, end }: TextRange): boolean => end - start <= longestAnswer && end > start;
