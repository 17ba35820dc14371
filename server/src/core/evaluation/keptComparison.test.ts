import assert from "node:assert/strict";
import { test } from "node:test";
import type { QuestionResult } from "./evaluate.ts";
import {
  comparedWith,
  extendHistory,
  keptEvaluation,
  parseHistory,
  searchSettingsOf,
  type Circumstances,
  type KeptEvaluation,
} from "./history.ts";
import { compareWithKept } from "./keptComparison.ts";

const now = { settings: { "askDocs.exclude": ["a"] }, model: "m", files: 10, passages: 40 };
const former = { ...now, settings: { "askDocs.exclude": [] as readonly string[] }, at: "2026-11-21T14:03:00Z" };

const results = (scores: readonly number[]): readonly QuestionResult[] =>
  scores.map((score, place) => ({
    id: `q${place}`,
    text: `Question ${place}?`,
    expected: [],
    modes: new Map([
      [
        "hybrid",
        {
          figures: { "nDCG@10": score, "MRR@10": score, "recall@10": 1, "recall@100": 1 },
          place: 1,
          first: undefined,
          isFirstWrong: false,
        },
      ],
    ]),
  }));
const kept = (scores: readonly number[], given: Circumstances & { readonly at: string } = former): KeptEvaluation =>
  keptEvaluation(results(scores), ["hybrid"], given);
const filled = (count: number, score: number): readonly number[] => Array.from({ length: count }, () => score);

test("what got worse is warned of, with what was changed and the questions that it hit hardest", () => {
  const since = compareWithKept(results([0, 0.5, ...filled(18, 0.9)]), now, kept(filled(20, 1)), "former");
  assert.deepEqual(since?.changes, ['askDocs.exclude was [] and is ["a"].']);
  assert.equal(since.warnings.length, 1);
  assert.match(
    since.warnings[0] ?? "",
    /^hybrid got worse by 0\.165 \[0\.\d+, 0\.\d+\] \(questions: 20 worse, 0 better\)\. Worst: “Question 0\?” \(1\.00 → 0\.00\), /,
  );
});

test("what got better, stayed or is uncertain is no warning", () => {
  for (const [before, after] of [
    [filled(20, 0.5), filled(20, 1)],
    [filled(20, 0.5), filled(20, 0.5)],
    [
      [1, 0, ...filled(18, 0.5)],
      [0, 1, ...filled(18, 0.5)],
    ],
  ] as const) {
    const since = compareWithKept(results(after), now, kept(before), "former");
    assert.deepEqual(since?.warnings, []);
    assert.equal(since.modes.length, 1);
  }
});

test("with a few questions a loss is warned of, and called unsure", () => {
  const since = compareWithKept(results([0.4, 1]), now, kept([1, 1]), "former");
  assert.deepEqual(since?.warnings, [
    "hybrid got worse by 0.300 on 2 questions, too few to be sure (1 worse, 0 better). Worst: “Question 0?” (1.00 → 0.40).",
  ]);
});

test("a loss that may be chance is warned of where more questions got worse than better, and called so", () => {
  const since = compareWithKept(results([0, 0, ...filled(9, 1)]), now, kept(filled(11, 1)), "former");
  assert.deepEqual(since?.warnings, [
    "hybrid got worse by 0.182 [0.000, 0.455], which may be chance (questions: 2 worse, 0 better). Worst: “Question 0?” (1.00 → 0.00), “Question 1?” (1.00 → 0.00).",
  ]);
});

test("against the default settings it is said what is set otherwise, and what that is worth", () => {
  const settings = { "askDocs.exclude": ["a"], "askDocs.maxFiles": 9 };
  const defaults = kept(filled(20, 1), {
    ...former,
    ...{ settings: { "askDocs.exclude": [], "askDocs.maxFiles": 100 }, model: "bundled", files: 12 },
  });
  const compared = compareWithKept(results([0, ...filled(19, 0.9)]), { ...now, settings }, defaults, "defaults");
  assert.deepEqual(compared?.changes, [
    'askDocs.exclude is ["a"]; its default is [].',
    "askDocs.maxFiles is 9; its default is 100.",
    "The model is m; the default is bundled.",
    "There are 10 files with 40 passages; with the default settings there are 12 files with 40 passages.",
  ]);
  assert.match(compared.warnings[0] ?? "", /^hybrid is worse than with the default settings by 0\.145 \[/);
  const same = compareWithKept(results(filled(20, 1)), now, defaults, "defaults");
  assert.deepEqual(
    same?.modes.map(({ sentence }) => sentence),
    ["hybrid ranks as with the default settings on every question."],
  );
});

test("only questions that both have are compared; without any there is no comparison", () => {
  const since = compareWithKept(results(filled(12, 1)), now, kept(filled(11, 1)), "former");
  assert.equal(since?.modes[0]?.questions, 11);
  assert.equal(compareWithKept(results([]), now, kept([1]), "former"), undefined);
});

test("the newest evaluation that searched otherwise is compared with, so that a warning stays until it is mended", () => {
  const before = kept(filled(3, 1));
  const bad = kept(filled(3, 0), { ...former, settings: now.settings, at: "2026-11-22T00:00:00Z" });
  const history = extendHistory(extendHistory([], before), bad);
  assert.equal(comparedWith(history, now)?.at, before.at);
  assert.equal(comparedWith(history, former)?.at, bad.at);
  assert.equal(comparedWith([bad], now)?.at, bad.at);
  assert.equal(comparedWith([], now), undefined);
  // What the default settings give is compared with anyway.
  assert.equal(comparedWith(history, { ...now, model: "other" }, bad)?.at, before.at);
  assert.equal(comparedWith([before], now, before), undefined);
  assert.equal(extendHistory(history, { ...bad, at: "later" }).length, 2);
});

test("settings that change nothing about search do not count; a history that is none is empty", () => {
  const settings = { "askDocs.exclude": [], "askDocs.answers.caution": "bold", "askDocs.model.proxy": "x" };
  assert.deepEqual(searchSettingsOf(settings), { "askDocs.exclude": [] });
  for (const text of ["", "{", "{}", '[{"at":1}]', "null"]) assert.deepEqual(parseHistory(text), []);
  const history = [kept([0.123456])];
  assert.deepEqual(parseHistory(JSON.stringify(history)), history);
});
