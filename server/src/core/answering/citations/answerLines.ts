/** What a line of a model's Markdown begins. */
export type LineStart =
  | { readonly kind: "undecided" }
  | { readonly kind: "blank" }
  /** A line that only divides: `---`. */
  | { readonly kind: "divider" }
  | { readonly kind: "fence"; readonly fence: string }
  /** A text that stands for itself; `marker` belongs before its first sentence. */
  | { readonly kind: "item" | "heading" | "row" | "quote"; readonly marker: string }
  | { readonly kind: "text" };

const blank = /^[ \t]*$/u;
const marker = /^[ \t]*(?:[*+•‣◦]|[-–—](?=[ \t])|-|\d{1,3}[.)])[ \t]+/u;
const heading = /^[ \t]*#{1,6}[ \t]+/u;
const fence = /^[ \t]*(`{3,}|~{3,})[^`\n]*$/u;
const divider = /^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$/u;
const quote = /^[ \t]*>[ \t]?/u;
/** Beginnings that the next characters decide about. A line of backticks is held to its end: it may be a fence. */
const open = /^[ \t]*(?:[-*+•‣◦–—_= \t]*|#{1,6}|\d{1,3}[.)]?|`{1,2}|~{1,2}|[`~]{3,}[^`\n]{0,200}|>)$/u;

/** Reads the beginning of a line; `isWhole` once its end is there. */
export function lineStart(line: string, isWhole: boolean): LineStart {
  if (!isWhole && open.test(line) && !startsItem(line)) return { kind: "undecided" };
  if (blank.test(line)) return { kind: "blank" };
  if (divider.test(line)) return { kind: "divider" };
  const opening = fence.exec(line)?.[1];
  if (opening !== undefined) return { kind: "fence", fence: opening };
  for (const [kind, start] of [
    ["heading", heading],
    ["item", marker],
    ["quote", quote],
  ] as const) {
    const found = start.exec(line)?.[0];
    if (found !== undefined) return { kind, marker: found };
  }
  return /^[ \t]*\|/u.test(line) ? { kind: "row", marker: "" } : { kind: "text" };
}

/** A dash and a space may still become a divider; any other sign and a space begin an item. */
const startsItem = (line: string): boolean => /^[ \t]*(?:[+•‣◦]|\d{1,3}[.)])[ \t]+$/u.test(line);

/** Whether a line ends a block of code that `opening` began. */
export const closesFence = (line: string, opening: string): boolean => {
  const closing = line.trim();
  return closing.length >= opening.length && closing === (opening[0] ?? "").repeat(closing.length);
};
