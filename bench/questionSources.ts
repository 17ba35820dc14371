import { readEvaluationSet, readMixedSet, type EvaluationSet } from "./evaluationSet.ts";

/** Questions over a folder, as what is learned from them is told apart. */
export interface QuestionSource {
  /** Name of the folder that holds the documents. */
  readonly folder: string;
  /** Sources of one family have questions or pages in common: what is learned for one must not be learned from another. */
  readonly family: string;
  /** Measured without vectors too. */
  readonly keywords: boolean;
  read(): EvaluationSet;
}

const languagePairs = [
  ["en", "ru"],
  ["en", "ar"],
  ["es", "zh"],
] as const;

/** The development sets under `root`: in one language, across languages, and in folders of two languages. */
export function questionSources(root: string): readonly QuestionSource[] {
  const single = (set: string, family: string): QuestionSource => ({
    folder: set.replace("/", "-"),
    family,
    keywords: true,
    read: () => readEvaluationSet(root, set),
  });
  const across = (asked: string, written: string): QuestionSource => ({
    folder: `xquad-${written}`,
    family: "across",
    keywords: false,
    read: () => readEvaluationSet(root, `xquad/${written}`, `xquad/${asked}`),
  });
  const mixed = (languages: readonly [string, string], asked: string): QuestionSource => ({
    folder: `mixed-${languages.join("-")}`,
    family: "mixed",
    keywords: false,
    read: () => readMixedSet(root, languages, asked),
  });
  return [
    ...["heq-he", "cnil-fr", "scifact-train", "chunking-eval"].map((set) => single(set, set)),
    ...["squad2", ...["en", "ru", "es", "ar", "zh"].map((language) => `xquad/${language}`)].map((set) =>
      single(set, "squad"),
    ),
    ...["ru", "ar", "es", "zh"].map((language) => across(language, "en")),
    across("en", "ru"),
    ...languagePairs.flatMap((languages) => languages.map((asked) => mixed(languages, asked))),
  ];
}
