/** What an output has to do with the letters or digits of its input. */
export type Relation =
  | "backwards"
  | "letter-count"
  | "one-letter-count"
  | "anagram"
  | "spelling"
  | "first-letters"
  | "last-letters"
  | "part-of-word"
  | "part-of-number"
  | "digit-sum";

/** Tested on what is given and what is to be written. */
const relations: Readonly<Record<Relation, (given: string, output: string) => boolean>> = {
  backwards: (given, output) => given.length > 2 && Array.from(given).reverse().join("") === output,
  "letter-count": (given, output) => /^\d+$/u.test(output) && Number(output) === lettersOf(given).length,
  "one-letter-count": (given, output) => {
    const asked = /(?:^|[\s"'“«])(\p{L})(?=$|[\s"'”».,?])/u.exec(given)?.[1];
    if (asked === undefined || !/^\d+$/u.test(output)) return false;
    const word = longestWord(given);
    return Array.from(word).filter((letter) => letter === asked).length === Number(output);
  },
  anagram: (given, output) =>
    given !== output && /^\p{L}{3,}$/u.test(output) && sorted(given) === sorted(output) && wordsOf(given).length === 1,
  spelling: (given, output) =>
    /^\p{L}(?:[\s,.·-]+\p{L}){2,}$/u.test(output) && lettersOf(given).join("") === lettersOf(output).join(""),
  "first-letters": (given, output) =>
    wordsOf(given).length > 1 &&
    wordsOf(given)
      .map(([first = ""]) => first)
      .join("") === lettersOf(output).join(""),
  "last-letters": (given, output) =>
    wordsOf(given).length > 1 &&
    wordsOf(given)
      .map((word) => word.at(-1) ?? "")
      .join("") === lettersOf(output).join(""),
  "part-of-word": (given, output) =>
    /^\p{L}+$/u.test(output) &&
    wordsOf(given).length === 1 &&
    given !== output &&
    (given.startsWith(output) || given.endsWith(output)),
  "part-of-number": (given, output) =>
    /^\d+$/u.test(output) &&
    (given.match(/\d+/gu) ?? []).some((run) => run.length > output.length && run.includes(output)),
  "digit-sum": (given, output) =>
    /^\d+$/u.test(output) &&
    (given.match(/\d{2,}/gu) ?? []).some(
      (run) => Array.from(run).reduce((sum, digit) => sum + Number(digit), 0) === Number(output),
    ),
};

const lettersOf = (text: string): readonly string[] => text.match(/\p{L}/gu) ?? [];
const wordsOf = (text: string): readonly string[] => text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
const sorted = (text: string): string => [...lettersOf(text)].sort().join("");
const longestWord = (text: string): string =>
  wordsOf(text).reduce((longest, word) => (word.length > longest.length ? word : longest), "");

/** The words of a task that is about letters or digits: English, Hebrew, Russian, French. */
const words =
  /\b(?:letters?|characters?|digits?|spell(?:ing)?|backwards|anagrams?|palindromes?|rhymes?|acronyms?)\b|(?<!\p{L})(?:אותיות|אות|ספרות|ספרה|תווים|חרוז\p{L}*|פלינדרום)(?!\p{L})|(?<!\p{L})(?:букв\p{L}*|символ\p{L}*|цифр\p{L}*|анаграмм\p{L}*|палиндром\p{L}*|рифм\p{L}*)|(?<!\p{L})(?:lettres?|caractères?|chiffres?|épel\p{L}*|à l’envers|anagrammes?|rimes?)(?!\p{L})/iu;

/** Demonstrations that a relation needs before it is no chance. */
const leastShown = 3;
/** The share of them that must have it. */
const mostOf = 0.75;

/** Pairs of what is given and what is to be written. */
type Shown = readonly { readonly given: string; readonly output: string }[];

/**
 * Tells whether a task turns on single letters or digits: what its outputs are to its inputs, or the word of the task that
 * says so. Undefined where nothing shows it.
 */
export function characterTask(
  task: string | undefined,
  shown: Shown,
): { readonly relation: Relation } | { readonly word: string } | undefined {
  const folded = shown.map(({ given, output }) => ({ given: fold(given), output: fold(output) }));
  for (const [relation, holds] of Object.entries(relations) as [Relation, (typeof relations)[Relation]][]) {
    const having = folded.filter(({ given, output }) => holds(given, output)).length;
    if (having >= leastShown && having >= mostOf * shown.length) return { relation };
  }
  const [word] = words.exec(task ?? "") ?? [];
  return word === undefined ? undefined : { word };
}

const fold = (text: string): string => text.normalize("NFC").toLowerCase().trim();
