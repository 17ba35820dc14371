import { t } from "@vscode/l10n";
import { parse, View, type Axis, type Legend, type Spec } from "vega";
import { plotConfig } from "./plotConfig.ts";
import { pointMark, rangeMark } from "./plotMarks.ts";
import type { BuildFigure, BuildSpread } from "./shotsFigures.ts";

/** Colours are variables of the report's style sheet; shapes tell the series apart without them. */
const colours = Array.from({ length: 8 }, (_, at) => `var(--series-${at + 1})`);
const shapes = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right"];

const text = { labelColor: "var(--text)", labelFont: "inherit", labelFontSize: 12 } as const;
const axisLook: Partial<Axis> = {
  ...text,
  domain: false,
  ticks: false,
  labelPadding: 8,
  titleColor: "var(--muted)",
  titleFont: "inherit",
  titleFontSize: 12,
  titleFontWeight: 400,
};
const legend: Legend = {
  ...text,
  fill: "colour",
  shape: "shape",
  orient: "top",
  direction: "horizontal",
  symbolStrokeWidth: 0,
  columns: 2,
  columnPadding: 24,
  labelLimit: 260,
};

const scalesOf = (series: readonly string[]) => [
  { name: "colour", type: "ordinal" as const, domain: [...series], range: colours },
  { name: "shape", type: "ordinal" as const, domain: [...series], range: shapes },
];

/** Draws each series over the number of demonstrations, with bars, as an SVG element without styles or scripts. */
export function plotCurve(figures: readonly BuildFigure[], metric: string): Promise<string> {
  const series = [...new Set(figures.map((figure) => figure.series))];
  const counts = [...new Set(figures.map(({ k }) => k))].sort((a, b) => a - b);
  // Side by side, so that no bar hides another.
  const values = figures.map((figure) => ({
    ...figure,
    shift: (series.indexOf(figure.series) - (series.length - 1) / 2) * Math.min(9, 60 / series.length),
  }));
  const x = { scale: "x", field: "k", offset: { field: "shift" } } as const;
  const colour = { scale: "colour", field: "series" } as const;
  return svgOf({
    width: 560,
    height: 280,
    padding: 8,
    data: [{ name: "figures", values }],
    scales: [
      { name: "x", type: "point", range: "width", padding: 0.5, domain: counts },
      {
        name: "y",
        type: "linear",
        range: "height",
        zero: false,
        nice: true,
        domain: { data: "figures", fields: ["low", "high"] },
      },
      ...scalesOf(series),
    ],
    axes: [
      { ...axisLook, scale: "x", orient: "bottom", title: t("demonstrations") },
      { ...axisLook, scale: "y", orient: "left", title: metric, grid: true, gridColor: "var(--line)", tickCount: 6 },
    ],
    legends: [legend],
    marks: [
      {
        type: "group",
        from: { facet: { name: "one", data: "figures", groupby: "series" } },
        marks: [
          {
            type: "line",
            from: { data: "one" },
            encode: { enter: { x, y: { scale: "y", field: "value" }, stroke: colour, strokeWidth: { value: 1.5 } } },
          },
        ],
      },
      rangeMark({ data: "figures", along: "y", scale: "y", across: x, stroke: colour }),
      pointMark({ data: "figures", along: "y", scale: "y", across: x, series: "series", size: 60 }),
    ],
  });
}

/** Draws each run as a point, a line for each build from its worst to its best, as an SVG element likewise. */
export function plotSpread(spreads: readonly BuildSpread[], metric: string): Promise<string> {
  const runs = spreads.flatMap(({ build, runs: each }) => each.map((run) => ({ build, ...run })));
  const orders = [...new Set(runs.map(({ order }) => order))];
  const ranges = spreads.map(({ build, runs: each }) => {
    const all = each.map(({ value }) => value);
    return { build, low: Math.min(...all), high: Math.max(...all) };
  });
  const y = { scale: "build", field: "build", band: 0.5 } as const;
  return svgOf({
    width: 560,
    height: spreads.length * 28,
    padding: 8,
    data: [
      { name: "runs", values: runs },
      { name: "ranges", values: ranges },
    ],
    scales: [
      { name: "x", type: "linear", range: "width", zero: false, nice: true, domain: { data: "runs", field: "value" } },
      { name: "build", type: "band", range: "height", domain: spreads.map(({ build }) => build) },
      ...scalesOf(orders),
    ],
    axes: [
      { ...axisLook, scale: "x", orient: "bottom", title: metric, grid: true, gridColor: "var(--line)", tickCount: 6 },
      { ...axisLook, scale: "build", orient: "left", labelLimit: 320 },
    ],
    legends: [legend],
    marks: [
      rangeMark({ data: "ranges", along: "x", scale: "x", across: y, stroke: { value: "var(--muted)" } }),
      pointMark({ data: "runs", along: "x", scale: "x", across: y, series: "order", size: 70 }),
    ],
  });
}

async function svgOf(spec: Spec): Promise<string> {
  const view = new View(parse(spec, plotConfig()), { renderer: "none" });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
