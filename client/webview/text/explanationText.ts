import {
  fieldsOf,
  ordinal,
  type Explanation,
  type LegExplanation,
  type WordExplanation,
} from "../../../protocol/explanation.ts";
import { formatCount } from "./numbers.ts";

/** A line of an explanation's small tables; `share` is drawn as a bar, 0 to 1. */
export interface ExplanationRow {
  readonly name: string;
  readonly share?: number;
  readonly value: string;
  readonly detail: string;
}

/** A percentage as it is shown; never 0 % for what counts a little. */
export function percent(share: number): string {
  const rounded = Math.round(100 * share);
  return rounded === 0 && share > 0 ? "<1%" : `${rounded}%`;
}

const fieldNames: Readonly<Record<string, string>> = { body: "text" };

/** Where a word stands: `title, text ×3`. */
export function placesOfWord(word: WordExplanation): string {
  if (word.terms.length === 0) return "not in it";
  return fieldsOf(word)
    .map(([field, frequency]) => `${fieldNames[field] ?? field}${frequency > 1 ? ` ×${frequency}` : ""}`)
    .join(", ");
}

/** What each leg of the search said: how near, and which place it gave. */
export function legRows({ lexical, dense }: Explanation): readonly ExplanationRow[] {
  const row = (name: string, leg: LegExplanation): ExplanationRow => ({
    name,
    share: leg.scaled,
    value: percent(leg.scaled),
    detail: leg.rank === null ? "" : ordinal(leg.rank),
  });
  return [...(lexical.weight > 0 ? [row("Words", lexical)] : []), ...(dense === null ? [] : [row("Meaning", dense)])];
}

/** What each word of the question adds to the keyword score. */
export const wordRows = ({ lexical }: Explanation): readonly ExplanationRow[] =>
  lexical.words.map((word) => ({
    name: word.text,
    ...(word.score > 0 ? { share: word.score / lexical.score } : {}),
    value: word.score > 0 ? percent(word.score / lexical.score) : "",
    detail: placesOfWord(word),
  }));

/** The plain figures, for those who want them. */
export function figures(explanation: Explanation, locale: string): readonly (readonly [name: string, value: string])[] {
  const { rank, candidates, lexical, dense } = explanation;
  const number = (value: number): string =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(value);
  const terms = lexical.words.flatMap((word) => word.terms);
  return [
    ["Place", `${formatCount(rank, locale)} of ${formatCount(candidates, locale)} compared`],
    ["Keyword score (BM25F)", number(lexical.score)],
    ...(dense === null ? [] : ([["Cosine", number(dense.cosine)]] as const)),
    ...(dense === null || dense.similarity === dense.cosine
      ? []
      : ([["Cosine between languages", number(dense.similarity)]] as const)),
    ...(dense === null ? [] : ([["Vector", dense.vector]] as const)),
    ...terms.map(({ term, score, idf }) => [term, `${number(score)}, rarity ${number(idf)}`] as const),
  ];
}
