import type { ModelFreeSelector } from "../selection/select.ts";
import type { BuiltInTemplate } from "../shotsDocument.ts";
import type { Build, MeasuredOrder } from "./build.ts";
import type { GreedyBuild } from "./greedy.ts";
import type { RowSets } from "./rowSets.ts";

export interface MeasuredSelector {
  readonly selector: ModelFreeSelector | "greedy";
  readonly balanced: boolean;
}

/** What the builds differ in. */
export interface BuildChoices {
  /** Numbers of demonstrations, 0 for none. */
  readonly k: readonly number[];
  readonly selectors: readonly MeasuredSelector[];
  readonly orders: readonly MeasuredOrder[];
  /** All builds have the first; the recommended one may have another. */
  readonly templates: readonly BuiltInTemplate[];
}

/**
 * The builds to be measured, but for greedy ones: zero-shot where `k` holds 0; for every other `k` each selector in each order, and always
 * random demonstrations in random order, with their own labels and with shuffled ones. A document is one build, with
 * zero-shot and its own shuffled labels beside it, whatever the choices are.
 */
export function buildsOf(
  { k, selectors, orders, templates: [first = "completion"] }: BuildChoices,
  { document, train, labels }: Pick<RowSets, "document" | "train" | "labels">,
): readonly Build[] {
  const zeroShot: Build = {
    selector: "random",
    balanced: false,
    order: "random",
    k: 0,
    template: document?.frontMatter.template ?? first,
    shuffledLabels: false,
  };
  if (document !== undefined) {
    const own: Build = {
      ...zeroShot,
      // The last demonstration counts as the most similar, so that their order stays.
      selector: { name: document.frontMatter.selector ?? "manual", pairs: [...train.keys()].reverse() },
      order: "similar-last",
      k: train.length,
    };
    return [zeroShot, own, ...(labels.length > 0 ? [{ ...own, shuffledLabels: true }] : [])];
  }
  const some = k.filter((count) => count > 0);
  return [
    ...(k.includes(0) ? [zeroShot] : []),
    ...some.flatMap((count): readonly Build[] => {
      const random: Build = { ...zeroShot, k: count };
      return [
        random,
        { ...random, shuffledLabels: true },
        ...selectors
          .flatMap(({ selector, balanced }) =>
            selector === "greedy" ? [] : orders.map((order): Build => ({ ...random, selector, balanced, order })),
          )
          // Random demonstrations have no similarity to be ordered by.
          .map((build): Build => (build.selector === "random" ? { ...build, order: "random" } : build)),
      ];
    }),
  ];
}

/** The builds whose demonstrations the model is to choose: for every `k`, the first that was chosen nearest to the input. */
export const greedyBuildsOf = ({
  k,
  selectors,
  templates: [template = "completion"],
}: BuildChoices): readonly GreedyBuild[] =>
  selectors
    .filter(({ selector }) => selector === "greedy")
    .flatMap(({ balanced }) =>
      k
        .filter((count) => count > 0)
        .map((count) => ({ balanced, order: "similar-last", k: count, template, shuffledLabels: false })),
    );
