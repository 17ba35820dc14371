import { isUnspaced } from "../../language/words.ts";

/** Words in quotation marks. */
export interface Quotation {
  readonly text: string;
  /** The offset after the closing mark. */
  readonly end: number;
}

/** What closes a quotation that a mark opens, in the languages that write it so: “…”, „…“, «…», »…«, ”…”, 「…」. */
const closers: Readonly<Record<string, string>> = {
  '"': '"',
  "“": '”“"',
  "„": '“”"',
  "”": '”"',
  "«": "»",
  "»": "«",
  "״": "״",
  "＂": "＂",
  "「": "」",
  "『": "』",
};

const wordCharacter = /[\p{L}\p{N}\p{M}]/u;

/** Whether a word goes on at an offset; scripts without spaces do not tell. */
function wordGoesOn(text: string, at: number): boolean {
  const code = text.codePointAt(at);
  if (code === undefined) return false;
  const character = String.fromCodePoint(code);
  return wordCharacter.test(character) && !isUnspaced(character);
}

export const opensQuotation = (mark: string): boolean => mark in closers;

/**
 * Reads quotations of one text. Marks stand inside words too (`צה"ל`, `27"`): they close only where no word goes on.
 * That a mark is never closed is found out once, so that a text of any length is read in one go.
 */
export function createQuotationReader(text: string) {
  const unclosed = new Set<string>();

  return {
    /** The quotation that opens at `start`; undefined where none does or it is never closed. */
    at(start: number): Quotation | undefined {
      const opening = text[start] ?? "";
      const closing = closers[opening];
      if (closing === undefined || unclosed.has(opening)) return undefined;
      for (let at = start + 1; at < text.length; at += 1) {
        if (closing.includes(text[at] ?? "") && !wordGoesOn(text, at + 1))
          return { text: text.slice(start + 1, at), end: at + 1 };
      }
      unclosed.add(opening);
      return undefined;
    },
  };
}
