import { buildName, type Build } from "./build.ts";
import { compareBuilds } from "./comparison.ts";
import type { BuildRun, TestItem } from "./runBuild.ts";

/** An item that one build had right, or nearer to right, and another had not. */
export interface ContrastedItem {
  readonly input: string;
  readonly right: string;
  /** What each build wrote, the distinct ones of its seeds; `null` where that was no label, or nothing. */
  readonly a: readonly (string | null)[];
  readonly b: readonly (string | null)[];
}

/** Items that a build won and lost against a baseline; texts are cut. */
export interface Contrast {
  readonly a: string;
  readonly b: string;
  readonly won: ContrastedItems;
  readonly lost: ContrastedItems;
}

export interface ContrastedItems {
  readonly total: number;
  /** The first of them. */
  readonly items: readonly ContrastedItem[];
}

const mostItems = 50;
/** UTF-16 code units of a text. */
const longestText = 600;

/**
 * Holds a build against random demonstrations of its number, else against zero-shot; undefined where neither was measured.
 *
 * @param all the runs of each build that was measured.
 */
export function contrastWithBaseline(
  all: readonly (readonly BuildRun[])[],
  subject: Build,
  items: readonly TestItem[],
  hasLabels: boolean,
): Contrast | undefined {
  const runsWhere = (fits: (build: Build) => boolean) =>
    all.find(([run]) => run !== undefined && buildName(run.build) !== buildName(subject) && fits(run.build));
  const own = all.find(([run]) => run !== undefined && buildName(run.build) === buildName(subject));
  const baseline =
    runsWhere(({ selector, balanced, order, k, shuffledLabels }) => {
      const isPlainRandom = selector === "random" && order === "random" && !balanced && !shuffledLabels;
      return isPlainRandom && k === subject.k && k > 0;
    }) ?? runsWhere(({ k }) => k === 0);
  if (own === undefined || baseline === undefined) return undefined;
  const { a, b, won, lost } = compareBuilds(own, baseline, hasLabels);
  const listed = (places: readonly number[]): ContrastedItems => ({
    total: places.length,
    items: places.slice(0, mostItems).map((at) => itemAt(at, own, baseline, items)),
  });
  return { a, b, won: listed(won), lost: listed(lost) };
}

function itemAt(
  at: number,
  a: readonly BuildRun[],
  b: readonly BuildRun[],
  items: readonly TestItem[],
): ContrastedItem {
  const written = (runs: readonly BuildRun[]): readonly (string | null)[] => {
    const outcomes = runs.flatMap(({ outcomes }) => outcomes[at] ?? []);
    return [...new Set(outcomes.map(({ predicted }) => (predicted === undefined ? null : cut(predicted))))];
  };
  const { input = "", output = "", label } = items[at]?.pair ?? {};
  return { input: cut(input), right: cut(label ?? output), a: written(a), b: written(b) };
}

/** Between two characters, and not within a surrogate pair. */
function cut(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText).replace(/[\uD800-\uDBFF]$/u, "")}…`;
}
