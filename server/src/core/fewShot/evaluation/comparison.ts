import { bootstrapInterval, mean } from "../../evaluation/bootstrap.ts";
import { buildName } from "./build.ts";
import type { BuildRun } from "./runBuild.ts";
import { worthOf } from "./scores.ts";

/** How much better one build is than another on the same items. */
export interface BuildComparison {
  readonly a: string;
  readonly b: string;
  /** `a` less `b`. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Items that `a` had right and `b` had not, and the other way round, by their places. */
  readonly won: readonly number[];
  readonly lost: readonly number[];
}

/** Each item's worth, averaged over a build's seeds; undefined where no seed has an outcome. */
function worthByItem(runs: readonly BuildRun[], hasLabels: boolean): readonly (number | undefined)[] {
  const items = Math.max(0, ...runs.map(({ outcomes }) => outcomes.length));
  return Array.from({ length: items }, (_, at) => {
    const worths = runs.flatMap(({ outcomes }) => {
      const outcome = outcomes[at];
      return outcome === undefined ? [] : [worthOf(outcome, hasLabels)];
    });
    return worths.length === 0 ? undefined : mean(worths);
  });
}

/** Compares two builds item by item: the interval is of the paired difference, under resampling of the items. */
export function compareBuilds(a: readonly BuildRun[], b: readonly BuildRun[], hasLabels: boolean): BuildComparison {
  const [ofA, ofB] = [worthByItem(a, hasLabels), worthByItem(b, hasLabels)];
  const pairs = ofA.flatMap((worth, at) => {
    const other = ofB[at];
    return worth === undefined || other === undefined ? [] : [{ at, difference: worth - other }];
  });
  const differences = pairs.map(({ difference }) => difference);
  const [low, high] = bootstrapInterval(differences);
  const nameOf = ([first]: readonly BuildRun[]): string => (first === undefined ? "" : buildName(first.build));
  return {
    a: nameOf(a),
    b: nameOf(b),
    difference: mean(differences),
    low,
    high,
    won: pairs.flatMap(({ at, difference }) => (difference > 0 ? [at] : [])),
    lost: pairs.flatMap(({ at, difference }) => (difference < 0 ? [at] : [])),
  };
}
