import type { TextRange } from "../documents/document.ts";

const year = /(?<![\p{L}\p{N}])(?:1[5-9]|20)\d{2}(?![\p{L}\p{N}])/u;
const number = /(?<![\p{L}\p{N}])\d+(?:\.\d+)*(?![\p{L}\p{N}])/u;
const word = /[\p{L}\p{N}\p{M}]+(?:[-'’.\u05F3\u05F4][\p{L}\p{N}\p{M}]+)*/gu;
/** Hebrew writes in, to and from onto the next word. */
const hebrewPreposition = /^([בלמ])[-־]?[\p{L}\p{N}\p{M}]{3,}$/u;

/** A day of the week as a part, "on the third" or "on day third", and in a question, after "day". */
const hebrewDay = "(?:ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת)";
const hebrewDayPart = new RegExp(`^[בל]?-?(?:יום )?(${hebrewDay})$`, "u");
const hebrewDayBefore = new RegExp(`(?<=(?<!\\p{L})[בלמה]?יום )${hebrewDay}(?!\\p{L})`, "u");

/**
 * Builds the replacing of what has the same shape in a question as `part`: the year, the number after the same words,
 * what follows the same preposition, or, for a bare name, the last name. Where nothing has, the part comes last.
 */
export function createReplacing(dependencies: {
  readonly prepositions: ReadonlySet<string>;
  readonly isFunctionWord: (word: string) => boolean;
}): (question: string, part: string) => string {
  const { prepositions, isFunctionWord } = dependencies;
  const isGrammar = (text: string): boolean => prepositions.has(text.toLowerCase()) || isFunctionWord(text);

  /** From a preposition to before the next word of grammar or mark. */
  function afterPreposition(question: string, preposition: string): TextRange | undefined {
    const words = Array.from(question.matchAll(word));
    const at = words.findLastIndex(([text]) => text.toLowerCase() === preposition.toLowerCase());
    const first = words[at + 1];
    if (at < 0 || first === undefined) return undefined;
    let last = first;
    for (const next of words.slice(at + 2)) {
      const between = question.slice(last.index + last[0].length, next.index);
      if (between.trim() !== "" || (isGrammar(next[0]) && !isGrammar(last[0]))) break;
      last = next;
    }
    return { start: words[at]?.index ?? 0, end: last.index + last[0].length };
  }

  function sameShape(question: string, part: string): TextRange | undefined {
    const words = Array.from(part.matchAll(word), ([text]) => text);
    const [first = ""] = words;
    if (words.length > 1 && prepositions.has(first.toLowerCase())) return afterPreposition(question, first);
    if (words.length > 1) return undefined;
    const theirs = Array.from(question.matchAll(word));
    const prefix = hebrewPreposition.exec(first)?.[1];
    const isName = (text: string): boolean => /^\p{Lu}/u.test(text) && !isGrammar(text);
    const found = theirs.findLast(({ 0: text, index }) =>
      prefix === undefined
        ? isName(first) && index > 0 && isName(text)
        : hebrewPreposition.exec(text)?.[1] === prefix && !isFunctionWord(text) && !/^[בלמ]יום$/u.test(text),
    );
    if (found === undefined) return undefined;
    // The name after a prefixed word goes with it.
    const last = theirs.at(-1);
    const end = prefix !== undefined && last !== undefined && theirs.at(-2) === found ? last : found;
    return { start: found.index, end: end.index + end[0].length };
  }

  /** The year or number of the question for that of the part, where the part says nothing else that is new. */
  function withNumber(question: string, part: string): string | undefined {
    for (const shape of [year, number]) {
      const given = shape.exec(part)?.[0];
      if (given === undefined) continue;
      const known = new Set(Array.from(question.toLowerCase().matchAll(word), ([text]) => text));
      const others = Array.from(part.replace(given, "").matchAll(word), ([text]) => text);
      const isNew = others.some((text) => text.length > 1 && !isGrammar(text) && !known.has(text.toLowerCase()));
      if (!isNew && shape.test(question)) return question.replace(shape, () => given);
    }
    return undefined;
  }

  return (question, part) => {
    const numbered = withNumber(question, part);
    if (numbered !== undefined) return numbered;
    const day = hebrewDayPart.exec(part)?.[1];
    if (day !== undefined && hebrewDayBefore.test(question)) return question.replace(hebrewDayBefore, day);
    const stretch = sameShape(question, part);
    return stretch === undefined
      ? `${question} ${part}`
      : question.slice(0, stretch.start) + part + question.slice(stretch.end);
  };
}
