import type { Explanation } from "../../../protocol/explanation.ts";
import { formatCount } from "./numbers.ts";

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
