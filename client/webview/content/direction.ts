export type Direction = "ltr" | "rtl";

const firstLetter = /\p{L}/u;
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;

/** The way a text runs, by its first letter; nothing where it has none. */
export function directionOf(text: string): Direction | undefined {
  const letter = firstLetter.exec(text)?.[0];
  if (letter === undefined) return undefined;
  return rightToLeft.test(letter) ? "rtl" : "ltr";
}

const directionControls = /[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A document's text without the invisible characters that embed, override or isolate directions: left open, they would
 * turn around what stands beside it, and make `exe.txt` of another name.
 */
export const withoutDirectionControls = (text: string): string => text.replace(directionControls, "");
