import { t } from "@vscode/l10n";
import { numeral, plural } from "../../../../protocol/translate.ts";

/** Counts as reports write them. */
export const questionsText = (count: number): string =>
  plural(t, count, { one: "{0} question", other: "{0} questions" }, numeral(t, count));

export const filesText = (count: number): string =>
  plural(t, count, { one: "{0} file", other: "{0} files" }, numeral(t, count));

export const passagesText = (count: number): string =>
  plural(t, count, { one: "{0} passage", other: "{0} passages" }, numeral(t, count));

export const testRowsText = (count: number): string =>
  plural(t, count, { one: "{0} test row", other: "{0} test rows" }, numeral(t, count));

/** How many of a set's questions are not answered first by every mode. */
export const missedText = (missed: number, all: number): string =>
  plural(
    t,
    all,
    {
      one: "For {0} of {1} question some mode does not put what is right first.",
      other: "For {0} of {1} questions some mode does not put what is right first.",
    },
    missed,
    all,
  );
