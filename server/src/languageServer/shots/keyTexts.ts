import type { FrontMatterKey } from "../../core/fewShot/document/frontMatterValues.ts";

/** What each key of the front matter means, for hovers and completion. */
export const keyTexts: Readonly<Record<FrontMatterKey, string>> = {
  shots: "The version of the format: 1.",
  task: "What the model is to do, in words; it stands before the demonstrations.",
  template: "How a demonstration is written out: completion (when left out), chat, xml, json, or an own template.",
  labels: "The values that the last field may take; left out where the output is free.",
  budget: "The most tokens that the rendered prompt may take.",
  selector: "How the demonstrations were chosen.",
  balanced: "Whether each label was given an equal share of the demonstrations.",
  order: "In what order the demonstrations stand.",
  seed: "The number that the random parts of selection and order began with.",
  model: "The model that the budget is counted for.",
  test: "The file of test rows that no demonstration may be among, relative to this document's folder.",
};

/** What the values mean that a key may have. */
export const valueTexts: Readonly<Record<"template" | "selector" | "order", Readonly<Record<string, string>>>> = {
  template: {
    completion: "Fields as lines of text, for a model that continues a text.",
    chat: "Turns of user and assistant.",
    xml: "Fields between tags.",
    json: "One object for each demonstration.",
  },
  selector: {
    random: "By chance, from the seed.",
    bm25: "The most similar by words.",
    vectors: "The most similar by meaning.",
    hybrid: "The most similar by words and meaning.",
    mmr: "Similar, and unlike each other (maximal marginal relevance).",
    clusters: "One from the middle of each cluster.",
    coverage: "Together they hold the terms of the input.",
    greedy: "One by one, as the validation score rises most.",
    manual: "Chosen by hand.",
  },
  order: {
    "similar-last": "The most similar one stands last, next to the input.",
    "similar-first": "The most similar one stands first.",
    random: "By chance, from the seed.",
    alternating: "Labels take turns.",
    manual: "Ordered by hand.",
  },
};
