import type { Block, TextRange } from "../../../documents/document.ts";
import { trimRange } from "../../../documents/ranges.ts";
import type { Page } from "../../../evaluation/making/page.ts";
import type { MinedPair } from "../minedPair.ts";
import { codeRange } from "./codeRange.ts";
import { partNames, plainName } from "./partNames.ts";
import { blocksUntil, stretchOf } from "./stretch.ts";

/** A part of a page with the name that stands before it. */
interface Part extends TextRange {
  readonly name: string;
  /** Where its name begins. */
  readonly from: number;
}

const longestName = 40;
const label = /^([*_]{0,3}[^\s*_:：][^\r\n:：]{0,40}?[*_]{0,3})[ \t]*[:：][*_]{0,3}(?=\s|$)[ \t]*/u;
const confidence = 0.9;

/**
 * Parts that are named as belonging together and follow each other: input and output, command and result, error and fix,
 * before and after; named by a heading, by a line before a block, or at the beginning of a line.
 */
export function mineLabelledParts(page: Page): readonly MinedPair[] {
  const parts = partsOf(page);
  return parts.flatMap((part, place): readonly MinedPair[] => {
    const next = parts[place + 1];
    const pairing = next && partNames.find(({ input, output }) => input.test(part.name) && output.test(next.name));
    if (next === undefined || pairing === undefined) return [];
    const [input, output] = [page.text.slice(part.start, part.end), page.text.slice(next.start, next.end)];
    return [{ input, output, kind: pairing.kind, start: part.from, end: next.end, confidence }];
  });
}

/** All named parts in reading order; what stands between the names of two belongs to the first. */
function partsOf(page: Page): readonly Part[] {
  const { text, blocks } = page;
  const parts: Part[] = [];
  for (const [place, block] of blocks.entries()) {
    if (block.kind === "code" || block.kind === "table") continue;
    if (block.kind === "heading") {
      const content = contentOf(
        text,
        blocksUntil(blocks, place + 1, (next) => next.kind === "heading" || opensPart(text, next)),
      );
      if (block.plain.length <= longestName && content !== undefined)
        parts.push({ ...content, name: plainName(block.plain), from: block.start });
      continue;
    }
    const lines = labelledLines(text, block);
    for (const [at, line] of lines.entries()) {
      const end = lines[at + 1]?.from ?? block.end;
      const own = trimRange(text, line.start, end);
      const last = at === lines.length - 1;
      const following = blocksUntil(blocks, place + 1, (next) => next.kind === "heading" || opensPart(text, next));
      const content = own ?? (last ? contentOf(text, following.slice(0, 1)) : undefined);
      if (content !== undefined) parts.push({ ...content, name: line.name, from: line.from });
    }
  }
  return parts;
}

const opensPart = (text: string, block: Block): boolean =>
  (block.kind === "paragraph" || block.kind === "listItem") && labelledLines(text, block)[0]?.from === block.start;

/** The lines of a block that begin with a name and a colon. */
function labelledLines(
  text: string,
  block: Block,
): readonly { readonly name: string; readonly from: number; readonly start: number }[] {
  const source = text.slice(block.start, block.end);
  return [...source.matchAll(/^[ \t>]*(?:[-*+][ \t]+)?(?=\S)/gmu)].flatMap(({ index, 0: before }) => {
    const from = block.start + index + before.length;
    const match = label.exec(text.slice(from, Math.min(block.end, from + 2 * longestName + 10)));
    const name = plainName(match?.[1] ?? "");
    const known = partNames.some(({ input, output }) => input.test(name) || output.test(name));
    return match !== null && known ? [{ name, from, start: from + match[0].length }] : [];
  });
}

/** A single block of code without its fence, else the blocks as they stand. */
function contentOf(text: string, blocks: readonly Block[]): TextRange | undefined {
  const [first, ...others] = blocks;
  return first?.kind === "code" && others.every(({ kind }) => kind !== "code")
    ? codeRange(text, first)
    : stretchOf(text, blocks);
}
