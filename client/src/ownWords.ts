const rightToLeft = /[\u0590-\u08ff]/;

/** A person's own words as a list of the editor shows them: no pictures of `$(name)`, and in their own direction. */
export function ownWords(text: string): string {
  const words = text.replaceAll("$(", "$\u200b(");
  return rightToLeft.test(words) ? `\u2068${words}\u2069` : words;
}
