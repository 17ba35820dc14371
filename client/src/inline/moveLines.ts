import type { Range } from "../../../protocol/views.ts";

/** Lines of a document that belong together: one, and `count` below it. */
interface Lines {
  readonly line: number;
  readonly count: number;
}

/** A change of a document, as the editor tells it. */
interface TextChange {
  readonly range: Range;
  readonly text: string;
}

/** Where lines stand after changes; undefined where a change touches them. */
export function moveLines<L extends Lines>(lines: L, changes: readonly TextChange[]): L | undefined {
  let { line } = lines;
  for (const { range, text } of changes) {
    if (range.start.line > lines.line + lines.count) continue;
    // A whole line more or less above it ends where the line begins.
    const above = range.end.line < lines.line || (range.end.line === lines.line && range.end.character === 0);
    if (!above) return undefined;
    line += text.split(/\r\n|[\r\n]/).length - 1 - (range.end.line - range.start.line);
  }
  return line === lines.line ? lines : { ...lines, line };
}
