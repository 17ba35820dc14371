import type { Block } from "../../../documents/document.ts";
import type { Page } from "../../../evaluation/making/page.ts";
import { readable } from "../../../hover/markedTerm.ts";
import type { MinedPair } from "../minedPair.ts";
import { questionForm } from "./questionForm.ts";
import { blocksUntil, stretchOf } from "./stretch.ts";

const bold = /^(\*\*|__)(?=\S)([^*\r\n]{3,250}?)\s*\1[ \t]*(?:\\|<br\s*\/?>)?\s*/u;

interface Asked {
  readonly question: string;
  /** How much of its block it takes; UTF-16 code units. */
  readonly length: number;
}

/** Questions in bold at the beginning of a paragraph or list item, with the rest of it, or what follows, as the answer. */
export function mineBoldQuestions({ text, blocks }: Page): readonly MinedPair[] {
  return blocks.flatMap((block, place): readonly MinedPair[] => {
    const asked = askedIn(text, block);
    if (asked === undefined) return [];
    const within = asked.length < block.end - block.start;
    const following = blocksUntil(
      blocks,
      within ? place : place + 1,
      (next) => next !== block && (next.kind === "heading" || askedIn(text, next) !== undefined),
    );
    const answer = within ? { start: block.start + asked.length, end: 0 } : stretchOf(text, following);
    const end = within ? stretchOf(text, following)?.end : answer?.end;
    if (answer === undefined || end === undefined || end <= answer.start) return [];
    const output = text.slice(answer.start, end);
    return [{ input: asked.question, output, kind: "faq", start: block.start, end, confidence: 0.92 }];
  });
}

function askedIn(text: string, block: Block): Asked | undefined {
  if (block.kind !== "paragraph" && block.kind !== "listItem") return undefined;
  const match = bold.exec(text.slice(block.start, block.end));
  const question = readable(match?.[2] ?? "").replace(/^(?:Q\s?\d*[.:)]|\d{1,3}[.)])\s+/u, "");
  return match !== null && questionForm(question) === "marked" ? { question, length: match[0].length } : undefined;
}
