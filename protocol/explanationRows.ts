import type { Explanation, LegExplanation, WordExplanation } from "./explanation.ts";

/** A line of an explanation's small tables; `share` is drawn as a bar, 0 to 1. */
export interface ExplanationRow {
  readonly name: string;
  readonly share: number;
  readonly value: string;
  readonly detail: string;
}

/** A percentage as it is shown; never 0 % for what counts a little. */
function percent(share: number): string {
  const rounded = Math.round(100 * share);
  return rounded === 0 && share > 0 ? "<1%" : `${rounded}%`;
}

const fieldNames: Readonly<Record<string, string>> = { body: "text" };

/** Where a word stands: `title, text ×3`. */
const placesOfWord = (word: WordExplanation): string =>
  fieldsOf(word)
    .map(([field, frequency]) => `${fieldNames[field] ?? field}${frequency > 1 ? ` ×${frequency}` : ""}`)
    .join(", ");

/** How sure the reranker is, and what each leg of the search said: how near, and which place it gave. */
export function legRows({ lexical, dense, reranker, rank }: Explanation): readonly ExplanationRow[] {
  const row = (name: string, leg: LegExplanation): ExplanationRow => ({
    name,
    share: leg.scaled,
    value: percent(leg.scaled),
    detail: leg.rank === null ? "" : ordinal(leg.rank),
  });
  return [
    ...(reranker === null
      ? []
      : [
          { name: "Overall", share: reranker.probability, value: percent(reranker.probability), detail: ordinal(rank) },
        ]),
    ...(lexical.weight > 0 ? [row("Words", lexical)] : []),
    ...(dense === null ? [] : [row("Meaning", dense)]),
  ];
}

/** What each word of the question that stands in the passage adds to the keyword score. */
export const wordRows = ({ lexical }: Explanation): readonly ExplanationRow[] =>
  lexical.words
    .filter(({ score }) => score > 0)
    .map((word) => {
      const share = word.score / lexical.score;
      return { name: word.text, share, value: percent(share), detail: placesOfWord(word) };
    });

/** What the reranker's features add to its score or take from it, the strongest first; those that say nothing are left out. */
export function featureRows({ reranker }: Explanation): readonly ExplanationRow[] {
  const features = (reranker?.features ?? [])
    .filter(({ contribution }) => contribution !== 0)
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const strongest = Math.abs(features[0]?.contribution ?? 0);
  return features.map(({ name, value, contribution }) => ({
    name: featureName(name),
    share: Math.abs(contribution) / strongest,
    value: `${contribution < 0 ? "−" : "+"}${Math.abs(contribution).toFixed(1)}`,
    detail: `at ${value.toFixed(2)}`,
  }));
}

/** `headingLikeness` as `heading likeness`. */
const featureName = (name: string): string => name.replaceAll(/\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`);

/** The words of the question that do not stand in the passage. */
export const missingWords = ({ lexical }: Pick<Explanation, "lexical">): readonly string[] =>
  lexical.words.filter(({ score }) => score === 0).map(({ text }) => text);

const endings: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };

/** A place as it is said: `1st`, `12th`. */
export const ordinal = (place: number): string =>
  `${place}${endings[new Intl.PluralRules("en", { type: "ordinal" }).select(place)] ?? "th"}`;

/** The fields in which a word stands, and how often at most any of its terms does. */
function fieldsOf({ terms }: WordExplanation): readonly (readonly [field: string, frequency: number])[] {
  const most = new Map<string, number>();
  for (const { field, frequency } of terms.flatMap(({ fields }) => fields)) {
    most.set(field, Math.max(most.get(field) ?? 0, frequency));
  }
  return [...most];
}
