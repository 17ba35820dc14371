/**
 * Loads a library of this folder's own `package.json`. `T` says what is used of it: the repository is checked where the
 * peers are not installed.
 */
export const load = async <T>(library: string): Promise<T> => (await import(library)) as T;

/** Names of languages as libraries for searching write them. */
const names: Readonly<Record<string, string>> = {
  ar: "arabic",
  da: "danish",
  de: "german",
  el: "greek",
  en: "english",
  es: "spanish",
  fi: "finnish",
  fr: "french",
  hu: "hungarian",
  it: "italian",
  nl: "dutch",
  no: "norwegian",
  pt: "portuguese",
  ro: "romanian",
  ru: "russian",
  sv: "swedish",
  ta: "tamil",
  tr: "turkish",
};

/** The English name of a language that the peers have stemmers for; `undefined` for one that they do not. */
export const languageName = (language: string): string | undefined => names[language];

type Stemmer = (word: string) => string;

/** The Snowball stemmer of a language, for peers that take one; words as they are where there is none. */
export async function loadStemmer(language: string): Promise<Stemmer> {
  const name = languageName(language);
  if (name === undefined) return (word) => word;
  return (await load<{ stemmer: Stemmer }>(`@orama/stemmers/${name}`)).stemmer;
}

/** Words of a language that say nothing alone, for peers that leave them out; none where there is no list. */
export async function loadStopWords(language: string): Promise<string[]> {
  const name = languageName(language);
  if (name === undefined) return [];
  return (await load<{ stopwords: string[] }>(`@orama/stopwords/${name}`)).stopwords;
}

/** Words by `Intl.Segmenter`, for languages written without spaces. */
export function createWordSplitter(language: string): (text: string) => string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  return (text) => [...segmenter.segment(text)].filter((part) => part.isWordLike === true).map((part) => part.segment);
}

/** Whether a language is written without spaces between words. */
export const isUnspaced = (language: string): boolean => ["zh", "ja", "th"].includes(language);
