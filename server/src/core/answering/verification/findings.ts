import { t } from "@vscode/l10n";
import { compareAmounts } from "./compareAmounts.ts";
import type { Evidence, Source } from "./evidence.ts";
import { compareNames } from "./names.ts";
import { compareNegation, countDenials, countEvidenceDenials } from "./negation.ts";
import { compareQuantifiers } from "./quantifiers.ts";
import { matchQuotation, quotationsOf } from "./quotes.ts";
import type { ReadText } from "./sourceText.ts";

/** What a sentence gets wrong, and what cannot be found in its sources as it stands there; a sentence each. */
export interface Findings {
  /** Each makes the sentence unsupported. */
  readonly hard: readonly string[];
  /** Each keeps it from being supported. */
  readonly soft: readonly string[];
}

interface Compared {
  readonly answer: ReadText;
  readonly sources: readonly Source[];
  readonly evidence: Evidence;
  readonly question: ReadText;
  /** Whether the sources are in the answer's language. */
  readonly sameLanguage: boolean;
}

const list = (words: readonly string[]): string => [...new Set(words)].map((word) => t("“{0}”", word)).join(", ");

/** Builds the comparison of numbers, names, quotations and denials. */
export function createFindings(readText: (text: string, language: string) => ReadText) {
  return function findingsOf({ answer, sources, evidence, question, sameLanguage }: Compared): Findings {
    const hard: string[] = [];
    const soft: string[] = [];
    const say = (to: string[], words: readonly string[], sentence: (listed: string) => string): void => {
      if (words.length > 0) to.push(sentence(list(words)));
    };

    const amounts = compareAmounts(answer, sources, evidence);
    say(hard, amounts.missing, (words) => t("A number or date does not stand in the passages: {0}.", words));
    say(hard, amounts.otherUnit, (words) => t("A number stands in the passages with another unit: {0}.", words));
    if (sameLanguage)
      say(soft, amounts.doubtful, (words) => t("A number stands in the passages beside other words: {0}.", words));

    const names = compareNames(answer, sources, evidence, question, sameLanguage);
    say(hard, names.missing, (words) => t("A name does not stand in the passages: {0}.", words));
    say(soft, names.doubtful, (words) => t("A word that may be a name was not found: {0}.", words));

    if (sameLanguage) {
      const matches = quotationsOf(answer.text).map((quotation) => ({
        quotation,
        match: matchQuotation(quotation, sources, (part) => readText(part, answer.rules.language)),
      }));
      const those = (wanted: string): readonly string[] =>
        matches.filter(({ match }) => match === wanted).map(({ quotation }) => quotation.text);
      say(hard, those("missing"), (words) => t("A quotation does not stand in the passages: {0}.", words));
      say(soft, those("inflected"), (words) => t("A quotation is not word for word: {0}.", words));

      const { contrary, isDoubtful } = compareNegation(answer, evidence);
      say(hard, contrary, (words) => t("The passages say the contrary: {0}.", words));
      if (isDoubtful) soft.push(t("It denies what the passages do not speak of."));
      const quantifiers = compareQuantifiers(answer, evidence);
      say(hard, quantifiers.contrary, (words) => t("The passages set a limit where it says: {0}.", words));
      say(soft, quantifiers.unheld, (words) => t("The passages do not say: {0}.", words));
    } else if (countDenials(answer) > 0 !== countEvidenceDenials(evidence) > 0 && evidence.sentences.length > 0)
      soft.push(t("Whether the passages deny it could not be told."));
    return { hard, soft };
  };
}
