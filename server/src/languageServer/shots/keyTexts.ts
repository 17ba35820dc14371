import { t } from "@vscode/l10n";
import type { FrontMatterKey } from "../../core/fewShot/document/frontMatterValues.ts";

/** What each key of the front matter means, for hovers and completion. */
export const keyTexts = (): Readonly<Record<FrontMatterKey, string>> => ({
  shots: t("The version of the format: 1."),
  task: t("What the model is to do, in words; it stands before the demonstrations."),
  template: t("How a demonstration is written out: completion (when left out), chat, xml, json, or an own template."),
  labels: t("The values that the last field may take; left out where the output is free."),
  budget: t("The most tokens that the rendered prompt may take."),
  selector: t("How the demonstrations were chosen."),
  balanced: t("Whether each label was given an equal share of the demonstrations."),
  order: t("In what order the demonstrations stand."),
  seed: t("The number that the random parts of selection and order began with."),
  model: t("The model that the budget is counted for."),
  test: t("The file of test rows that no demonstration may be among, relative to this document's folder."),
});

/** What the values mean that a key may have. */
export const valueTexts = (): Readonly<
  Record<"template" | "selector" | "order", Readonly<Record<string, string>>>
> => ({
  template: {
    completion: t("Fields as lines of text, for a model that continues a text."),
    chat: t("Turns of user and assistant."),
    xml: t("Fields between tags."),
    json: t("One object for each demonstration."),
  },
  selector: {
    random: t("By chance, from the seed."),
    bm25: t("The most similar by words."),
    vectors: t("The most similar by meaning."),
    hybrid: t("The most similar by words and meaning."),
    mmr: t("Similar, and unlike each other (maximal marginal relevance)."),
    clusters: t("One from the middle of each cluster."),
    coverage: t("Together they hold the terms of the input."),
    greedy: t("One by one, as the validation score rises most."),
    manual: t("Chosen by hand."),
  },
  order: {
    "similar-last": t("The most similar one stands last, next to the input."),
    "similar-first": t("The most similar one stands first."),
    random: t("By chance, from the seed."),
    alternating: t("Labels take turns."),
    manual: t("Ordered by hand."),
  },
});
