import { t } from "@vscode/l10n";
import type { CitationState, CitationView, Place, Support } from "../../../protocol/views.ts";

/** The first line of a place, as people count: from 1. */
export const lineOf = ({ range }: Place): number => range.start.line + 1;

/** A path taken apart: `docs/guide/` and `setup.md`. */
export function splitPath(path: string): { readonly folder: string; readonly file: string } {
  const end = path.lastIndexOf("/") + 1;
  return { folder: path.slice(0, end), file: path.slice(end) };
}

/** What has become of the words, in one word; nothing where they stand unchanged. */
export function stateWord(state: CitationState | undefined): string | undefined {
  switch (state?.kind) {
    case undefined:
    case "unchanged":
      return undefined;
    case "moved":
      return t("moved");
    case "edited":
      return t("edited");
    case "gone":
      return t("gone");
  }
}

/** Said of words that stand in an editor and not yet on the disk. */
export const unsavedWord = (): string => t("unsaved");

/** What has become of the words since they were quoted, as a sentence. */
export function stateSentence(state: CitationState): string {
  switch (state.kind) {
    case "unchanged":
      return t("The words stand unchanged.");
    case "moved":
      return t("The words have moved to line {0} of {1}.", lineOf(state.place), state.place.path);
    case "edited":
      return t("The words have been edited; most of them stand in line {0}.", lineOf(state.place));
    case "gone":
      return t("The words are gone from this file.");
  }
}

/** A citation's name for those who hear it: file, line, and what is special about it. */
export function citationLabel({ n, place, unsaved }: CitationView, state: CitationState | undefined): string {
  const word = stateWord(state);
  const special = [...(unsaved ? [unsavedWord()] : []), ...(word === undefined ? [] : [word])];
  return [t("Source {0}: {1}, line {2}", n, place.path, lineOf(place)), ...special].join(", ");
}

/** What is said of a sentence that is not fully borne out by its sources. */
export function supportNote(support: Support): string | undefined {
  switch (support) {
    case "supported":
      return undefined;
    case "partly":
      return t("partly in the sources");
    case "unsupported":
      return t("not in the sources");
  }
}

/** UTF-16 code units shown on each side of a quotation. */
const contextLength = 140;

/** The last words before a quotation, cut between words. */
export function wordsBefore({ before }: CitationView): string {
  if (before.length <= contextLength) return before;
  const kept = before.slice(-contextLength);
  return `…${kept.slice(Math.max(0, kept.indexOf(" ")))}`;
}

/** The first words after a quotation, cut between words. */
export function wordsAfter({ after }: CitationView): string {
  if (after.length <= contextLength) return after;
  const kept = after.slice(0, contextLength);
  const end = kept.lastIndexOf(" ");
  return `${end < 0 ? kept : kept.slice(0, end + 1)}…`;
}
