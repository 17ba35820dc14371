const folded = (text: string): string => text.replace(/\s+/gu, " ").trim();
const fence = /^\s*(?:`{3,}|~{3,})/u;

/** The share of a code block's lines that stand in the sources, white space folded; 1 for a block without lines. */
export function codeCoverage(code: string, sources: readonly string[]): number {
  const lines = code
    .split("\n")
    .filter((line) => !fence.test(line))
    .map(folded)
    .filter((line) => line !== "");
  const texts = sources.map(folded);
  const held = lines.filter((line) => texts.some((text) => holdsWhole(text, line)));
  return lines.length === 0 ? 1 : held.length / lines.length;
}

/** A line stands there as a whole: `rm -r a` is not held by `rm -r abc`. */
function holdsWhole(text: string, line: string): boolean {
  for (let at = text.indexOf(line); at !== -1; at = text.indexOf(line, at + 1)) {
    const [before, after] = [text[at - 1] ?? " ", text[at + line.length] ?? " "];
    if (/[\s`>$]/u.test(before) && /[\s`]/u.test(after)) return true;
  }
  return false;
}
