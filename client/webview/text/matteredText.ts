import type { SentenceChange, WithoutPassageView } from "../../../protocol/ablationMessages.ts";
import type { CitationView, Support } from "../../../protocol/views.ts";
import { lineOf } from "./citationText.ts";
import { countOf, formatCount } from "./numbers.ts";

/** What is asked for by the button, and stands above what comes of it. */
export const matteredTitle = "Which passages mattered";

/** What it costs to see which passages mattered. `seconds` are those of one call. */
export function matteredCost(model: string, calls: number, seconds: number, locale: string): string {
  const total = countOf(Math.max(1, Math.ceil(calls * seconds)), "second", "seconds", locale);
  const times =
    calls === 1 ? "once more, without the passage that it cites" : `${formatCount(calls, locale)} times more`;
  return `${model} is asked ${times}${calls === 1 ? "" : ", without one cited passage each time"}: about ${total}.`;
}

/** How far it is. `done` calls of `calls` have ended. */
export const matteredProgress = (done: number, calls: number, locale: string): string =>
  `Leaving out passage ${formatCount(Math.min(done + 1, calls), locale)} of ${formatCount(calls, locale)}…`;

/** The passage left out, by the citations that quote it. */
export function passageTitle({ citations }: WithoutPassageView, all: readonly CitationView[]): string {
  const marks = citations.map((n) => `[${n}]`).join("");
  const place = all.find(({ n }) => citations.includes(n))?.place;
  return place === undefined ? `Without ${marks}` : `Without ${marks} ${place.path}, line ${lineOf(place)}`;
}

const isChanged = ({ sentences }: WithoutPassageView): boolean =>
  sentences.some(({ change }) => change !== "unchanged");

/** How much of an answer changes without a passage. */
export function passageVerdict(view: WithoutPassageView, locale: string): string {
  const { sentences } = view;
  const changed = sentences.filter(({ change }) => change !== "unchanged").length;
  if (changed === 0) return "Nothing changes.";
  const count = `${formatCount(changed, locale)} of ${countOf(sentences.length, "sentence", "sentences", locale)}`;
  return `${count} lost or changed.`;
}

/** What came of it, as it is read aloud. */
export function spokenMattered(views: readonly WithoutPassageView[], locale: string): string {
  const [all, changing] = [views.length, views.filter(isChanged).length];
  return `${countOf(all, "passage", "passages", locale)} left out: the answer changes without ${formatCount(changing, locale)} of them.`;
}

const supports: Readonly<Record<Support, string>> = {
  supported: "in the sources",
  partly: "partly in the sources",
  unsupported: "not in the sources",
};

/** What became of a sentence's support; nothing where it stays what it was, or the sentence is lost. */
export const supportChange = ({ before, after }: SentenceChange): string | undefined =>
  after === undefined || after === before ? undefined : `${supports[before]} before, now ${supports[after]}`;
