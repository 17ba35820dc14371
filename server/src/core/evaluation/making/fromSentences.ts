import type { TextRange } from "../../documents/document.ts";
import { readable } from "../../hover/markedTerm.ts";
import type { SentenceSplitter } from "../../language/sentences.ts";
import { words } from "../../language/words.ts";
import { isIn, sentencesIn, wordCount } from "./answerRange.ts";
import type { Draft } from "./madeQuestion.ts";
import type { Blank, MakingLanguage } from "./makingLanguage.ts";
import type { Page } from "./page.ts";

const longestSentence = 200;
const leastWords = 5;
const mostSentences = 400;
/** Stands in a sentence where the asking words will; of the private use area, so in no text. */
const gap = "\uE000";
const clauseEnd = /(?:[,;:!?)]|\.(?!\p{N})|\s[—–-])(?=\s|$)|\s[([]/u;
/** What does not end as a sentence is a title or a label. */
const sentenceEnd = /[.!…。！؟۔।]["'”’»)\]*_]*$/u;

/** Languages without templates: a number, or a name of several words, gives way to `…`. */
const anyBlanks: readonly Blank[] = [
  { pattern: "(?<![\\p{N}.,:/_-])(?<answer>\\p{N}+(?:[.,:]\\p{N}+)*)(?![\\p{N}_-])", ask: "…" },
  { pattern: "(?<=\\p{Ll} )(?<answer>\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)+)(?![\\p{L}-])", ask: "…" },
];

interface Found extends Blank {
  readonly asked: TextRange;
  readonly answer: TextRange;
}

/** Sentences asked for their number, date, time or name (a cloze); without templates, as they stand, with a gap. */
export function fromSentences(
  page: Page,
  making: MakingLanguage | undefined,
  splitter: SentenceSplitter,
  pick: <T>(from: readonly T[]) => T | undefined,
): readonly Draft[] {
  const { path, language, title, text, blocks } = page;
  const patterns = (making?.blanks ?? anyBlanks).map((blank) => ({ blank, pattern: new RegExp(blank.pattern, "dgu") }));
  const sentences = blocks
    .filter(({ kind }) => kind === "paragraph" || kind === "listItem")
    .flatMap((block) => sentencesIn(page, block, splitter))
    .slice(0, mostSentences);
  return sentences.flatMap((range): readonly Draft[] => {
    const source = text.slice(range.start, range.end);
    if (!standsAlone(source, making) || !isIn(language, source)) return [];
    const blank = pick(blanksOf(source, patterns));
    const question = blank && ask(source, blank, making);
    if (blank === undefined || question === undefined) return [];
    const answers = answersOf(blank).map(({ start, end }) => ({ start: range.start + start, end: range.start + end }));
    return [{ path, language, title, by: "cloze", question, answers }];
  });
}

function standsAlone(source: string, making: MakingLanguage | undefined): boolean {
  if (source.length > longestSentence || wordCount(source) < leastWords) return false;
  if (/[|<>{}\n]|https?:|[?？؟]\s*$|[:：]\s*$/u.test(source)) return false;
  if (!sentenceEnd.test(source)) return false;
  const [first] = words(readable(source));
  return first !== undefined && making?.dangling.includes(first.text.toLowerCase()) !== true;
}

function blanksOf(
  source: string,
  patterns: readonly { readonly blank: Blank; readonly pattern: RegExp }[],
): readonly Found[] {
  const found: Found[] = [];
  for (const { blank, pattern } of patterns) {
    for (const { indices } of source.matchAll(pattern)) {
      const answer = indices?.groups?.["answer"];
      if (answer === undefined) continue;
      const [start, end] = answer;
      if (found.some((other) => other.answer.start < end && start < other.answer.end)) continue;
      const [from, to] = indices?.groups?.["asked"] ?? answer;
      found.push({ ...blank, answer: { start, end }, asked: { start: from, end: to } });
    }
  }
  return found;
}

/** `12 hours`, and `12` alone where that is what is asked for. */
function answersOf({ answer, asked }: Found): readonly TextRange[] {
  const alone = { start: Math.max(asked.start, answer.start), end: Math.min(asked.end, answer.end) };
  return alone.start === answer.start && alone.end === answer.end ? [answer] : [answer, alone];
}

/** The question; undefined where it would be too short, or say the answer. */
function ask(source: string, { asked, answer, ask: asking }: Found, making: MakingLanguage | undefined) {
  const plain = readable(source.slice(0, asked.start) + gap + source.slice(asked.end)).replace(/[*_`]/gu, "");
  const at = plain.indexOf(gap);
  if (at < 0) return undefined;
  const rest = plain.slice(at + gap.length);
  if (/[,:(]\s*$/u.test(plain.slice(0, at)) && /^\s*(?:[.,;:)]|$)/u.test(rest)) return undefined;
  // Only a first clause can do without the others.
  const end = making === undefined || clauseEnd.test(plain.slice(0, at)) ? -1 : rest.search(clauseEnd);
  const clause = plain.slice(0, at + gap.length) + (end < 0 ? rest : rest.slice(0, end));
  const kept = wordCount(clause) >= leastWords ? clause : plain;
  const bare = kept.replace(/[\s.!。！,;:—–-]+$/u, "");
  if (wordCount(bare) < leastWords - 1 || bare.includes(source.slice(answer.start, answer.end))) return undefined;
  const question = bare.replace(gap, () => asking);
  return (making === undefined ? question : question + making.mark).replace(/^\p{Ll}/u, (letter) =>
    letter.toUpperCase(),
  );
}
