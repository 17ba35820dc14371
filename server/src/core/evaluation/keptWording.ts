import { t } from "@vscode/l10n";
import { plural } from "../../../../protocol/translate.ts";
import type { EvaluationMode } from "./evaluate.ts";

/** What an evaluation is compared with: one that was made before, or one of the same documents with default settings. */
export type KeptKind = "former" | "defaults";

/** How it is said of what an evaluation is compared with; a sentence each, `changed` the beginning of one. */
export interface KeptWording {
  readonly changed: (mode: EvaluationMode, way: "better" | "worse") => string;
  readonly alike: (mode: EvaluationMode) => string;
  readonly few: (mode: EvaluationMode, questions: number) => string;
  /** `was` and `is` as JSON. */
  readonly setting: (name: string, was: string, is: string) => string;
  readonly model: (was: string, is: string) => string;
  /** `was` and `is` as counts of files and passages. */
  readonly documents: (was: string, is: string) => string;
}

export const wordingOf = (kind: KeptKind): KeptWording => (kind === "former" ? former : defaults);

const former: KeptWording = {
  changed: (mode, way) => (way === "better" ? t("{0} got better", mode) : t("{0} got worse", mode)),
  alike: (mode) => t("{0} ranks as before on every question.", mode),
  few: (mode, questions) =>
    plural(
      t,
      questions,
      {
        one: "{0} is as good as before on {1} question, too few to be sure.",
        other: "{0} is as good as before on {1} questions, too few to be sure.",
      },
      mode,
      questions,
    ),
  setting: (name, was, is) => t("{0} was {1} and is {2}.", name, was, is),
  model: (was, is) => t("The model was {0} and is {1}.", was, is),
  documents: (was, is) => t("There were {0}, and are {1}.", was, is),
};

const defaults: KeptWording = {
  changed: (mode, way) =>
    way === "better"
      ? t("{0} is better than with the default settings", mode)
      : t("{0} is worse than with the default settings", mode),
  alike: (mode) => t("{0} ranks as with the default settings on every question.", mode),
  few: (mode, questions) =>
    plural(
      t,
      questions,
      {
        one: "{0} is as good as with the default settings on {1} question, too few to be sure.",
        other: "{0} is as good as with the default settings on {1} questions, too few to be sure.",
      },
      mode,
      questions,
    ),
  setting: (name, was, is) => t("{0} is {2}; its default is {1}.", name, was, is),
  model: (was, is) => t("The model is {1}; the default is {0}.", was, is),
  documents: (was, is) => t("There are {1}; with the default settings there are {0}.", was, is),
};
