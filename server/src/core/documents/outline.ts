import type { Block, TextRange } from "./document.ts";

/** A heading with its section: from the heading to the next one of its level or above. */
export interface OutlineHeading extends TextRange {
  /** In one line. */
  readonly text: string;
  /** 1 to 6. */
  readonly level: number;
}

/** Headings of one document that are kept, and UTF-16 code units of one; a document has no sensible use for more. */
const mostHeadings = 5000;
const longestHeading = 300;

/** The headings of a document in reading order. @param length of its text, in UTF-16 code units. */
export function outlineOf(blocks: readonly Block[], length: number): readonly OutlineHeading[] {
  const outline: { text: string; level: number; start: number; end: number }[] = [];
  const open: (typeof outline)[number][] = [];
  for (const block of blocks) {
    if (block.kind !== "heading") continue;
    while ((open.at(-1)?.level ?? 0) >= block.level) close(open.pop(), block.start);
    if (outline.length === mostHeadings) break;
    const text = block.plain.replace(/\s+/gu, " ").trim().slice(0, longestHeading);
    const heading = { text, level: block.level, start: block.start, end: length };
    outline.push(heading);
    open.push(heading);
  }
  return outline;
}

function close(heading: { end: number } | undefined, at: number): void {
  if (heading !== undefined) heading.end = at;
}

/** Each heading with the headings above it, from the outside in, itself the last. */
export function* trailsOf(
  outline: readonly OutlineHeading[],
): Generator<readonly [heading: OutlineHeading, trail: readonly string[]]> {
  const open: OutlineHeading[] = [];
  for (const heading of outline) {
    while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop();
    open.push(heading);
    yield [heading, open.map(({ text }) => text)];
  }
}
