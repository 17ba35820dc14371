const takesNoColumn = /^[\p{M}\p{Cf}]$/u;
const takesTwoColumns =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF01-\uFF60\p{Emoji_Presentation}]$/u;

/** Columns that a text takes in a terminal: none for marks and controls, two for wide characters. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += takesNoColumn.test(character) ? 0 : takesTwoColumns.test(character) ? 2 : 1;
  return columns;
}

/** A text filled up with spaces to a width in columns; longer ones stay as they are. */
export function pad(text: string, width: number, side: "start" | "end" = "end"): string {
  const spaces = " ".repeat(Math.max(0, width - columnsOf(text)));
  return side === "end" ? text + spaces : spaces + text;
}

/** A text in lines of at most `width` columns, broken at spaces; a longer word is cut. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/u).filter((each) => each !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (columnsOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = cut(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  return closeIsolates(line === "" ? lines : [...lines, line]);
}

/** Each line is a paragraph of its own to a terminal: an isolate that goes on is closed and opened again. */
function closeIsolates(lines: readonly string[]): readonly string[] {
  let open = 0;
  return lines.map((line) => {
    const before = open;
    for (const character of line) {
      if (character === "\u2068") open += 1;
      if (character === "\u2069") open = Math.max(0, open - 1);
    }
    return "\u2068".repeat(before) + line + "\u2069".repeat(open);
  });
}

function cut(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const character of word) {
    if (columnsOf(piece + character) > width && piece !== "") {
      pieces.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...pieces, piece];
}
