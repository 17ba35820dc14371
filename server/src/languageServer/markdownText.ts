/** Words of a document as Markdown that shows them as they are: no mark-up, link or picture of theirs takes effect. */
export const asMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$:]/gu, String.raw`\$&`).replace(/\r\n?|\n/gu, "  \n");
