import type { Block, ParsedDocument, TextRange } from "../documents/document.ts";
import type { SentenceSplitter } from "../language/sentences.ts";
import { estimateTokens } from "./tokens.ts";

/** The smallest piece that a passage is made of: a block, or a part of one that is too long for a passage. */
export interface Unit extends TextRange {
  readonly plain: string;
  readonly tokens: number;
  readonly sentences: readonly TextRange[];
  /** The headings it stands under, from the outside in. */
  readonly headings: readonly string[];
}

/** A code block or table row up to this long is one quotable sentence. */
const longestWhole = 600;

const lines = (text: string, range: TextRange): readonly TextRange[] => {
  const found: TextRange[] = [];
  for (const match of text.slice(range.start, range.end).matchAll(/[^\r\n]+/gu)) {
    const trimmed = match[0].trim();
    if (trimmed === "") continue;
    const start = range.start + match.index + match[0].indexOf(trimmed);
    found.push({ start, end: start + trimmed.length });
  }
  return found;
};

function sentencesOf(block: Block, text: string, splitter: SentenceSplitter, language: string): readonly TextRange[] {
  switch (block.kind) {
    case "code":
      return block.end - block.start <= longestWhole ? [{ start: block.start, end: block.end }] : lines(text, block);
    case "table":
      // The head names the columns; alone it answers nothing.
      return block.rows.length > 1 ? block.rows.slice(1) : block.rows;
    case "heading":
      return [{ start: block.start, end: block.end }];
    case "paragraph":
    case "listItem":
      return splitter
        .split(text.slice(block.start, block.end), language)
        .map((range) => ({ start: block.start + range.start, end: block.start + range.end }));
  }
}

/** Cuts a range that no sentence end divides, at white space where there is some, so that nothing exceeds `most`. */
function cutLong(text: string, range: TextRange, most: number): readonly TextRange[] {
  const characters = most * 3;
  const pieces: TextRange[] = [];
  let start = range.start;
  while (range.end - start > characters) {
    const space = text.slice(start, start + characters).search(/\s\S*$/u);
    let end = start + (space > characters / 2 ? space : characters);
    const code = text.charCodeAt(end - 1);
    if (code >= 0xd800 && code < 0xdc00) end -= 1;
    pieces.push({ start, end });
    start = end;
  }
  pieces.push({ start, end: range.end });
  return pieces.flatMap((piece) => lines(text, piece));
}

/** Parts of at most `most` tokens each, divided between sentences, rows or lines. */
function divide(sentences: readonly TextRange[], text: string, most: number): readonly (readonly TextRange[])[] {
  const groups: TextRange[][] = [];
  let tokens = Infinity;
  for (const sentence of sentences.flatMap((range) =>
    range.end - range.start > most * 3 ? cutLong(text, range, most) : [range],
  )) {
    const size = estimateTokens(text.slice(sentence.start, sentence.end));
    if (tokens + size > most) {
      groups.push([]);
      tokens = 0;
    }
    groups.at(-1)?.push(sentence);
    tokens += size;
  }
  return groups;
}

function unitsOfBlock(
  block: Block,
  text: string,
  headings: readonly string[],
  splitter: SentenceSplitter,
  language: string,
  most: number,
): readonly Unit[] {
  const sentences = sentencesOf(block, text, splitter, language);
  const tokens = estimateTokens(block.plain);
  if (tokens <= most) return [{ start: block.start, end: block.end, plain: block.plain, tokens, sentences, headings }];
  return divide(sentences, text, most).flatMap((group) => {
    const start = group[0]?.start;
    const end = group.at(-1)?.end;
    if (start === undefined || end === undefined) return [];
    const plain = text.slice(start, end);
    return [{ start, end, plain, tokens: estimateTokens(plain), sentences: group, headings }];
  });
}

/**
 * The units of a document in reading order, each at most `most` tokens. Headings are not units of their own, except in
 * a document that has nothing else.
 */
export function unitsOf(
  document: ParsedDocument,
  text: string,
  splitter: SentenceSplitter,
  language: string,
  most: number,
): readonly Unit[] {
  const units: Unit[] = [];
  const open: { level: number; plain: string }[] = [];
  for (const block of document.blocks) {
    if (block.kind === "heading") {
      while ((open.at(-1)?.level ?? 0) >= block.level) open.pop();
      open.push({ level: block.level, plain: block.plain });
      continue;
    }
    const headings = open.map(({ plain }) => plain);
    units.push(...unitsOfBlock(block, text, headings, splitter, language, most));
  }
  if (units.length > 0) return units;
  return document.blocks.flatMap((block) => unitsOfBlock(block, text, [], splitter, language, most));
}
