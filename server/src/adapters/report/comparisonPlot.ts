import type { EvaluationMode } from "../../core/evaluation/evaluate.ts";
import { metrics } from "../../core/evaluation/metrics.ts";
import type { ModeSummary } from "../../core/evaluation/summary.ts";
import { plotIntervals } from "./intervalPlot.ts";

/** Colours are variables of the report's style sheet. */
const looks: Readonly<Record<EvaluationMode, { readonly colour: string; readonly shape: string }>> = {
  bm25: { colour: "var(--bm25)", shape: "square" },
  vector: { colour: "var(--vector)", shape: "triangle-up" },
  hybrid: { colour: "var(--hybrid)", shape: "circle" },
  "question-first": { colour: "var(--question-first)", shape: "diamond" },
};

/** Every mode's figures as points on their intervals, as an SVG element without styles or scripts. */
export const plotComparison = (modes: readonly ModeSummary[]): Promise<string> =>
  plotIntervals({
    figures: metrics.flatMap((metric) =>
      modes.map(({ mode, figures, intervals: { [metric]: interval } }) => ({
        group: metric,
        series: mode,
        value: figures[metric],
        low: interval[0],
        high: interval[1],
      })),
    ),
    series: modes.map(({ mode }) => ({ name: mode, ...looks[mode] })),
    width: 560,
    seriesHeight: 18,
    ink: { text: "var(--text)", line: "var(--line)" },
  });
