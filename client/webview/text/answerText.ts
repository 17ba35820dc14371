import type { AnswerView, FreshnessView } from "../../../protocol/views.ts";
import { countOf, formatCount } from "./numbers.ts";

/** What is said when the documents hold no answer. */
export const abstention = "Your documents do not answer this.";

/** An answer as it is read aloud, once, when it is finished. */
export function spokenAnswer(answer: AnswerView): string {
  if (!answer.abstained) return answer.sentences.map(({ text }) => text).join(" ");
  const places = answer.nearest.length;
  return places === 0 ? abstention : `${abstention} ${countOf(places, "place comes", "places come", "en")} nearest.`;
}

/** A probability to one digit. It is never rounded up to certainty. */
export function formatConfidence(confidence: number): string {
  const rounded = Math.round(confidence * 10) / 10;
  return (rounded === 1 && confidence < 1 ? 0.9 : rounded).toFixed(1);
}

function age(seconds: number, locale: string): string {
  const [value, unit] =
    seconds < 90
      ? [Math.round(seconds), "s"]
      : seconds < 5400
        ? [Math.round(seconds / 60), "min"]
        : [Math.round(seconds / 3600), "h"];
  return `${formatCount(value, locale)} ${unit}`;
}

/** How much of the folders an answer could know, and how sure it is: the parts of the line under it. */
export function freshnessParts(
  freshness: FreshnessView,
  confidence: number,
  model: string | null,
  locale: string,
): readonly string[] {
  const { files, current, pending, failed, ageSeconds } = freshness;
  return [
    `${formatCount(current, locale)} of ${countOf(files, "file", "files", locale)}`,
    ...(pending > 0 ? [`${countOf(pending, "passage", "passages", locale)} without a vector yet`] : []),
    ...(failed > 0 ? [`${countOf(failed, "file", "files", locale)} could not be read`] : []),
    ageSeconds < 1 ? "looked through just before" : `looked through ${age(ageSeconds, locale)} before`,
    `confidence ${formatConfidence(confidence)}`,
    ...(model === null ? [] : [`written by ${model}`]),
  ];
}
