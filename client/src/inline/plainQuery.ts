/** UTF-16 units of a query that is made of a text; the model reads little more. */
const longestQuery = 600;

/** A text as words to search for: without what the query language or Markdown would read into it, and cut at a word. */
export function plainQuery(text: string): string {
  const words = text
    .replace(/^---\r?\n[\s\S]*?\n---\r?\n/, "")
    .replaceAll(/\]\([^)\s]*\)/g, "]")
    .replaceAll(/["“”„«»`*#>|[\]]+/g, " ")
    // `-word` leaves out, `name:value` is a filter.
    .replaceAll(/(^|\s)-+(?=\S)/g, "$1")
    .replaceAll(/(\p{L}):(?=\S)/gu, "$1 ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return words.length <= longestQuery ? words : words.slice(0, longestQuery).replace(/\s\S*$/, "");
}
