import type { Block, TextRange } from "../../../documents/document.ts";

/** A longer answer is cut at the end of a block; UTF-16 code units. */
const longestAnswer = 4000;

const onlyTags = /^(?:#[\p{L}_][\p{L}\p{M}\p{N}_/-]*\s*)+$/u;
const listMark = /(?:^|[\r\n])([ \t]*(?:>[ \t]?)*)((?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)$/u;

/**
 * The words of some blocks that follow each other, as they stand in the file: from the first one's list mark, if it has
 * one, to the last that fits. Lines of tags at the end are left out. Undefined where nothing is left.
 */
export function stretchOf(text: string, blocks: readonly Block[]): TextRange | undefined {
  const [first] = blocks;
  if (first === undefined) return undefined;
  const start = withListMark(text, first.start);
  const fitting = blocks.filter(({ end }) => end - start <= longestAnswer);
  while (onlyTags.test(fitting.at(-1)?.plain ?? "")) fitting.pop();
  const last = fitting.at(-1);
  return last === undefined ? undefined : { start, end: last.end };
}

/** A list's first item begins at its mark, so that the list is whole. */
function withListMark(text: string, start: number): number {
  const mark = listMark.exec(text.slice(Math.max(0, start - 40), start))?.[2];
  return start - (mark?.length ?? 0);
}

/** The blocks from a place up to, and without, the first that `ends`. */
export function blocksUntil(
  blocks: readonly Block[],
  place: number,
  ends: (block: Block) => boolean,
): readonly Block[] {
  const following = blocks.slice(place);
  const end = following.findIndex(ends);
  return end < 0 ? following : following.slice(0, end);
}
