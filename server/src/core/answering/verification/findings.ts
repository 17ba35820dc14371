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

const list = (words: readonly string[]): string => [...new Set(words)].map((word) => `“${word}”`).join(", ");

/** Builds the comparison of numbers, names, quotations and denials. */
export function createFindings(readText: (text: string, language: string) => ReadText) {
  return function findingsOf({ answer, sources, evidence, question, sameLanguage }: Compared): Findings {
    const hard: string[] = [];
    const soft: string[] = [];
    const say = (to: string[], words: readonly string[], what: string): void => {
      if (words.length > 0) to.push(`${what}: ${list(words)}.`);
    };

    const amounts = compareAmounts(answer, sources, evidence);
    say(hard, amounts.missing, "A number or date does not stand in the passages");
    say(hard, amounts.otherUnit, "A number stands in the passages with another unit");
    if (sameLanguage) say(soft, amounts.doubtful, "A number stands in the passages beside other words");

    const names = compareNames(answer, sources, evidence, question, sameLanguage);
    say(hard, names.missing, "A name does not stand in the passages");
    say(soft, names.doubtful, "A word that may be a name was not found");

    if (sameLanguage) {
      const matches = quotationsOf(answer.text).map((quotation) => ({
        quotation,
        match: matchQuotation(quotation, sources, (part) => readText(part, answer.rules.language)),
      }));
      const those = (wanted: string): readonly string[] =>
        matches.filter(({ match }) => match === wanted).map(({ quotation }) => quotation.text);
      say(hard, those("missing"), "A quotation does not stand in the passages");
      say(soft, those("inflected"), "A quotation is not word for word");

      const { contrary, isDoubtful } = compareNegation(answer, evidence);
      say(hard, contrary, "The passages say the contrary");
      if (isDoubtful) soft.push("It denies what the passages do not speak of.");
      const quantifiers = compareQuantifiers(answer, evidence);
      say(hard, quantifiers.contrary, "The passages set a limit where it says");
      say(soft, quantifiers.unheld, "The passages do not say");
    } else if (countDenials(answer) > 0 !== countEvidenceDenials(evidence) > 0 && evidence.sentences.length > 0)
      soft.push("Whether the passages deny it could not be told.");
    return { hard, soft };
  };
}
