import { parse, View, type Spec } from "vega";
import type { EvaluationMode } from "../../core/evaluation/evaluate.ts";
import { metrics } from "../../core/evaluation/metrics.ts";
import type { ModeSummary } from "../../core/evaluation/summary.ts";

/** Colours are variables of the report's style sheet; shapes tell the modes apart without colours. */
const looks: Readonly<Record<EvaluationMode, { readonly colour: string; readonly shape: string }>> = {
  bm25: { colour: "var(--bm25)", shape: "square" },
  vector: { colour: "var(--vector)", shape: "triangle-up" },
  hybrid: { colour: "var(--hybrid)", shape: "circle" },
  "question-first": { colour: "var(--question-first)", shape: "diamond" },
};

const text = { labelColor: "var(--text)", labelFont: "inherit", labelFontSize: 12 } as const;

/** Every mode's figures as points on their intervals, as an SVG element without styles or scripts. */
export async function plotComparison(modes: readonly ModeSummary[]): Promise<string> {
  const view = new View(parse(specOf(modes)), { renderer: "none" });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

function specOf(modes: readonly ModeSummary[]): Spec {
  const names = modes.map(({ mode }) => mode);
  const values = modes.flatMap(({ mode, figures, intervals }) =>
    metrics.map((metric) => ({
      mode,
      metric,
      value: figures[metric],
      low: intervals[metric][0],
      high: intervals[metric][1],
    })),
  );
  const row = { scale: "metric", field: "metric", offset: { scale: "row", field: "mode", band: 0.5 } } as const;
  const colour = { scale: "colour", field: "mode" } as const;
  return {
    width: 560,
    height: metrics.length * (18 * names.length + 16),
    padding: 4,
    data: [{ name: "figures", values }],
    scales: [
      {
        name: "value",
        type: "linear",
        range: "width",
        domain: { data: "figures", fields: ["low", "high"] },
        nice: true,
        zero: false,
      },
      { name: "metric", type: "band", range: "height", domain: [...metrics], padding: 0.15 },
      { name: "row", type: "band", range: [0, { signal: "bandwidth('metric')" }], domain: names },
      { name: "colour", type: "ordinal", domain: names, range: names.map((name) => looks[name].colour) },
      { name: "shape", type: "ordinal", domain: names, range: names.map((name) => looks[name].shape) },
    ],
    axes: [
      {
        scale: "value",
        orient: "bottom",
        grid: true,
        gridColor: "var(--line)",
        tickCount: 6,
        domain: false,
        ticks: false,
        ...text,
      },
      { scale: "metric", orient: "left", domain: false, ticks: false, labelPadding: 8, ...text },
    ],
    legends: [
      { fill: "colour", shape: "shape", orient: "top", direction: "horizontal", symbolStrokeWidth: 0, ...text },
    ],
    marks: [
      {
        type: "rule",
        from: { data: "figures" },
        encode: {
          enter: {
            y: row,
            x: { scale: "value", field: "low" },
            x2: { scale: "value", field: "high" },
            stroke: colour,
            strokeWidth: { value: 2 },
          },
        },
      },
      {
        type: "symbol",
        from: { data: "figures" },
        encode: {
          enter: {
            y: row,
            x: { scale: "value", field: "value" },
            fill: colour,
            shape: { scale: "shape", field: "mode" },
            size: { value: 70 },
          },
        },
      },
    ],
  };
}
