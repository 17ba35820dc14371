const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const directionControls = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A document's or person's words as they can stand within an English sentence or a column: without direction controls of
 * their own and, where they hold right-to-left letters, isolated, so that they turn nothing around them.
 */
export function isolate(words: string): string {
  const text = words.replace(directionControls, "");
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}
