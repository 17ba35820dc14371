/** Finds the line of an offset and the offset of a line; lines count from 1, offsets in UTF-16 code units from 0. */
export interface LineIndex {
  /** At least 1: empty text has one line, and so has what stands after a final line end. */
  readonly lineCount: number;
  /** The line that holds an offset; a line end belongs to the line it ends. Offsets beyond the text give the last line. */
  lineAt(offset: number): number;
  /** Where a line begins; for a line beyond the last, the length of the text. */
  startOf(line: number): number;
}

const lineFeed = 10;
const carriageReturn = 13;

/** Indexes the lines of a text as VS Code counts them: they end with \n, \r\n or a lone \r, also mixed. */
export function createLineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  return {
    lineCount: starts.length,
    lineAt: (offset) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return low + 1;
    },
    startOf: (line) => (line > starts.length ? text.length : (starts[Math.max(line, 1) - 1] ?? 0)),
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const ends = unit === lineFeed || (unit === carriageReturn && text.charCodeAt(at + 1) !== lineFeed);
    if (ends) starts.push(at + 1);
  }
  return starts;
}
