import type { Token } from "markdown-it";
import type { Block, TextRange } from "../document.ts";
import { htmlToPlain } from "./htmlText.ts";
import { readInline, type InlineFindings } from "./inlineText.ts";
import { createSourceRanges, type SourceRanges } from "./sourceRanges.ts";

export interface BlockContext {
  /** The whole file. */
  readonly text: string;
  /** Where in it the text given to markdown-it begins. */
  readonly bodyStart: number;
  readonly decodeEntities: (text: string) => string;
  /** Links and tags are added here. */
  readonly findings: InlineFindings;
}

/** What stands around the token being read. */
interface Surroundings {
  quotes: number;
  lists: number;
  /** First lines of the list items around it, from the outside in. */
  readonly itemLines: number[];
}

/** Turns markdown-it's tokens into blocks. Blocks without words (an anchor, a comment, an empty item) are left out. */
export function collectBlocks(tokens: readonly Token[], context: BlockContext): readonly Block[] {
  const ranges = createSourceRanges(context.text, context.bodyStart);
  const around: Surroundings = { quotes: 0, lists: 0, itemLines: [] };
  const blocks: Block[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.type === "table_open") {
      const end = closingIndex(tokens, index);
      add(blocks, readTable(tokens.slice(index, end), ranges, around, context));
      index = end;
      continue;
    }
    follow(token, around);
    add(blocks, readBlock(tokens, index, token, ranges, around, context));
  }
  return blocks;
}

function add(blocks: Block[], block: Block | undefined): void {
  if (block !== undefined && block.plain !== "") blocks.push(block);
}

function follow(token: Token, around: Surroundings): void {
  switch (token.type) {
    case "blockquote_open":
    case "blockquote_close":
      around.quotes += token.nesting;
      break;
    case "bullet_list_open":
    case "ordered_list_open":
    case "bullet_list_close":
    case "ordered_list_close":
      around.lists += token.nesting;
      break;
    case "list_item_open":
      around.itemLines.push(token.map?.[0] ?? -1);
      break;
    case "list_item_close":
      around.itemLines.pop();
      break;
  }
}

function readBlock(
  tokens: readonly Token[],
  index: number,
  token: Token,
  ranges: SourceRanges,
  around: Surroundings,
  context: BlockContext,
): Block | undefined {
  switch (token.type) {
    case "inline":
      return readText(tokens, index, token, ranges, around, context);
    case "fence":
      return codeBlock(ranges.ofFence(token), token);
    case "code_block":
      return codeBlock(ranges.ofContent(token), token);
    case "html_block": {
      const range = ranges.ofContent(token);
      return range && { kind: "paragraph", ...range, plain: htmlToPlain(token.content, context.decodeEntities) };
    }
    default:
      return undefined;
  }
}

function codeBlock(range: TextRange | undefined, token: Token): Block | undefined {
  return range && { kind: "code", ...range, info: token.info.trim(), plain: token.content.trimEnd() };
}

/** A heading, a paragraph, or the leading paragraph of a list item. */
function readText(
  tokens: readonly Token[],
  index: number,
  token: Token,
  ranges: SourceRanges,
  around: Surroundings,
  context: BlockContext,
): Block | undefined {
  const opening = tokens[index - 1];
  const plain = readInline(token.children ?? [], context.findings);
  if (opening?.type === "heading_open") {
    const range = ranges.ofHeading(token);
    const level = Number(opening.tag.slice(1));
    return range && { kind: "heading", ...range, level, plain: withoutAnchor(plain) };
  }
  const range = ranges.ofContent(token);
  if (range === undefined) return undefined;
  const before = tokens[index - 2];
  if (before?.type === "list_item_open") {
    const ordered = before.markup === "." || before.markup === ")";
    return { kind: "listItem", ...range, depth: around.lists, ordered, plain: plain.replace(/^\[[ xX]\]\s+/u, "") };
  }
  return isModuleCode(token.content) ? undefined : { kind: "paragraph", ...range, plain };
}

/** `Refunds {#refunds}`, as Docusaurus and Pandoc name anchors, is read as `Refunds`. */
function withoutAnchor(heading: string): string {
  const start = heading.endsWith("}") ? heading.lastIndexOf("{#") : -1;
  return start === -1 ? heading : heading.slice(0, start).trimEnd();
}

/** The `import` and `export` lines of MDX. */
function isModuleCode(content: string): boolean {
  return (
    /^import\s(?:[^\n]{1,500}\sfrom\s+)?["'][^"'\n]+["'];?\s*(?:\n|$)/u.test(content) ||
    /^export\s+(?:const|let|var|function|async|class|default)\s[^\n]*[={(]/u.test(content)
  );
}

function closingIndex(tokens: readonly Token[], open: number): number {
  const level = tokens[open]?.level ?? 0;
  let index = open + 1;
  while (index < tokens.length && (tokens[index]?.level ?? 0) > level) index += 1;
  return index;
}

function readTable(
  tokens: readonly Token[],
  ranges: SourceRanges,
  around: Surroundings,
  context: BlockContext,
): Block | undefined {
  const rows: TextRange[] = [];
  const lines: string[] = [];
  let cells: string[] = [];
  for (const token of tokens) {
    if (token.type === "tr_open" && token.map) {
      const line = token.map[0];
      const row = ranges.ofRow(line, around.quotes > 0, line === around.itemLines.at(-1));
      if (row) rows.push(row);
      cells = [];
    } else if (token.type === "inline") cells.push(readInline(token.children ?? [], context.findings));
    else if (token.type === "tr_close") lines.push(cells.join(" | "));
  }
  const start = rows[0]?.start;
  const map = tokens[0]?.map;
  const whole = map && ranges.ofLines(map);
  if (start === undefined || !whole) return undefined;
  const empty = lines.every((line) => /^[ |]*$/u.test(line));
  return { kind: "table", start, end: whole.end, rows, plain: empty ? "" : lines.join("\n") };
}
