import { t } from "@vscode/l10n";
import { plural } from "../../../protocol/translate.ts";
import type { SentenceChange, WithoutPassageView } from "../../../protocol/ablationMessages.ts";
import type { CitationView, Support } from "../../../protocol/views.ts";
import { lineOf, supportNote } from "./citationText.ts";
import { formatCount } from "./numbers.ts";

/** What is asked for by the button, and stands above what comes of it. */
export const matteredTitle = (): string => t("Which passages mattered");

/** What it costs to see which passages mattered. `seconds` are those of one call. */
export function matteredCost(model: string, calls: number, seconds: number, locale: string): string {
  const total = Math.max(1, Math.ceil(calls * seconds));
  const time = plural(t, total, { one: "{0} second", other: "{0} seconds" }, formatCount(total, locale));
  if (calls === 1) return t("{0} is asked once more, without the passage that it cites: about {1}.", model, time);
  return plural(
    t,
    calls,
    {
      one: "{0} is asked {1} time more, without one cited passage each time: about {2}.",
      other: "{0} is asked {1} times more, without one cited passage each time: about {2}.",
    },
    model,
    formatCount(calls, locale),
    time,
  );
}

/** How far it is. `done` calls of `calls` have ended. */
export const matteredProgress = (done: number, calls: number, locale: string): string =>
  t("Leaving out passage {0} of {1}…", formatCount(Math.min(done + 1, calls), locale), formatCount(calls, locale));

/** The passage left out, by the citations that quote it. */
export function passageTitle({ citations }: WithoutPassageView, all: readonly CitationView[]): string {
  const marks = citations.map((n) => `[${n}]`).join("");
  const place = all.find(({ n }) => citations.includes(n))?.place;
  if (place === undefined) return t("Without {0}", marks);
  return t("Without {0} {1}, line {2}", marks, place.path, lineOf(place));
}

const isChanged = ({ sentences }: WithoutPassageView): boolean =>
  sentences.some(({ change }) => change !== "unchanged");

/** How much of an answer changes without a passage. */
export function passageVerdict(view: WithoutPassageView, locale: string): string {
  const { sentences } = view;
  const changed = sentences.filter(({ change }) => change !== "unchanged").length;
  if (changed === 0) return t("Nothing changes.");
  return plural(
    t,
    sentences.length,
    { one: "{0} of {1} sentence lost or changed.", other: "{0} of {1} sentences lost or changed." },
    formatCount(changed, locale),
    formatCount(sentences.length, locale),
  );
}

/** What came of it, as it is read aloud. */
export function spokenMattered(views: readonly WithoutPassageView[], locale: string): string {
  const [all, changing] = [views.length, views.filter(isChanged).length];
  return plural(
    t,
    all,
    {
      one: "{0} passage left out: the answer changes without {1} of them.",
      other: "{0} passages left out: the answer changes without {1} of them.",
    },
    formatCount(all, locale),
    formatCount(changing, locale),
  );
}

const supportWords = (support: Support): string => supportNote(support) ?? t("in the sources");

/** What became of a sentence, in a word. */
export function changeWord(change: SentenceChange["change"]): string {
  switch (change) {
    case "unchanged":
      return t("unchanged");
    case "changed":
      return t("changed");
    case "lost":
      return t("lost");
  }
}

/** What became of a sentence's support; nothing where it stays what it was, or the sentence is lost. */
export const supportChange = ({ before, after }: SentenceChange): string | undefined =>
  after === undefined || after === before
    ? undefined
    : t("{0} before, now {1}", supportWords(before), supportWords(after));
