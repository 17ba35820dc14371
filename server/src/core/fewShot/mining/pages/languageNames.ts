import { normalise } from "../../../language/fold.ts";

const codes =
  "en he ru fr ar es de it pt nl pl uk zh ja ko hi fa tr el la sv da no fi cs sk hu ro bg sr hr sl et lv lt ka hy az kk th vi id ms yi ur bn ta te ca eu gl ga cy is mt sq mk be am sw af".split(
    " ",
  );
const readers = ["en", "fr", "ru", "he", "es", "de", "it", "pt", "ar", "uk", "zh", "ja", "ko", "pl", "nl", "tr"];

let names: ReadonlyMap<string, string> | undefined;

/** The code of the language that a head names, in its own words, in those of sixteen languages, or by its code. */
export function languageNamed(head: string): string | undefined {
  names ??= namesOf();
  return names.get(normalise(head.trim()));
}

function namesOf(): ReadonlyMap<string, string> {
  const found = new Map(codes.map((code) => [code, code]));
  for (const reader of [...readers, ...codes]) {
    const display = new Intl.DisplayNames(reader, { type: "language", fallback: "none" });
    for (const code of reader === "en" || readers.includes(reader) ? codes : [reader]) {
      const name = display.of(code);
      if (name !== undefined && !found.has(normalise(name))) found.set(normalise(name), code);
    }
  }
  return found;
}
