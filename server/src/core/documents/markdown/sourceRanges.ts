import type { Token } from "markdown-it";
import type { TextRange } from "../document.ts";
import { createLineIndex } from "../lines.ts";
import { trimRange } from "../ranges.ts";

/** Turns the line ranges of markdown-it's tokens into exact ranges of the file's text. */
export interface SourceRanges {
  /** The lines as a whole, without surrounding white space. */
  ofLines(map: readonly [number, number]): TextRange | undefined;
  /** From where the content begins, after the marks of the lists and quotes around it, to the end of its last line. */
  ofContent(token: Token): TextRange | undefined;
  /** An ATX heading with its `#`, or the text lines of an underlined one. */
  ofHeading(inline: Token): TextRange | undefined;
  /** A fenced code block with its fences. */
  ofFence(token: Token): TextRange | undefined;
  /** One row of a table; `first` when it stands in the first line of a list item. */
  ofRow(line: number, inQuote: boolean, first: boolean): TextRange | undefined;
}

/**
 * markdown-it counts lines as the line index does, but rewrites their ends: so lines, never its offsets, are used.
 *
 * @param bodyStart offset at which the text given to markdown-it begins; the start of a line.
 */
export function createSourceRanges(text: string, bodyStart: number): SourceRanges {
  const lines = createLineIndex(text);
  const firstLine = lines.lineAt(bodyStart);
  const startOf = (line: number): number => Math.max(bodyStart, lines.startOf(firstLine + line));
  const within = (start: number, line: number): TextRange | undefined => trimRange(text, start, startOf(line));

  const contentStart = (token: Token, map: readonly [number, number]): number => {
    const lineStart = startOf(map[0]);
    const lineEnd = startOf(map[0] + 1);
    const first = firstLineOf(token.content).trimEnd();
    const at = text.slice(lineStart, lineEnd).lastIndexOf(first);
    return at === -1 ? lineStart : lineStart + at;
  };

  return {
    ofLines: (map) => within(startOf(map[0]), map[1]),
    ofContent: (token) => (token.map ? within(contentStart(token, token.map), token.map[1]) : undefined),
    ofHeading: (inline) => {
      if (!inline.map) return undefined;
      const start = contentStart(inline, inline.map);
      const marks = /#{1,6}[ \t]+$/u.exec(text.slice(startOf(inline.map[0]), start));
      return within(start - (marks?.[0].length ?? 0), inline.map[1]);
    },
    ofFence: (token) => {
      if (!token.map) return undefined;
      return within(Math.max(text.indexOf(token.markup, startOf(token.map[0])), 0), token.map[1]);
    },
    ofRow: (line, inQuote, first) => {
      const start = startOf(line);
      const source = text.slice(start, startOf(line + 1));
      return within(start + marksBefore(source, inQuote, first), line + 1);
    },
  };
}

function firstLineOf(content: string): string {
  const end = content.indexOf("\n");
  return end === -1 ? content : content.slice(0, end);
}

/** The length of the quote and list marks at the start of a line. */
function marksBefore(line: string, inQuote: boolean, first: boolean): number {
  if (first) return /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))*/u.exec(line)?.[0].length ?? 0;
  return inQuote ? (/^[ \t>]*/u.exec(line)?.[0].length ?? 0) : 0;
}
