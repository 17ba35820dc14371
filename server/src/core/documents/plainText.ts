import type { Block, DocumentParser } from "./document.ts";
import { createLineIndex } from "./lines.ts";
import { trimRange } from "./ranges.ts";

/** Parses plain text (.txt, .text): paragraphs are set apart by blank lines; no title, language or links. */
export function createPlainTextParser(): DocumentParser {
  return {
    name: "plain-text",
    version: 1,
    extensions: [".txt", ".text"],
    parse: (text) => ({ aliases: [], tags: [], links: [], blocks: plainParagraphs(text) }),
  };
}

/** Splits text into paragraphs at blank lines, and nowhere else; each range is free of surrounding white space. */
export function plainParagraphs(text: string): readonly Block[] {
  const lines = createLineIndex(text);
  const blocks: Block[] = [];
  let start = 0;
  const close = (end: number): void => {
    const range = trimRange(text, start, end);
    if (range === undefined) return;
    const plain = text.slice(range.start, range.end).replace(/\s+/gu, " ");
    blocks.push({ kind: "paragraph", ...range, plain });
  };
  for (let line = 1; line <= lines.lineCount; line += 1) {
    const lineStart = lines.startOf(line);
    const lineEnd = lines.startOf(line + 1);
    if (trimRange(text, lineStart, lineEnd) !== undefined) continue;
    close(lineStart);
    start = lineEnd;
  }
  close(text.length);
  return blocks;
}
