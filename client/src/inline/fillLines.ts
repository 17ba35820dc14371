/**
 * Puts words into lines of at most so many UTF-16 units, by spaces; a longer word has a line of its own. No line but the
 * first begins with what Markdown would take for a mark, or a reader of notes for a question.
 */
export function fillLines(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || (last.length + 1 + word.length > width && mayBegin(word))) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Bullets, numbers of lists, headings, rules, tables, definitions, and the marks of questions. */
const mayBegin = (word: string): boolean => !/^(?:[-+*#>=_~`|:]|\d{1,9}\\?[.)]$|[?؟？Q](?:[:：]|$))/u.test(word);
