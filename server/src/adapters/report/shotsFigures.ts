import { mean } from "../../core/evaluation/bootstrap.ts";
import type { ReportRow } from "../../core/fewShot/evaluation/experiment.ts";

/** One build's figure over its seeds. */
export interface BuildFigure {
  readonly series: string;
  readonly k: number;
  /** Mean over the seeds. */
  readonly value: number;
  /** The lowest and the highest end of the seeds' intervals. */
  readonly low: number;
  readonly high: number;
}

/** Runs that differ in order and seed alone. */
export interface BuildSpread {
  readonly build: string;
  readonly runs: readonly { readonly order: string; readonly seed: number; readonly value: number }[];
}

/** The run of one build with one seed, a row for each metric. */
export type RunRows = readonly [ReportRow, ...ReportRow[]];

/** The rows of each run together, in the order of the report. */
export const runsOf = (rows: readonly ReportRow[]): readonly RunRows[] =>
  grouped(rows, ({ selector, order, k, template, seed }) => [selector, order, k, template, seed]);

/** What a build is called beside others: its template only where there are several. */
const nameOf = ({ selector, template }: ReportRow, templates: ReadonlySet<string>): string =>
  templates.size > 1 ? `${selector} (${template})` : selector;

const templatesOf = (rows: readonly ReportRow[]): ReadonlySet<string> => new Set(rows.map(({ template }) => template));

/** Each way to choose, over the numbers of demonstrations; all begin where there are none, with zero-shot. */
export function curveOf(rows: readonly ReportRow[], metric: string): readonly BuildFigure[] {
  const measured = rows.filter((row) => row.metric === metric && row.n > 0);
  const templates = templatesOf(measured);
  const figureOf = (series: string, [first, ...more]: RunRows): BuildFigure => {
    const all = [first, ...more];
    return {
      series,
      k: first.k,
      value: mean(all.map(({ value }) => value)),
      low: Math.min(...all.map(({ low }) => low)),
      high: Math.max(...all.map(({ high }) => high)),
    };
  };
  const zeroShots = grouped(
    measured.filter(({ k }) => k === 0),
    ({ template }) => [template],
  );
  const series = grouped(
    measured.filter(({ k }) => k > 0),
    ({ selector, order, template }) => [selector, order, template],
  );
  if (series.length === 0) return zeroShots.map((runs) => figureOf(nameOf(runs[0], templates), runs));
  return series.flatMap((runs) => {
    const [first] = runs;
    const orders = new Set(series.flatMap(([each]) => (each.selector === first.selector ? [each.order] : [])));
    const name = `${nameOf(first, templates)}${orders.size > 1 ? `, ${first.order}` : ""}`;
    const start = zeroShots.find(([{ template }]) => template === first.template);
    return [...(start === undefined ? [] : [start]), ...grouped(runs, ({ k }) => [k])].map((each) =>
      figureOf(name, each),
    );
  });
}

/** What order and seed alone change, where a build was run with several. */
export function spreadsOf(rows: readonly ReportRow[], metric: string): readonly BuildSpread[] {
  const measured = rows.filter((row) => row.metric === metric && row.n > 0);
  const templates = templatesOf(measured);
  return grouped(measured, ({ selector, k, template }) => [selector, k, template])
    .filter((runs) => runs.length > 1)
    .map((runs) => ({
      build: `${nameOf(runs[0], templates)}, ${runs[0].k}`,
      runs: runs.map(({ order, seed, value }) => ({ order, seed, value })),
    }));
}

function grouped(
  rows: readonly ReportRow[],
  keyOf: (row: ReportRow) => readonly (string | number)[],
): readonly RunRows[] {
  const groups = new Map<string, [ReportRow, ...ReportRow[]]>();
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}
