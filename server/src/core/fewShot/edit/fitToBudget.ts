import type { ParsedShots } from "../document/parseShots.ts";
import { fitBudget } from "../tokens/fitBudget.ts";
import type { TokenCounter } from "../tokens/tokenCounter.ts";

/**
 * The places of the demonstrations to be dropped so that the prompt fits its budget: the first ones where the most
 * similar stand last, else the last ones.
 */
export function demonstrationsOverBudget({ document }: ParsedShots, counter: TokenCounter): readonly number[] {
  const { budget, order } = document.frontMatter;
  if (budget === undefined) return [];
  const places = [...document.demonstrations.keys()];
  const wanted = order === "similar-last" ? places.reverse() : places;
  const kept = new Set(fitBudget(document, { budget, counter, wanted }).document.demonstrations);
  return [...document.demonstrations.entries()].flatMap(([at, demonstration]) => (kept.has(demonstration) ? [] : [at]));
}
