import { t } from "@vscode/l10n";
import type { Explanation } from "../../../protocol/explanation.ts";
import { formatCount } from "./numbers.ts";

/** The plain figures, for those who want them. */
export function figures(explanation: Explanation, locale: string): readonly (readonly [name: string, value: string])[] {
  const { rank, candidates, lexical, dense } = explanation;
  const number = (value: number): string =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(value);
  const terms = lexical.words.flatMap((word) => word.terms);
  return [
    [t("Place"), t("{0} of {1} compared", formatCount(rank, locale), formatCount(candidates, locale))],
    [t("Keyword score (BM25F)"), number(lexical.score)],
    ...(dense === null ? [] : ([[t("Cosine"), number(dense.cosine)]] as const)),
    ...(dense === null || dense.similarity === dense.cosine
      ? []
      : ([[t("Cosine between languages"), number(dense.similarity)]] as const)),
    ...(dense === null ? [] : ([[t("Vector"), dense.vector === "stored" ? t("stored") : t("embedded now")]] as const)),
    ...terms.map(({ term, score, idf }) => [term, t("{0}, rarity {1}", number(score), number(idf))] as const),
  ];
}
