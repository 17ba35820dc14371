import assert from "node:assert/strict";
import { test } from "node:test";
import { curveOf, spreadsOf } from "./shotsFigures.ts";
import { drawShotsReport } from "./shotsReportPage.ts";
import { testShotsReport as report } from "./testReports.ts";

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
