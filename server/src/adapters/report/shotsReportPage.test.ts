import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReportRow } from "../../core/fewShot/evaluation/experiment.ts";
import type { ShotsReportJson } from "../../core/fewShot/evaluation/shotsReport.ts";
import { curveOf, spreadsOf } from "./shotsFigures.ts";
import { drawShotsReport } from "./shotsReportPage.ts";

const hostile = `<img src=x onerror="alert(1)">\u202Eכמה</td></table><script>alert(2)</script>`;

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

const report: ShotsReportJson = {
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

test("the page loads and runs nothing, whatever the labels are", async () => {
  const page = await drawShotsReport(report);
  assert.match(page, /default-src &#39;none&#39;; style-src &#39;sha256-/u);
  assert.doesNotMatch(page, /<script|<img|\sstyle=|\son\w+="|url\(|\u202E/u);
  assert.equal(page.match(/<style/gu)?.length, 1);
});

test("it holds figures, plots, comparisons, mistakes, what was left out, and the settings", async () => {
  const words = (await drawShotsReport(report)).replace(/\s+/gu, " ");
  assert.equal(words.match(/<svg/gu)?.length, 2);
  assert.match(words, /Recommended: <strong>hybrid<\/strong>, order similar-last, 8 demonstrations/u);
  assert.match(words, /<strong>0\.770<\/strong><span class="interval">0\.720 to 0\.810/u);
  assert.match(words, /<td class="number better">\+0\.140<span class="interval">\+0\.090 to \+0\.200/u);
  assert.match(words, /<td class="number none">−0\.100/u);
  assert.match(words, /<td class="number">71<\/td> <td class="number">15<\/td>/u);
  assert.match(words, /<bdi>פניות<\/bdi><\/th> <td class="number mistaken">8<\/td><td class="number right">95<\/td>/u);
  assert.match(words, /12 copies, 31 near duplicates and 4 rows of the same group/u);
  assert.match(words, /3 of 400 items have no answer/u);
});

test("it lists the items won and lost with their texts, and says what the best was chosen on", async () => {
  const words = (await drawShotsReport(report)).replace(/\s+/gu, " ");
  assert.match(words, /71 won<\/summary>.*The first 2 of 71 that it had right/u);
  assert.match(words, /<td dir="auto">איפה החבילה\?<\/td> <td dir="auto">פניות<\/td>/u);
  assert.match(words, /<div dir="auto">place<\/div><div class="none">no label<\/div>/u);
  assert.match(words, /None was lost/u);
  assert.match(words, /chosen on 96 rows that are none of the test’s: training rows, .*leave-one-group-out/u);
  assert.match(words, /By hybrid \/ similar-last \/ 8 \(completion\): rows are the right labels/u);
  const ofDocument = await drawShotsReport({ ...report, recommended: null, development: { by: "none", rows: 0 } });
  assert.match(ofDocument, /measured as it stands; nothing was chosen/u);
  assert.match(await drawShotsReport({ ...report, recommended: null, subject: null }), /nothing to choose on/u);
});

test("each curve begins with zero-shot, and a build's seeds are one point", () => {
  const random = curveOf(report.rows, "accuracy").filter(({ series }) => series === "random");
  assert.deepEqual(
    random.map(({ k }) => k),
    [0, 4, 8],
  );
  assert.ok(Math.abs((random[2]?.value ?? 0) - 0.63) < 1e-9);
  assert.ok(Math.abs((random[2]?.low ?? 0) - 0.54) < 1e-9);
  assert.ok(Math.abs((random[2]?.high ?? 0) - 0.71) < 1e-9);
  assert.deepEqual(
    spreadsOf(report.rows, "accuracy").map(({ build, runs }) => [build, runs.length]),
    [
      ["random, 4", 3],
      ["random, 8", 3],
      ["hybrid, 8", 2],
    ],
  );
});

test("a report of nothing, and one of zero-shot alone, are drawn too", async () => {
  const nothing = {
    ...report,
    rows: [],
    comparisons: [],
    candidates: [],
    recommended: null,
    notes: [],
    confusion: { labels: [], counts: [] },
  };
  const page = await drawShotsReport(nothing);
  assert.match(page, /Nothing was measured/u);
  assert.doesNotMatch(page, /<svg|Which labels/u);
  assert.match(await drawShotsReport({ ...nothing, rows: report.rows.slice(0, 2) }), /<svg/u);
});
