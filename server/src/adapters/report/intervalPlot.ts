import { parse, View, type Spec } from "vega";
import { plotConfig } from "./plotConfig.ts";
import { pointMark, rangeMark } from "./plotMarks.ts";

/** A figure with its interval: a point on a line. */
export interface PlottedInterval {
  /** The row that it stands in, with the other series of the same figure. */
  readonly group: string;
  readonly series: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How a series looks: the shape tells it apart without colours. */
export interface SeriesLook {
  readonly name: string;
  readonly colour: string;
  readonly shape: string;
}

export interface IntervalPlot {
  readonly figures: readonly PlottedInterval[];
  /** In the order of the legend. */
  readonly series: readonly SeriesLook[];
  /** In pixels, without labels; and of one series in one row. */
  readonly width: number;
  readonly seriesHeight: number;
  /** Said under the axis; nothing when not given. */
  readonly title?: string;
  readonly logarithmic?: boolean;
  /** Behind all; transparent when not given. */
  readonly background?: string;
  /** Colours of text and grid; the library's own when not given. */
  readonly ink?: { readonly text: string; readonly line: string };
  /** Names in a row of the legend; all of them when not given. */
  readonly legendColumns?: number;
}

/** Draws points on their intervals, groups down, as an SVG element without styles or scripts. */
export async function plotIntervals(plot: IntervalPlot): Promise<string> {
  const view = new View(parse(specOf(plot), plotConfig()), { renderer: "none" });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

function specOf(plot: IntervalPlot): Spec {
  const { figures, series, width, seriesHeight, title, logarithmic = false, background, ink, legendColumns } = plot;
  const groups = [...new Set(figures.map(({ group }) => group))];
  const names = series.map(({ name }) => name);
  const row = { scale: "group", field: "group", offset: { scale: "row", field: "series", band: 0.5 } } as const;
  const colour = { scale: "colour", field: "series" } as const;
  const text = ink && ({ labelColor: ink.text, labelFont: "inherit", labelFontSize: 12 } as const);
  const domain = { data: "figures", fields: ["low", "high"] };
  const value = { name: "value", range: "width", domain, nice: true } as const;
  return {
    width,
    height: groups.length * (seriesHeight * names.length + 16),
    padding: 8,
    ...(background === undefined ? {} : { background }),
    data: [{ name: "figures", values: [...figures] }],
    scales: [
      logarithmic ? { ...value, type: "log" } : { ...value, type: "linear", zero: false },
      { name: "group", type: "band", range: "height", domain: groups, padding: 0.15 },
      { name: "row", type: "band", range: [0, { signal: "bandwidth('group')" }], domain: names },
      { name: "colour", type: "ordinal", domain: names, range: series.map(({ colour: each }) => each) },
      { name: "shape", type: "ordinal", domain: names, range: series.map(({ shape }) => shape) },
    ],
    axes: [
      {
        scale: "value",
        orient: "bottom",
        grid: true,
        ...(ink === undefined ? {} : { gridColor: ink.line }),
        ...(title === undefined ? {} : { title }),
        tickCount: 6,
        domain: false,
        ticks: false,
        ...text,
      },
      { scale: "group", orient: "left", domain: false, ticks: false, labelPadding: 8, ...text },
    ],
    legends: [
      {
        fill: "colour",
        shape: "shape",
        orient: "top",
        direction: "horizontal",
        symbolStrokeWidth: 0,
        ...(legendColumns === undefined ? {} : { columns: legendColumns }),
        ...text,
      },
    ],
    marks: [
      rangeMark({ data: "figures", along: "x", scale: "value", across: row, stroke: colour }),
      pointMark({ data: "figures", along: "x", scale: "value", across: row, series: "series", size: 4 * seriesHeight }),
    ],
  };
}
