import { demonstrationOf, fieldNamesFor } from "./demonstrationOf.ts";
import type { Pair } from "./pair.ts";
import { mostSimilarFirst, orderSelected } from "./selection/order.ts";
import { selectOrTake, type FixedDemonstrations } from "./selection/fixedDemonstrations.ts";
import type { Pool, SelectionInput } from "./selection/pool.ts";
import type { ModelFreeSelector } from "./selection/select.ts";
import type { FrontMatter, OrderName, ShotsDocument } from "./shotsDocument.ts";
import { checkPeriod, type PeriodFault } from "./templates/checkPeriod.ts";
import { fitBudget } from "./tokens/fitBudget.ts";
import type { TokenCounter } from "./tokens/tokenCounter.ts";

export interface BuildRequest {
  readonly selector: ModelFreeSelector | FixedDemonstrations;
  readonly balanced: boolean;
  readonly order: Exclude<OrderName, "manual">;
  readonly k: number;
  readonly seed: number;
  readonly template: NonNullable<FrontMatter["template"]>;
  readonly budget?: number;
  readonly task?: string;
  /** The model that the budget is counted for. */
  readonly model?: string;
  /** What it is for; the demonstrations are then similar to this, and none says the same. */
  readonly input?: SelectionInput;
  readonly excluded?: ReadonlySet<number>;
}

export interface BuiltShots {
  readonly document: ShotsDocument;
  readonly tokens: number;
  /** Inputs of the pairs that the budget had no room for. */
  readonly dropped: readonly string[];
  readonly faults: readonly PeriodFault[];
}

/** At most so many values are taken for labels: a prompt that lists more is about something else. */
const mostLabels = 50;

/** Chooses demonstrations from a pool, puts them in order, and writes them as a document that fits its budget. */
export function buildShots(pool: Pool, counter: TokenCounter, request: BuildRequest): BuiltShots {
  const { selector, balanced, order, k, seed, template, budget, task, model, input, excluded } = request;
  const selected = selectOrTake(pool, {
    selector,
    balanced,
    k,
    seed,
    ...(input === undefined ? {} : { input }),
    ...(excluded === undefined ? {} : { excluded }),
  });
  const ordered = orderSelected(pool, selected, order, seed);
  const labels = labelsOf(pool.pairs);
  const frontMatter: FrontMatter = {
    shots: 1,
    ...(task === undefined ? {} : { task }),
    template,
    ...(labels.length === 0 ? {} : { labels }),
    ...(budget === undefined ? {} : { budget }),
    selector: typeof selector === "string" ? selector : selector.name,
    ...(balanced ? { balanced } : {}),
    order,
    seed,
    ...(model === undefined ? {} : { model }),
  };
  const names = fieldNamesFor(pool.pairs);
  const demonstrations = ordered.flatMap(({ pair }) => {
    const own = pool.pairs[pair];
    return own === undefined ? [] : [demonstrationOf(own, names)];
  });
  const wanted = mostSimilarFirst(ordered);
  const last = input && { given: [{ name: names.input, value: input.text }], output: names.output };
  const fitted = fitBudget(
    { frontMatter, demonstrations },
    { budget: budget ?? Infinity, counter, wanted, ...(last === undefined ? {} : { input: last }) },
  );
  return {
    document: fitted.document,
    tokens: fitted.tokens,
    dropped: fitted.dropped.map(({ fields }) => fields[0]?.value ?? ""),
    faults: checkPeriod(fitted.document),
  };
}

/** The values that outputs may take, where every pair has a label and they are few; sorted. */
export function labelsOf(pairs: readonly Pair[]): readonly string[] {
  const labels = new Set<string>();
  for (const { label } of pairs) {
    if (label === undefined) return [];
    labels.add(label);
    if (labels.size > mostLabels) return [];
  }
  return [...labels].sort();
}
