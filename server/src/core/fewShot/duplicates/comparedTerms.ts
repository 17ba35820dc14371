import type { Analyser } from "../../language/analyse.ts";

/** One term for each word of a text, the barest where a word has several: Hebrew without its prefix letters. */
export const comparedTerms = (analyser: Analyser, text: string, language: string): readonly string[] =>
  Array.from(analyser.termsOfWords(text, language), (forms) =>
    forms.reduce((barest, form) => (form.length < barest.length ? form : barest), forms[0] ?? ""),
  );
