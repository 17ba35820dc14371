/** A place of a file that is written in a text, as `path.md:12` or `path.md#L12`. */
export interface WrittenPlace {
  /** Of the words that name it, as UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** As written, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** Longer lines are left alone; UTF-16 units. */
const longestLine = 4000;

/** A path without spaces that ends in a short extension, and a line. */
const written =
  /(?<![\p{L}\p{N}_./\\:@-])((?:[\p{L}\p{N}_.-]{1,200}\/){0,20}[\p{L}\p{N}_.-]{0,200}\.[\p{L}\p{N}]{1,8})(?::|#L)(\d{1,7})(?![\p{L}\p{N}_])/gu;

/** The places that a text names. Targets of Markdown links are left to the editor, and addresses of hosts are none. */
export function findWrittenPlaces(text: string): readonly WrittenPlace[] {
  const found: WrittenPlace[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    if (line.length <= longestLine) {
      for (const match of line.matchAll(written)) {
        const [whole, path = "", number = ""] = match;
        if (line.slice(0, match.index).endsWith("](") || Number(number) === 0) continue;
        found.push({
          start: offset + match.index,
          end: offset + match.index + whole.length,
          path,
          line: Number(number),
        });
      }
    }
    offset += line.length + 1;
  }
  return found;
}
