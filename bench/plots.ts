import { parse, View, type Spec } from "vega";
import type { ResultRow } from "./report.ts";

/** Colours that can be told apart with any colour vision (Okabe and Ito, 2008), with a shape each. */
const colours = ["#0072b2", "#56b4e9", "#d55e00", "#e69f00", "#009e73", "#cc79a7", "#666666"];
const shapes = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right"];

/** What is drawn of a row: a point, on a line from `low` to `high`. */
export interface PlottedFigure {
  readonly title: string;
  readonly logarithmic: boolean;
  figureOf(row: ResultRow): { readonly value: number; readonly low: number; readonly high: number };
}

export const qualityPlot: PlottedFigure = {
  title: "nDCG@10 with its 95 % interval",
  logarithmic: false,
  figureOf: ({ ndcg, ndcgInterval: [low, high] }) => ({ value: ndcg, low, high }),
};

export const latencyPlot: PlottedFigure = {
  title: "ms a question, p50 to p95, without its embedding",
  logarithmic: true,
  figureOf: ({ p50, p95 }) => ({ value: Math.max(p50, 0.01), low: Math.max(p50, 0.01), high: Math.max(p95, 0.01) }),
};

function specOf(rows: readonly ResultRow[], { title, logarithmic, figureOf }: PlottedFigure): Spec {
  const peers = [...new Set(rows.map(({ peer }) => peer))];
  const sets = [...new Set(rows.map(({ set }) => set))];
  const place = { scale: "set", field: "set", offset: { scale: "row", field: "peer", band: 0.5 } } as const;
  const colour = { scale: "colour", field: "peer" } as const;
  const figures = { data: "figures", fields: ["low", "high"] };
  return {
    width: 640,
    height: sets.length * (13 * peers.length + 14),
    padding: 8,
    background: "white",
    data: [{ name: "figures", values: rows.map((row) => ({ set: row.set, peer: row.peer, ...figureOf(row) })) }],
    scales: [
      logarithmic
        ? { name: "value", type: "log", range: "width", domain: figures, nice: true }
        : { name: "value", type: "linear", range: "width", domain: figures, nice: true, zero: false },
      { name: "set", type: "band", range: "height", domain: sets, padding: 0.12 },
      { name: "row", type: "band", range: [0, { signal: "bandwidth('set')" }], domain: peers },
      { name: "colour", type: "ordinal", domain: peers, range: colours },
      { name: "shape", type: "ordinal", domain: peers, range: shapes },
    ],
    axes: [
      { scale: "value", orient: "bottom", grid: true, title, tickCount: 8, domain: false },
      { scale: "set", orient: "left", domain: false, ticks: false, labelPadding: 8 },
    ],
    legends: [{ fill: "colour", shape: "shape", orient: "top", direction: "horizontal", columns: 4 }],
    marks: [
      {
        type: "rule",
        from: { data: "figures" },
        encode: {
          enter: {
            y: place,
            x: { scale: "value", field: "low" },
            x2: { scale: "value", field: "high" },
            stroke: colour,
          },
        },
      },
      {
        type: "symbol",
        from: { data: "figures" },
        encode: {
          enter: {
            y: place,
            x: { scale: "value", field: "value" },
            fill: colour,
            shape: { scale: "shape", field: "peer" },
            size: { value: 46 },
          },
        },
      },
    ],
  };
}

/** One figure of these rows as an SVG document: sets down, a point for each peer; seven peers at most. */
export async function plot(rows: readonly ResultRow[], figure: PlottedFigure): Promise<string> {
  const view = new View(parse(specOf(rows, figure)), { renderer: "none" });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
