import { buildName } from "../../core/fewShot/evaluation/build.ts";
import type { ExperimentReport } from "../../core/fewShot/evaluation/experiment.ts";

/** The report for a terminal. */
export function reportAsText({ rows, comparisons, excluded, recommended }: ExperimentReport): string {
  const table = rows.map(
    ({ selector, order, k, seed, template, metric, value, low, high, n }) =>
      `${`${selector} ${k === 0 ? "" : `${order} ${k}`}`.padEnd(44)} ${template.padEnd(10)} seed ${seed}  ` +
      `${metric.padEnd(10)} ${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]  n ${n}`,
  );
  return [
    ...table,
    "",
    ...comparisons.map(
      ({ a, b, difference, low, high }) =>
        `${a} less ${b}: ${difference.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`,
    ),
    "",
    `Left out as demonstrations: ${excluded.exact} copies, ${excluded.nearDuplicate} near duplicates and ${excluded.sameGroup} of the same group.`,
    recommended === undefined
      ? "No build is recommended: there was nothing to choose on."
      : `Recommended: ${buildName(recommended)}.`,
  ].join("\n");
}
