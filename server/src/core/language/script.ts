/** The writing systems that are told apart, because words, stems or languages differ by them. */
export type Script =
  "latin" | "cyrillic" | "greek" | "hebrew" | "arabic" | "devanagari" | "han" | "kana" | "hangul" | "thai" | "other";

const patterns: readonly (readonly [Script, RegExp])[] = [
  ["latin", /\p{Script=Latin}/u],
  ["cyrillic", /\p{Script=Cyrillic}/u],
  ["hebrew", /\p{Script=Hebrew}/u],
  ["arabic", /\p{Script=Arabic}/u],
  ["han", /\p{Script=Han}/u],
  ["kana", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["hangul", /\p{Script=Hangul}/u],
  ["greek", /\p{Script=Greek}/u],
  ["devanagari", /\p{Script=Devanagari}/u],
  ["thai", /\p{Script=Thai}/u],
];

/** The script of a word, by its first letter; `undefined` for a word without letters. */
export function scriptOf(word: string): Script | undefined {
  const letter = /\p{L}/u.exec(word)?.[0];
  if (letter === undefined) return undefined;
  if (letter < "\u0250") return "latin";
  return patterns.find(([, pattern]) => pattern.test(letter))?.[0] ?? "other";
}

/** The script with the most letters in the first `sample` characters, and its share of them (0 to 1). */
export function dominantScript(text: string, sample = 2000): { readonly script: Script; readonly share: number } {
  const counts = new Map<Script, number>();
  let letters = 0;
  for (const [run] of text.slice(0, sample).matchAll(/\p{L}+/gu)) {
    const script = scriptOf(run) ?? "other";
    counts.set(script, (counts.get(script) ?? 0) + run.length);
    letters += run.length;
  }
  let best: Script = "other";
  for (const [script, count] of counts) if (count > (counts.get(best) ?? 0)) best = script;
  return { script: best, share: letters === 0 ? 0 : (counts.get(best) ?? 0) / letters };
}

const languagesByScript: Partial<Record<Script, string>> = {
  hebrew: "he",
  greek: "el",
  thai: "th",
  hangul: "ko",
  kana: "ja",
};

/** The language of a script that (nearly) one language writes in; `undefined` for a script that many share. */
export const languageOfScript = (script: Script): string | undefined => languagesByScript[script];

const scriptsByLanguage: Readonly<Record<string, Script>> = {
  ...Object.fromEntries(["ru", "uk", "bg", "be", "sr", "mk", "kk", "mn"].map((language) => [language, "cyrillic"])),
  ...Object.fromEntries(["ar", "fa", "ur", "ps", "ckb"].map((language) => [language, "arabic"])),
  ...Object.fromEntries(["he", "yi"].map((language) => [language, "hebrew"])),
  ...Object.fromEntries(["hi", "mr", "ne", "sa"].map((language) => [language, "devanagari"])),
  ...Object.fromEntries(
    ["hy", "ta", "ka", "am", "bn", "te", "ml", "kn", "gu", "pa", "si"].map((each) => [each, "other"]),
  ),
  el: "greek",
  zh: "han",
  ja: "kana",
  ko: "hangul",
  th: "thai",
};

/** Written in two scripts. */
const alsoLatin: ReadonlySet<string> = new Set(["sr", "sa"]);

/** Whether words of a script may be of a language. */
export const writes = (language: string, script: Script): boolean =>
  scriptOfLanguage(language) === script || (script === "latin" && alsoLatin.has(language));

/** The script a language is written in; Latin where nothing else is known. */
export const scriptOfLanguage = (language: string): Script => scriptsByLanguage[language] ?? "latin";

const commonLanguages: Partial<Record<Script, string>> = {
  latin: "en",
  cyrillic: "ru",
  arabic: "ar",
  devanagari: "hi",
  han: "zh",
};

/** The language that a word in a script is most likely of, when nothing more is known. */
export const likelyLanguage = (script: Script): string => languageOfScript(script) ?? commonLanguages[script] ?? "en";
