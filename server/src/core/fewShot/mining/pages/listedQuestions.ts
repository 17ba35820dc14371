import type { Block } from "../../../documents/document.ts";
import type { Page } from "../../../evaluation/making/page.ts";
import type { MinedPair } from "../minedPair.ts";
import { questionForm } from "./questionForm.ts";
import { blocksUntil, stretchOf } from "./stretch.ts";

type ListItem = Extract<Block, { kind: "listItem" }>;

const isItem = (block: Block | undefined): block is ListItem => block?.kind === "listItem";

/** Items of a list that ask something, with the deeper items or the paragraphs inside of them as the answer. */
export function mineListedQuestions({ text, blocks }: Page): readonly MinedPair[] {
  return blocks.flatMap((block, place): readonly MinedPair[] => {
    if (!isItem(block) || questionForm(block.plain) !== "marked") return [];
    const answer = stretchOf(
      text,
      blocksUntil(blocks, place + 1, (next) =>
        isItem(next) ? next.depth <= block.depth : next.kind === "heading" || !isIndented(text, next),
      ),
    );
    if (answer === undefined) return [];
    const output = text.slice(answer.start, answer.end);
    return [{ input: block.plain.trim(), output, kind: "faq", start: block.start, end: answer.end, confidence: 0.85 }];
  });
}

/** A block inside of a list item stands after white space. */
const isIndented = (text: string, { start }: Block): boolean =>
  /[ \t]$/u.test(text.slice(Math.max(0, start - 1), start));
