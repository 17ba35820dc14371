import { wordsOf, type Evidence } from "./evidence.ts";
import type { LanguageRules } from "./languageRules.ts";
import { restrictsByDenial } from "./negation.ts";
import type { ReadWord } from "./readWords.ts";
import type { ReadText } from "./sourceText.ts";

/** Words of an answer that say more than what it rests on: of all, at any time, without end, nothing else. */
export interface QuantifierFindings {
  /** Where the evidence sets a limit that the answer leaves out. */
  readonly contrary: readonly string[];
  /** Where it says nothing of the kind. */
  readonly unheld: readonly string[];
}

/** Kinds of such words; a source that says one word of a kind says the others. */
export type QuantifierKind = "endless" | "always" | "all" | "only";

/** Where the evidence says one of these, an answer may say the other: what holds for ever holds always. */
const follows: Readonly<Record<QuantifierKind, readonly QuantifierKind[]>> = {
  endless: ["endless"],
  always: ["always", "endless"],
  all: ["all"],
  only: ["only"],
};

/** Hebrew writes and, that, in, to, from and the onto these words. */
const hebrewPrefix = /^(?:וש|כש|[ושהבלמ])(?=.{2})/u;

/** What a word says of this kind, if anything. */
function kindsOf({ plain }: ReadWord, { quantifiers, language }: LanguageRules): readonly QuantifierKind[] {
  const bare = language === "he" ? plain.replace(hebrewPrefix, "") : plain;
  return quantifiers.get(plain) ?? quantifiers.get(bare) ?? [];
}

/** Phrases such as `for ever`, by their words, and what they say. */
function phrasesIn(words: readonly ReadWord[], { quantifierPhrases }: LanguageRules) {
  return words.flatMap((_, place) =>
    quantifierPhrases.flatMap(({ phrase, kind }) =>
      phrase.every((part, at) => words[place + at]?.plain === part)
        ? [
            {
              kinds: [kind],
              text: words
                .slice(place, place + phrase.length)
                .map(({ text }) => text)
                .join(" "),
              place,
            },
          ]
        : [],
    ),
  );
}

const found = (words: readonly ReadWord[], rules: LanguageRules) => [
  ...phrasesIn(words, rules),
  ...words.flatMap((word, place) => {
    const kinds = kindsOf(word, rules);
    return kinds.length === 0 ? [] : [{ kinds, text: word.text, place }];
  }),
];

/** Compares what an answer says of all with what it rests on. Both sides are in one language. */
export function compareQuantifiers(answer: ReadText, evidence: Evidence): QuantifierFindings {
  const own = found(answer.words, answer.rules);
  if (own.length === 0) return { contrary: [], unheld: [] };
  const theirs = new Set(
    evidence.sentences.flatMap((sentence): readonly QuantifierKind[] => {
      const [words, { rules }] = [wordsOf(sentence), sentence.source];
      return [
        ...found(words, rules).flatMap(({ kinds }) => kinds),
        ...(restrictsByDenial(words, rules) ? ["only" as const] : []),
      ];
    }),
  );
  const missing = own.filter(({ kinds }) => !kinds.some((kind) => follows[kind].some((other) => theirs.has(other))));
  const isEndless = ({ kinds }: (typeof own)[number]): boolean => kinds.includes("endless");
  const limited = answer.amounts.length === 0 && hasAmount(evidence);
  return {
    contrary: missing.filter((each) => isEndless(each) && limited).map(({ text }) => text),
    unheld: missing.filter((each) => !isEndless(each) || !limited).map(({ text }) => text),
  };
}

/** Whether the best evidence gives a number. */
function hasAmount({ sentences: [best] }: Evidence): boolean {
  const sentence = best?.source.sentences[best.place];
  return (
    sentence !== undefined &&
    best?.source.amounts.some(
      ({ first, kind, isLoose }) =>
        kind === "number" && !isLoose && first >= sentence.firstWord && first < sentence.endWord,
    ) === true
  );
}
