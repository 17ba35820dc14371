/** V8 cuts a text of this length or more by pointing into the whole. */
const shortestSlice = 13;

/**
 * The same text with characters of its own: a word cut out of a document and kept would otherwise keep the whole document
 * in memory. What is joined is copied, and the first cut of a copy points into nothing larger.
 */
export const ownCopy = (text: string): string => (text.length < shortestSlice ? text : ` ${text}`.slice(1));
