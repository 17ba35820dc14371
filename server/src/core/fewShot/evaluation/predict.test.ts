import assert from "node:assert/strict";
import { test } from "node:test";
import { calibratedLabel, labelIn, labelProbabilities } from "./predict.ts";

test("the label is what the answer begins with, whole, the longest one, case and marks aside", () => {
  const labels = ["not", "not relevant", "relevant"];
  const cases: readonly (readonly [string, string | undefined])[] = [
    [" relevant", "relevant"],
    ["Not relevant.\nText: more", "not relevant"],
    ["not\n", "not"],
    ['"Relevant"', "relevant"],
    ["- relevant", "relevant"],
    ["nothing", undefined],
    ["relevance", undefined],
    ["it is relevant", undefined],
    ["", undefined],
  ];
  for (const [written, label] of cases) assert.equal(labelIn(written, labels), label, written);
  assert.equal(labelIn("חיובי, כי", ["חיובי", "שלילי"]), "חיובי");
  assert.equal(labelIn("**Négatif**", ["négatif", "positif"]), "négatif");
  assert.equal(labelIn("C++ is", ["C", "C++"]), "C++");
});

test("first tokens give labels their probabilities; one that begins two is shared between them", () => {
  const tokens = [
    { token: " pos", logprob: Math.log(0.6) },
    { token: " neg", logprob: Math.log(0.2) },
    { token: " the", logprob: Math.log(0.2) },
  ];
  const [positive = 0, negative = 0] = labelProbabilities(tokens, ["positive", "negative"]) ?? [];
  assert.ok(Math.abs(positive - 0.75) < 1e-9 && Math.abs(negative - 0.25) < 1e-9);
  const shared = labelProbabilities([{ token: "not", logprob: 0 }], ["not", "not relevant", "yes"]);
  assert.deepEqual(shared, [0.5, 0.5, 0]);
  assert.equal(labelProbabilities([{ token: "x", logprob: 0 }], ["positive"]), undefined);
});

test("calibration takes away what the model answers to nothing", () => {
  assert.equal(calibratedLabel([0.7, 0.3], [0.5, 0.5]), 0);
  assert.equal(calibratedLabel([0.7, 0.3], [0.9, 0.1]), 1);
  // A label that was never likely does not win by a division through nothing.
  assert.equal(calibratedLabel([0.9, 0.00001], [0.5, 0]), 0);
});
