/** Puts words in the places of a template; a word that begins a heading is written as inside a sentence where the page does so too. */
export function fillTemplate(template: string, words: Readonly<Record<string, string>>, pageText: string): string {
  const filled = template.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const value = (words[name] ?? "").trim();
    const opens = template.startsWith(`{${name}}`) || template.startsWith(`{title}, {${name}}`);
    return name === "title" || name === "row" || opens ? value : asInSentence(value, pageText);
  });
  return filled.replace(/\s+/gu, " ").trim();
}

/** `Quiet hour` as `quiet hour`, unless it is written with a capital wherever the page has it inside a sentence. */
function asInSentence(words: string, pageText: string): string {
  const first = /^\p{Lu}\p{Ll}+(?![\p{L}\p{N}-])/u.exec(words)?.[0];
  if (first === undefined || /^\S+ \p{Lu}\p{Ll}/u.test(words)) return words;
  const lower = first.toLowerCase();
  const isOrdinary =
    new RegExp(`(?<![\\p{L}\\p{N}])${lower}(?![\\p{L}\\p{N}])`, "u").test(pageText) ||
    !new RegExp(`[\\p{Ll},] ${first}(?![\\p{L}\\p{N}])`, "u").test(pageText);
  return isOrdinary ? lower + words.slice(first.length) : words;
}
