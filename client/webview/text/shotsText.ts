import { t } from "@vscode/l10n";
import type {
  ComparedBy,
  OfferedOrder,
  OfferedSelector,
  OfferedTemplate,
  ShotsPreviewView,
  ShotsUse,
  ShotsWarning,
} from "../../../protocol/shotsBuilding.ts";
import { plural } from "../../../protocol/translate.ts";
import { formatCount } from "./numbers.ts";

/** The words around the parts of the builder of few-shot prompts. */
export const builderTexts = () => ({
  title: t("Build a few-shot prompt"),
  back: t("Back to the conversation"),
  fromAnswer: t("Build a few-shot prompt from this answer"),
  source: t("From"),
  mining: t("Looking for pairs of input and output…"),
  kind: t("Which pairs"),
  input: t("Choose them for this input (optional)"),
  inputHint: t("It stands at the end of the prompt, and nothing that says the same is shown to the model."),
  k: t("Demonstrations"),
  selector: t("Chosen by"),
  more: t("More choices"),
  task: t("Task"),
  template: t("Written as"),
  order: t("Order"),
  balanced: t("As many of each label"),
  budget: t("Most tokens (none when empty)"),
  model: t("Count tokens as this model (an estimate when empty)"),
  preview: t("Preview"),
  updating: t("Building…"),
  demonstrations: t("Demonstrations and their sources"),
  dropped: t("Left out, because the budget has no room"),
  prompt: t("The prompt, as the model is given it"),
  openPlace: t("Open the source"),
});

export function figureText(figure: "k" | "budget"): string {
  if (figure === "k") return t("Demonstrations: a whole number from 1 to 1000.");
  return t("Most tokens: a whole number from 1, or nothing.");
}

/** The words on the buttons below the preview. */
export const useTexts = (): Readonly<Record<ShotsUse, string>> => ({
  open: t("Open as .shots"),
  insertText: t("Insert as text"),
  insertSnippet: t("Insert as snippet"),
  copy: t("Copy"),
  try: t("Try…"),
});

/** What was done, as it is shown and read aloud; nothing where it shows by itself. */
export function doneText(use: ShotsUse): string | undefined {
  switch (use) {
    case "open":
      return t("Opened as a .shots document that is not saved yet.");
    case "insertText":
      return t("Inserted at the cursor.");
    case "insertSnippet":
      return t("Inserted at the cursor, with a tab stop for each input.");
    case "copy":
      return t("Copied.");
    case "try":
      return undefined;
  }
}

export const selectorTexts = (): Readonly<Record<OfferedSelector, string>> => ({
  mmr: t("typical and unlike each other (mmr)"),
  coverage: t("covering the subject's terms (coverage)"),
  clusters: t("the middles of clusters (clusters)"),
  random: t("by chance (random)"),
  hybrid: t("nearest by words and meaning (hybrid)"),
  bm25: t("nearest by words (bm25)"),
  vectors: t("nearest in meaning (vectors)"),
  consensus: t("nearest, labels by their votes (consensus)"),
});

export const orderTexts = (): Readonly<Record<OfferedOrder, string>> => ({
  "similar-last": t("most similar last"),
  "similar-first": t("most similar first"),
  alternating: t("labels in turn"),
  random: t("by chance"),
});

export const templateTexts = (): Readonly<Record<OfferedTemplate, string>> => ({
  completion: t("text to be completed"),
  chat: t("turns of a chat"),
  xml: t("XML tags"),
  json: t("JSON"),
});

export function warningText(warning: ShotsWarning, locale: string): string {
  const number = (value: number): string => formatCount(value, locale);
  switch (warning.kind) {
    case "few":
      return plural(
        t,
        warning.found,
        {
          one: "There is only {0} pair to choose from, not {1}. Choose a larger source for more.",
          other: "There are only {0} pairs to choose from, not {1}. Choose a larger source for more.",
        },
        number(warning.found),
        number(warning.wanted),
      );
    case "oneLabel":
      return t("Every pair has the label “{0}”: a model learns nothing but that.", warning.label);
    case "nearDuplicates":
      return plural(
        t,
        warning.demonstrations,
        {
          one: "{0} demonstration says nearly the same as an earlier one.",
          other: "{0} demonstrations say nearly the same as earlier ones.",
        },
        number(warning.demonstrations),
      );
    case "overBudget":
      return t(
        "The prompt takes {0} tokens, more than the {1} allowed.",
        number(warning.tokens),
        number(warning.budget),
      );
    case "brokenPeriod":
      if (warning.field === "")
        return t("Demonstration {0} has other fields than the first.", number(warning.demonstration));
      return t(
        "Demonstration {0}: its {1} holds what ends a field. Choose another way to write it.",
        number(warning.demonstration),
        warning.field,
      );
  }
}

/** By what pairs are compared, where that is worth a word. */
export function comparedText(by: ComparedBy, locale: string): string | undefined {
  switch (by.kind) {
    case "vectors":
    case "notCompared":
      return undefined;
    case "making":
      return plural(
        t,
        by.total,
        {
          one: "Chosen by words alone until meaning is ready: {0} of {1} pair.",
          other: "Chosen by words alone until meaning is ready: {0} of {1} pairs.",
        },
        formatCount(by.done, locale),
        formatCount(by.total, locale),
      );
    case "words":
      switch (by.reason) {
        case "noModel":
          return t("Chosen by words alone: no model for meaning is ready.");
        case "tooMany":
          return t("Chosen by words alone: there are too many pairs to compare their meaning while you wait.");
        case "failed":
          return t("Chosen by words alone: the model for meaning failed.");
      }
  }
}

export function tokensText({ tokens, budget, counter }: ShotsPreviewView, locale: string): string {
  const count = formatCount(tokens, locale);
  if (budget !== undefined) return t("{0} of {1} tokens, by {2}", count, formatCount(budget, locale), counter);
  return plural(t, tokens, { one: "{0} token, by {1}", other: "{0} tokens, by {1}" }, count, counter);
}

/** A preview as it is read aloud. */
export function spokenPreview({ demonstrations: { length }, tokens }: ShotsPreviewView, locale: string): string {
  const shown = plural(
    t,
    length,
    { one: "{0} demonstration", other: "{0} demonstrations" },
    formatCount(length, locale),
  );
  return `${shown}, ${plural(t, tokens, { one: "{0} token", other: "{0} tokens" }, formatCount(tokens, locale))}`;
}
