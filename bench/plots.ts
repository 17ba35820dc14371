import { plotIntervals } from "../server/src/adapters/report/intervalPlot.ts";
import type { ResultRow } from "./report.ts";

/** Colours that can be told apart with any colour vision (Okabe and Ito, 2008), with a shape each. */
const looks = [
  { colour: "#0072b2", shape: "circle" },
  { colour: "#56b4e9", shape: "square" },
  { colour: "#d55e00", shape: "triangle-up" },
  { colour: "#e69f00", shape: "diamond" },
  { colour: "#009e73", shape: "cross" },
  { colour: "#cc79a7", shape: "triangle-down" },
  { colour: "#666666", shape: "triangle-right" },
] as const;

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

/** One figure of these rows as an SVG document: sets down, a point for each peer; seven peers at most. */
export function plot(rows: readonly ResultRow[], { title, logarithmic, figureOf }: PlottedFigure): Promise<string> {
  const peers = [...new Set(rows.map(({ peer }) => peer))];
  return plotIntervals({
    figures: rows.map((row) => ({ group: row.set, series: row.peer, ...figureOf(row) })),
    series: peers.flatMap((name, place) => {
      const look = looks[place];
      return look === undefined ? [] : [{ name, ...look }];
    }),
    width: 640,
    seriesHeight: 13,
    title,
    logarithmic,
    background: "white",
    legendColumns: 4,
  });
}
