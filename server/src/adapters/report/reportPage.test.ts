import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { scoreAnswer, summariseAnswers } from "../../core/evaluation/answerFigures.ts";
import { drawReport } from "./reportPage.ts";
import { hostile, testReport } from "./testReports.ts";

test("the page loads and runs nothing, and its policy allows its own style sheet alone", async () => {
  const page = await drawReport(await testReport([hostile, "Another?"]), ({ path }) => ({ text: path, href: path }));
  const style = /<style>(?<css>[^]*?)<\/style>/u.exec(page)?.groups?.["css"] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  assert.ok(page.includes(`content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;"`));
  assert.doesNotMatch(page, /<script|<img|\sstyle=|\son\w+="|url\(|\u202E/u);
  assert.equal(page.match(/<style/gu)?.length, 1);
  assert.match(page, /&lt;img src=x onerror=&quot;alert\(1\)&quot;&gt;/u);
});

test("it holds figures, plot, comparisons and what was missed, worst first", async () => {
  const page = await drawReport(await testReport(["How long?", "Found?", "כמה זמן?"]), ({ path }) => ({
    text: `${path}:7`,
  }));
  const words = page.replace(/\s+/gu, " ");
  assert.match(page, /<svg[^]*nDCG@10[^]*<\/svg>/u);
  assert.match(words, /3 questions are too few to tell hybrid from bm25/u);
  assert.match(words, /For 2 of 3 questions some mode does not put what is right first\./u);
  assert.match(words, /<div class="asked" dir="auto">כמה זמן\?<\/div>/u);
  assert.match(
    page,
    /hybrid puts first: <bdi class="place" dir="ltr">first\.md:7<\/bdi> ?<span class="wrong">judged wrong/u,
  );
  assert.match(words, /1 of 2 passages have no vector yet/u);
  assert.match(words, /1 judged passage is gone from the documents/u);
  assert.match(words, /qrels\.tsv<\/bdi>, line 3/u);
});

test("what is worse than with the default settings comes first, its right-to-left questions set apart", async () => {
  const made = await testReport(["How long?"]);
  const defaults = {
    at: made.at,
    changes: ['askDocs.exclude is ["a"]; its default is [].'],
    modes: [],
    warnings: ["hybrid is worse. Worst: “\u2068כמה זמן?\u2069” (1.00 → 0.00)."],
  };
  const words = (await drawReport({ ...made, defaults }, ({ path }) => ({ text: path }))).replace(/\s+/gu, " ");
  assert.match(
    words,
    /<ul class="warnings"[^>]*> <li>hybrid is worse\. Worst: “<bdi>כמה זמן\?<\/bdi>” \(1\.00 → 0\.00\)\./u,
  );
  assert.match(
    words,
    /<h2>Against the default settings<\/h2> <ul> <li>askDocs\.exclude is \[&quot;a&quot;\]; its default/u,
  );
});

test("how questions were answered is told, where that was measured", async () => {
  const made = await testReport(["How long?"]);
  const given = { exact: "35 days", sentence: "It is kept 35 days.", shown: "It is kept 35 days.", confidence: 0.9 };
  const answers = summariseAnswers([
    scoreAnswer(given, { answers: ["35 days"], answerable: true, madeBy: hostile }),
    scoreAnswer({ ...given, confidence: 0.2 }, { answers: [], answerable: false }),
  ]);
  assert.ok(answers !== undefined);
  const words = (await drawReport({ ...made, answers }, ({ path }) => ({ text: path }))).replace(/\s+/gu, " ");
  assert.match(
    words,
    /<h2>Answers<\/h2> <ul> <li>Answers to 1 question, without a model: .* the best sentence in 1\.000/u,
  );
  assert.match(words, /AUROC of 1\.000/u);
  assert.doesNotMatch(words, /<script|<img/u);
  assert.doesNotMatch(await drawReport(made, ({ path }) => ({ text: path })), /<h2>Answers/u);
});

test("where nothing was missed it says so, and a set of one question is drawn too", async () => {
  const found = await testReport(["", "Found?"]);
  const page = await drawReport({ ...found, results: found.results.slice(1) }, ({ path }) => ({ text: path }));
  assert.match(page, /Nothing: every mode puts what is right first/u);
});
