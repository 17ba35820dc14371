import { evaluationModes, type QuestionResult } from "../../core/evaluation/evaluate.ts";
import { makeReport, type EvaluationReport } from "../../core/evaluation/report.ts";
import type { ReportRow } from "../../core/fewShot/evaluation/experiment.ts";
import type { ShotsReportJson } from "../../core/fewShot/evaluation/shotsReport.ts";

/** Words of documents that would do harm, were they not kept from it. */
export const hostile = `<img src=x onerror="alert(1)">\u202Eכמה זמן?</td></table><script>alert(2)</script>`;

/** A report on questions of which every other one is found, for tests. */
export function testReport(texts: readonly string[]): Promise<EvaluationReport> {
  const results = texts.map((text, place): QuestionResult => {
    const right = place % 2;
    return {
      id: `q${place}`,
      text,
      expected: [{ path: `${text}.md`, start: 0, end: 5, isIndexed: right === 1 }],
      modes: new Map(
        evaluationModes.map((mode) => [
          mode,
          {
            figures: { "nDCG@10": right, "MRR@10": right, "recall@10": right, "recall@100": 1 },
            place: right === 1 ? 1 : undefined,
            first: { path: "first.md", start: 0, end: 9 },
            isFirstWrong: right === 0,
          },
        ]),
      ),
    };
  });
  return makeReport({
    set: texts[0] ?? "",
    at: "2026-11-21T14:03:00Z",
    model: "m",
    settings: {},
    files: 1,
    passages: 2,
    pending: 1,
    results,
    problems: [{ file: "qrels.tsv", line: 3, message: hostile }],
    modes: evaluationModes,
    prepared: {
      questions: [],
      withoutRelevance: 0,
      unknownQuestions: 0,
      unknownDocuments: [hostile],
      goneJudgements: 1,
    },
    history: [],
  });
}

function row(selector: string, order: ReportRow["order"], k: number, seed: number, value: number): ReportRow[] {
  const run = {
    selector,
    order,
    k,
    seed,
    template: "completion",
    n: 400,
    calls: 400,
    answerTokens: 40,
    promptTokens: 90_000,
    seconds: 61,
  };
  return [
    { ...run, metric: "accuracy", value, low: value - 0.05, high: value + 0.04 },
    { ...run, metric: "macroF1", value: value - 0.03, low: value - 0.1, high: value + 0.02 },
  ];
}

/** A report on few-shot prompts with everything in it, for tests. */
export const testShotsReport: ShotsReportJson = {
  rows: [
    ...row("zero-shot", "random", 0, 1, 0.41),
    ...[1, 2, 3].flatMap((seed) => [
      ...row("random", "random", 4, seed, 0.5 + seed / 30),
      ...row("random", "random", 8, seed, 0.55 + seed / 25),
    ]),
    ...row("hybrid", "similar-last", 4, 1, 0.66),
    ...row("hybrid", "similar-last", 8, 1, 0.77),
    ...row("hybrid", "similar-first", 8, 1, 0.72),
    ...row("mmr", "similar-last", 8, 1, 0.75),
  ],
  comparisons: [
    {
      a: "hybrid / similar-last / 8 (completion)",
      b: "random / random / 8 (completion)",
      difference: 0.14,
      low: 0.09,
      high: 0.2,
      won: 71,
      lost: 15,
    },
    {
      a: "mmr / similar-last / 8 (completion)",
      b: "random / random / 8 (completion)",
      difference: -0.1,
      low: -0.15,
      high: -0.02,
      won: 9,
      lost: 47,
    },
  ],
  excluded: { exact: 12, nearDuplicate: 31, sameGroup: 4 },
  recommended: { selector: "hybrid", order: "similar-last", k: 8, template: "completion" },
  candidates: [{ build: "hybrid / similar-last / 8 (completion)", worth: 0.79, n: 96, promptTokens: 21_000 }],
  development: { by: "leave-one-group-out", rows: 96 },
  subject: "hybrid / similar-last / 8 (completion)",
  confusion: {
    labels: ["entity", "פניות", hostile],
    counts: [
      [120, 3, 0, 1],
      [8, 95, 2, 0],
      [0, 7, 60, 4],
    ],
  },
  contrast: {
    a: "hybrid / similar-last / 8 (completion)",
    b: "random / random / 8 (completion)",
    won: {
      total: 71,
      items: [
        { input: hostile, right: "entity", a: ["entity"], b: ["place", null] },
        { input: "איפה החבילה?", right: "פניות", a: ["פניות"], b: [hostile] },
      ],
    },
    lost: { total: 0, items: [] },
  },
  notes: [`${hostile}: 3 of 400 items have no answer.`],
  settings: {
    source: hostile,
    server: "localhost:8080",
    model: "base",
    k: [0, 4, 8],
    selectors: ["random", "hybrid"],
    orders: ["similar-last"],
    templates: ["completion"],
    seeds: [1, 2, 3],
    limit: 400,
    devLimit: 96,
    budget: 3500,
    task: null,
    reused: 0,
  },
};
