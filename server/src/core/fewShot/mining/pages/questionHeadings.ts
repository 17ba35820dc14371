import type { Block } from "../../../documents/document.ts";
import { wordCount } from "../../../evaluation/making/answerRange.ts";
import type { Page } from "../../../evaluation/making/page.ts";
import type { MinedPair } from "../minedPair.ts";
import { saysFaq } from "./faqNames.ts";
import { questionForm } from "./questionForm.ts";
import { blocksUntil, stretchOf } from "./stretch.ts";

const leastWords = 4;

type Heading = Extract<Block, { kind: "heading" }>;

const isHeading = (block: Block): block is Heading => block.kind === "heading";

/**
 * Headings that ask something, with what stands under them; under a heading that says FAQ every heading asks. The answer
 * is what comes before the next heading, or, where nothing does, the sections below, unless they ask too.
 */
export function mineQuestionHeadings({ text, title, blocks }: Page): readonly MinedPair[] {
  const above: { readonly level: number; readonly faq: boolean }[] = [{ level: 0, faq: saysFaq(title) }];
  return blocks.flatMap((block, place): readonly MinedPair[] => {
    if (!isHeading(block)) return [];
    while ((above.at(-1)?.level ?? 0) >= block.level) above.pop();
    const faq = above.some((heading) => heading.faq);
    above.push({ level: block.level, faq: saysFaq(block.plain) });
    const form = questionForm(block.plain);
    const leaf = isLeaf(blocks, place, block.level);
    if (form === undefined && !(faq && leaf && block.plain.length > 10)) return [];
    const answer = stretchOf(text, answerBlocks(blocks, place, block.level));
    if (answer === undefined) return [];
    const confidence = form === "marked" ? (faq ? 0.97 : 0.95) : form === "worded" ? (faq ? 0.9 : 0.7) : 0.6;
    const words = {
      input: faq ? block.plain.trim() : withTitle(block.plain.trim(), title),
      output: text.slice(answer.start, answer.end),
    };
    return [{ ...words, kind: faq ? "faq" : "heading", start: block.start, end: answer.end, confidence }];
  });
}

/** A short question is about what the page is about: `When?`. */
const withTitle = (question: string, title: string): string =>
  wordCount(question) < leastWords && question !== title ? `${title}: ${question}` : question;

function answerBlocks(blocks: readonly Block[], place: number, level: number): readonly Block[] {
  const direct = blocksUntil(blocks, place + 1, isHeading);
  if (direct.length > 0) return direct;
  return blocksUntil(
    blocks,
    place + 1,
    (block) => isHeading(block) && (block.level <= level || questionForm(block.plain) !== undefined),
  ).filter((_, at, all) => all.some((block, other) => other >= at && !isHeading(block)));
}

function isLeaf(blocks: readonly Block[], place: number, level: number): boolean {
  const next = blocks.slice(place + 1).find(isHeading);
  return next === undefined || next.level <= level;
}
