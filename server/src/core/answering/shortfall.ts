import { t } from "@vscode/l10n";
import type { PassageMatch } from "../search/reranking/passageMatch.ts";
import type { WeightedWord } from "../search/reranking/weightedWords.ts";
import type { LanguageWords } from "./questions/languageWords.ts";

/** Words named at most. */
const mostNamed = 3;
/** Words that nearly every passage holds say nothing of what is missing. */
const leastIdf = 1;
const version = /^v?\p{N}+(?:\.\p{N}+)+$/iu;
const number = /(?<![\p{L}\p{N}.])v?\p{N}+(?:[.,]\p{N}+)*(?![\p{L}\p{N}])/giu;

/** Why a passage that stands near a question does not answer it, as a sentence for people. */
export function shortfallOf(
  weighted: readonly WeightedWord[],
  match: PassageMatch,
  plain: string,
  { isFunctionWord }: Pick<LanguageWords, "isFunctionWord">,
): string {
  const missing = weighted
    .filter(({ word, idf }, place) => {
      const isHeld = (match.positions[place]?.length ?? 0) > 0 || match.headings.has(place);
      return !isHeld && (idf >= leastIdf || /\p{N}/u.test(word.text)) && !isFunctionWord(word.text);
    })
    .toSorted((a, b) => b.idf - a.idf);
  const asked = missing.find(({ word }) => /\p{N}/u.test(word.text))?.word.text;
  const instead = asked === undefined ? undefined : numberLike(asked, plain);
  if (asked !== undefined && instead !== undefined) {
    return t("It speaks of {0}, not of {1}.", instead, asked);
  }
  if (missing.length === 0) {
    return t("It holds the question's words, but no sentence that answers surely enough.");
  }
  const named = missing.slice(0, mostNamed).map(({ word }) => t("“{0}”", word.text));
  return t("It does not mention {0}.", named.join(", "));
}

/** The first number of a text that is written like another one: a version for a version, a year for a year. */
function numberLike(asked: string, text: string): string | undefined {
  const wanted = shapeOf(asked);
  for (const [found] of text.matchAll(number)) if (found !== asked && shapeOf(found) === wanted) return found;
  return undefined;
}

const shapeOf = (written: string): string =>
  version.test(written) ? "version" : /^\p{N}{4}$/u.test(written) ? "year" : `${written.length} digits`;
