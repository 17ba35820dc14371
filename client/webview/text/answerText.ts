import { t } from "@vscode/l10n";
import { plural } from "../../../protocol/translate.ts";
import type { AnswerView, SentenceView } from "../../../protocol/views.ts";
import { supportNote } from "./citationText.ts";
import { formatCount } from "./numbers.ts";
import { unreadFiles } from "./statusText.ts";

/** What is said when the documents hold no answer. */
export const abstention = (): string => t("Your documents do not answer this.");

/** A sentence as it is read aloud: what is told of it to the eye is told to the ear. */
export function spokenSentence({ text, support }: SentenceView): string {
  const note = supportNote(support);
  return note === undefined ? text : `${text} (${note})`;
}

/** What is read aloud where the documents hold no answer. */
export function spokenAbstention({ nearest: { length: places } }: AnswerView, locale: string): string {
  if (places === 0) return abstention();
  const nearest = plural(
    t,
    places,
    { one: "{0} place comes nearest.", other: "{0} places come nearest." },
    formatCount(places, locale),
  );
  return `${abstention()} ${nearest}`;
}

/** A probability to one digit. It is never rounded up to certainty. */
export function formatConfidence(confidence: number, locale: string): string {
  const rounded = Math.round(confidence * 10) / 10;
  const shown = rounded === 1 && confidence < 1 ? 0.9 : rounded;
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(shown);
}

function age(seconds: number, locale: string): string {
  if (seconds < 1) return t("looked through just before");
  if (seconds < 90) return t("looked through {0} s before", formatCount(Math.round(seconds), locale));
  if (seconds < 5400) return t("looked through {0} min before", formatCount(Math.round(seconds / 60), locale));
  return t("looked through {0} h before", formatCount(Math.round(seconds / 3600), locale));
}

/**
 * How much of the folders an answer could know, how sure it is, and who wrote it: the parts of the line under it.
 *
 * @param isCompared whether it stands beside other answers to its question.
 */
export function freshnessParts(
  { freshness, confidence, model, abstained }: AnswerView,
  locale: string,
  isCompared = false,
): readonly string[] {
  const own = isCompared && !abstained ? [t("the documents' own words")] : [];
  const { files, current, pending, failed, ageSeconds } = freshness;
  const count = (value: number): string => formatCount(value, locale);
  return [
    plural(t, files, { one: "{0} of {1} file", other: "{0} of {1} files" }, count(current), count(files)),
    ...(pending > 0
      ? [
          plural(
            t,
            pending,
            { one: "{0} passage without a vector yet", other: "{0} passages without a vector yet" },
            count(pending),
          ),
        ]
      : []),
    ...(failed > 0 ? [unreadFiles(failed, locale)] : []),
    age(ageSeconds, locale),
    t("confidence {0}", formatConfidence(confidence, locale)),
    ...(model === null ? own : [t("written by {0}", model)]),
  ];
}
