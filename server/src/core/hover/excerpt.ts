/** Lines of an excerpt, and their length in UTF-16 code units. */
const mostLines = 3;
const lineLength = 100;

/** The beginning of a text as at most three lines of about a hundred characters, cut between words and marked by `…`. */
export function excerptOf(plain: string): string {
  let rest = plain.replace(/\s+/gu, " ").trim();
  const lines: string[] = [];
  while (rest !== "" && lines.length < mostLines) {
    const line = lineFrom(rest, lines.length === mostLines - 1);
    lines.push(line);
    rest = rest.slice(line.length).trimStart();
  }
  return rest === "" ? lines.join("\n") : `${lines.join("\n")}…`;
}

function lineFrom(text: string, last: boolean): string {
  if (text.length <= lineLength) return text;
  const space = text.lastIndexOf(" ", lineLength);
  if (space > lineLength / 2) return text.slice(0, space);
  const next = text.indexOf(" ", lineLength);
  // Scripts without spaces: anywhere but inside a pair of surrogates.
  const cut = /[\uD800-\uDBFF]$/u.test(text.slice(0, lineLength)) ? lineLength - 1 : lineLength;
  return next !== -1 && next < 1.2 * lineLength && !last ? text.slice(0, next) : text.slice(0, cut);
}

const wordPattern = /[\p{L}\p{N}]+/gu;

/** Whether every word of an excerpt stands in `source` in the same order, whatever mark-up is between. */
export function standsIn(excerpt: string, source: string): boolean {
  const text = source.replace(/[*_`~\\]+/gu, "");
  let at = 0;
  for (const [word] of excerpt.matchAll(wordPattern)) {
    const found = text.indexOf(word, at);
    if (found === -1) return false;
    at = found + word.length;
  }
  return true;
}
