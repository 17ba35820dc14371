import type { Evidence, Source } from "./evidence.ts";
import { contentPlaces, wordsOf } from "./evidence.ts";
import type { LanguageRules } from "./languageRules.ts";
import type { ReadWord } from "./readWords.ts";
import type { ReadText } from "./sourceText.ts";

/** How a sentence's denials differ from those of what it rests on. */
export interface NegationFindings {
  /** Words that are denied on one side and affirmed on the other, and opposites. */
  readonly contrary: readonly string[];
  /** One side denies something that the other does not speak of. */
  readonly isDoubtful: boolean;
}

/** How far a denial reaches, in words. */
const reach = 6;
const wideReach = 7;

/** The places of the words that deny, phrases that only look so left out. */
function denialPlaces(words: readonly ReadWord[], rules: LanguageRules): readonly number[] {
  const places: number[] = [];
  for (const [place, { plain }] of words.entries()) {
    if (!isDenial(plain, rules)) continue;
    const isAffirming = rules.affirming.some((phrase) =>
      phrase.some(
        (_, shift) =>
          phrase[shift] === plain &&
          phrase.every(
            (part, at) =>
              bareOf(words[place - shift + at]?.plain ?? "", rules) === part ||
              words[place - shift + at]?.plain === part,
          ),
      ),
    );
    const isOnly = rules.language === "fr" && plain === "ne" && restricts(words, place);
    if (!isAffirming && !isOnly) places.push(place);
  }
  return places;
}

/** Hebrew writes `and`, `that` and `when` onto a denial. */
const bareOf = (plain: string, { language }: LanguageRules): string =>
  language === "he" ? plain.replace(/^(?:וש|כש|ש|ו|ה)(?=(?:לא|אין|אינ|בלי|ללא))/u, "") : plain;

const isDenial = (plain: string, rules: LanguageRules): boolean =>
  rules.denials.has(plain) || rules.denials.has(bareOf(plain, rules));

/** `ne … que`: only. */
const restricts = (words: readonly ReadWord[], place: number): boolean => {
  const next = words.slice(place + 1, place + 6).map(({ plain }) => plain);
  const at = next.findIndex((plain) => plain === "que" || plain === "qu");
  return (
    at > 0 && !next.slice(0, at).some((plain) => ["pas", "plus", "jamais", "aucun", "aucune", "rien"].includes(plain))
  );
};

/** Whether words say "only" by a denial that is none: French `ne … que`. */
export const restrictsByDenial = (words: readonly ReadWord[], { language }: LanguageRules): boolean =>
  language === "fr" && words.some(({ plain }, place) => plain === "ne" && restricts(words, place));

/** The content word that a denial is about: the next one, else, at a clause's end, the one before. */
function focusOf(words: readonly ReadWord[], place: number, rules: LanguageRules): number | undefined {
  for (let at = place + 1; at <= place + reach; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if (word.isContent && !isDenial(word.plain, rules)) return at;
  }
  if (words[place + 1]?.clause === words[place]?.clause) return undefined;
  for (let at = place - 1; at >= place - 2; at -= 1) if (words[at]?.isContent === true) return at;
  return undefined;
}

/** Whether a word stands near a denial. */
const isNearDenial = (place: number, denials: readonly number[]): boolean =>
  denials.some((denial) => (denial < place ? place - denial <= wideReach : denial - place <= 3));

interface Side {
  readonly words: readonly ReadWord[];
  readonly rules: LanguageRules;
  readonly denials: readonly number[];
}

const shares = (one: ReadWord, other: ReadWord): boolean => one.terms.some((term) => other.terms.includes(term));

/** Words that one side denies and the other says without a denial near them. */
function deniedOnlyBy(one: Side, others: readonly Side[]): { contrary: string[]; isDoubtful: boolean } {
  const contrary: string[] = [];
  let isDoubtful = false;
  for (const denial of one.denials) {
    const place = focusOf(one.words, denial, one.rules);
    const focus = place === undefined ? undefined : one.words[place];
    if (focus === undefined) continue;
    const found = others.flatMap(({ words, denials }) =>
      words.flatMap((word, at) => (shares(word, focus) ? [isNearDenial(at, denials)] : [])),
    );
    if (found.length === 0) isDoubtful ||= others.every(({ denials }) => denials.length === 0);
    else if (!found.includes(true)) contrary.push(focus.text);
  }
  return { contrary, isDoubtful };
}

/** Compares what is denied and what is said in opposite words. Both sides are in one language. */
export function compareNegation(answer: ReadText, evidence: Evidence): NegationFindings {
  const { rules } = answer;
  const own: Side = { words: answer.words, rules, denials: denialPlaces(answer.words, rules) };
  const sides = evidence.sentences.map((sentence): Side => {
    const words = wordsOf(sentence);
    return { words, rules: sentence.source.rules, denials: denialPlaces(words, sentence.source.rules) };
  });
  const here = deniedOnlyBy(own, sides);
  if (
    isNearlySame(answer, evidence) &&
    own.denials.length !== sides.reduce((sum, { denials }) => sum + denials.length, 0)
  )
    return { contrary: [evidenceDenials(own, sides)], isDoubtful: false };
  const there = sides.map((side) => deniedOnlyBy(side, [own]).contrary);
  return {
    contrary: [...here.contrary, ...there.flat(), ...oppositeWords(own, sides, evidence), ...prefixed(own, sides)],
    isDoubtful: here.isDoubtful,
  };
}

/** Whether an answer leaves out or adds hardly a word, so that its denials can be counted. */
function isNearlySame(answer: ReadText, { held, unmatched }: Evidence): boolean {
  const content = contentPlaces(answer).length;
  return content - held.size <= 0.1 * content && unmatched.length <= 0.1 * content;
}

/** A denial that one side has more often. */
const evidenceDenials = (own: Side, sides: readonly Side[]): string =>
  [own, ...sides].flatMap(({ words, denials }) => denials.map((place) => words[place]?.text ?? "")).at(0) ?? "";

/** Words of the answer whose opposite stands in the evidence, where neither side has the other's word. */
function oppositeWords(own: Side, sides: readonly Side[], { unmatched }: Evidence): readonly string[] {
  const found: string[] = [];
  for (const [place, word] of own.words.entries()) {
    if (isNearDenial(place, own.denials)) continue;
    if (sides.some(({ words }) => words.some((other) => shares(word, other)))) continue;
    for (const [pair, side] of own.rules.opposites.get(word.plain) ?? []) {
      const isOpposite = ({ plain }: ReadWord): boolean =>
        own.rules.opposites.get(plain)?.some(([otherPair, otherSide]) => otherPair === pair && otherSide !== side) ??
        false;
      const isDenied = (other: ReadWord): boolean =>
        sides.some(({ words, denials }) => isNearDenial(words.indexOf(other), denials) && words.includes(other));
      if (unmatched.some((other) => isOpposite(other) && !isDenied(other))) found.push(word.text);
    }
  }
  return found;
}

/** `unknown` where the other side has `known`, and neither is near a denial. */
function prefixed(own: Side, sides: readonly Side[]): readonly string[] {
  const { prefixes } = own.rules;
  const isTurned = (one: string, other: string): boolean =>
    other.length >= 4 && prefixes.some((prefix) => one === prefix + other);
  return own.words.flatMap((word, place) => {
    if (!word.isContent || isNearDenial(place, own.denials)) return [];
    const turned = sides.some(({ words, denials }) => {
      if (words.some((other) => shares(word, other))) return false;
      return words.some(
        (other, at) =>
          (isTurned(word.plain, other.plain) || isTurned(other.plain, word.plain)) && !isNearDenial(at, denials),
      );
    });
    return turned ? [word.text] : [];
  });
}

/** Whether a text denies anything. */
export const countDenials = (text: Pick<ReadText, "words" | "rules">): number =>
  denialPlaces(text.words, text.rules).length;

/** The same of a source's sentences that an answer rests on. */
export const countEvidenceDenials = ({ sentences }: Evidence): number =>
  sentences.reduce(
    (sum, sentence) => sum + countDenials({ words: wordsOf(sentence), rules: rulesOf(sentence.source) }),
    0,
  );

const rulesOf = ({ rules }: Source): LanguageRules => rules;
