const itemSign = /^\s*(?:(?:[-*+•]|\d{1,3}[.)]|>)\s+|#{1,6}\s+|\|)+/u;

/** A sentence of a model's Markdown as a reader sees it: without list signs, emphasis, ticks and addresses of links. */
export function plainSentence(markdown: string): string {
  return markdown
    .replace(itemSign, "")
    .replace(/!?\[([^[\]\n]*)\]\([^()\s]*(?:\s+"[^"\n]*")?\)/gu, "$1")
    .replace(/\*{1,3}|(?<![\p{L}\p{N}_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![\p{L}\p{N}_])|`+|~~/gu, "")
    .replace(/\s*\|\s*/gu, " | ")
    .trim();
}

/** Whether a sentence only leads to what comes next: a heading, or words with a colon at their end. */
export const isLeadIn = (markdown: string): boolean =>
  /^\s*#{1,6}\s/u.test(markdown) || /[:：]\s*(?:\*{1,3})?$/u.test(markdown);
