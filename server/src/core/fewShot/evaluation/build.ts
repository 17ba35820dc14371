import {
  builtInTemplates,
  selectorNames,
  type BuiltInTemplate,
  type OrderName,
  type OwnTemplate,
} from "../shotsDocument.ts";
import type { FixedDemonstrations } from "../selection/fixedDemonstrations.ts";
import type { ModelFreeSelector } from "../selection/select.ts";

/** The selectors that an evaluation can compare: all but a person. */
export const measuredSelectors = selectorNames.filter((name) => name !== "manual");
export const measuredOrders = ["similar-last", "similar-first", "random", "alternating"] as const;
export type MeasuredOrder = Exclude<OrderName, "manual">;

/** One way to make a prompt. */
export interface Build {
  readonly selector: ModelFreeSelector | FixedDemonstrations;
  /** An equal share for each label. */
  readonly balanced: boolean;
  readonly order: MeasuredOrder;
  /** Demonstrations; 0 is zero-shot. */
  readonly k: number;
  readonly template: BuiltInTemplate | OwnTemplate;
  /** Labels dealt out anew among the demonstrations: what is then lost is what the labels themselves gave. */
  readonly shuffledLabels: boolean;
}

export const selectorName = ({ selector, balanced, shuffledLabels, k }: Build): string => {
  if (k === 0) return "zero-shot";
  const name = typeof selector === "string" ? selector : selector.name;
  return `${name}${balanced ? "+balanced" : ""}${shuffledLabels ? "+shuffled-labels" : ""}`;
};

export const templateName = ({ template }: Build): string => (typeof template === "string" ? template : "own");

/** A build's name in reports: unique among the builds of one. */
export const buildName = (build: Build): string =>
  build.k === 0
    ? `zero-shot (${templateName(build)})`
    : `${selectorName(build)} / ${build.order} / ${build.k} (${templateName(build)})`;

/** Whether another seed gives another prompt. */
export const isRandom = ({ selector, order, k, shuffledLabels }: Build): boolean =>
  k > 0 && (selector === "random" || selector === "clusters" || order === "random" || shuffledLabels);

/** A selector as the command line and reports write it, as `hybrid` or `mmr+balanced`. */
export function readSelector(
  name: string,
): (Pick<Build, "balanced"> & { readonly selector: ModelFreeSelector | "greedy" }) | undefined {
  const [base = "", ...more] = name.split("+");
  const selector = measuredSelectors.find((known) => known === base);
  if (selector === undefined || more.some((word) => word !== "balanced")) return undefined;
  return { selector, balanced: more.length > 0 };
}

export const isTemplate = (name: string): name is BuiltInTemplate =>
  (builtInTemplates as readonly string[]).includes(name);
