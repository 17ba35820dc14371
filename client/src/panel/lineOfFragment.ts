const lineNumber = /^L(\d{1,9})\b/u;
const heading = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/u;
const underline = /^ {0,3}(?:=+|-+)[ \t]*$/u;
const fence = /^ {0,3}(`{3,}|~{3,})/u;
const ownName = /\{#([^\s}]+)\}|<a\s[^>]*\b(?:id|name)=["']([^"']+)["']/gu;

/**
 * The line, from 0, that an address's fragment names in a Markdown document: `L12`, a heading as hosts of code name it
 * (lower case, without marks, `-` for spaces, `-1` for the second of a name), or a name that the document gives itself.
 */
export function lineOfFragment(text: string, fragment: string): number | undefined {
  const lines = text.split(/\r\n|\r|\n/u);
  const numbered = lineNumber.exec(fragment)?.[1];
  if (numbered !== undefined) return Math.min(Math.max(Number(numbered), 1), lines.length) - 1;
  const wanted = fragment.toLowerCase();
  const names = new Map<string, number>();
  let closing: string | undefined;
  for (const [at, line] of lines.entries()) {
    const mark = fence.exec(line)?.[1];
    if (closing !== undefined) {
      if (mark?.startsWith(closing) === true) closing = undefined;
      continue;
    }
    if (mark !== undefined) {
      closing = mark;
      continue;
    }
    for (const [, braced, anchor] of line.matchAll(ownName))
      if ((braced ?? anchor ?? "").toLowerCase() === wanted) return at;
    const previous = lines[at - 1] ?? "";
    const title = heading.exec(line)?.[1] ?? (underline.test(line) && previous.trim() !== "" ? previous : undefined);
    if (title === undefined) continue;
    const name = slugOf(title);
    const before = names.get(name) ?? 0;
    names.set(name, before + 1);
    if ((before === 0 ? name : `${name}-${before}`) === wanted) return heading.test(line) ? at : at - 1;
  }
  return undefined;
}

/** A heading's words as an address has them, without the marks of Markdown around them. */
const slugOf = (title: string): string =>
  title
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
