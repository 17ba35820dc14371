import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { scoresOf, type Outcome } from "./scores.ts";

const outcome = (gold: string, predicted: string | undefined): Outcome => ({ gold, predicted });
const valueOf = (outcomes: readonly Outcome[], hasLabels: boolean, metric: string): number =>
  scoresOf(outcomes, hasLabels).find((score) => score.metric === metric)?.value ?? Number.NaN;

test("accuracy and macro F1 are those worked out by hand", () => {
  const outcomes = [outcome("a", "a"), outcome("a", "b"), outcome("b", "b"), outcome("b", undefined)];
  assert.equal(valueOf(outcomes, true, "accuracy"), 0.5);
  // a: precision 1, recall 1/2; b: precision 1/2, recall 1/2.
  assert.ok(Math.abs(valueOf(outcomes, true, "macroF1") - (2 / 3 + 1 / 2) / 2) < 1e-9);
});

test("free text is matched after folding, and by its tokens", () => {
  const outcomes = [outcome("35 days", "35  Days"), outcome("the blue door", "a blue door")];
  assert.equal(valueOf(outcomes, false, "exactMatch"), 0.5);
  assert.ok(Math.abs(valueOf(outcomes, false, "tokenF1") - (1 + 2 / 3) / 2) < 1e-9);
});

test("a value lies in its interval, and all between 0 and 1", () => {
  const label = fc.constantFrom("a", "b", "c");
  fc.assert(
    fc.property(
      fc.array(fc.record({ gold: label, predicted: fc.option(label, { nil: undefined }) }), {
        minLength: 5,
        maxLength: 40,
      }),
      (outcomes) => {
        const [accuracy, macro] = scoresOf(outcomes, true);
        assert.ok(accuracy !== undefined && macro !== undefined);
        const [low, high] = accuracy.interval;
        assert.ok(0 <= low && low <= accuracy.value && accuracy.value <= high && high <= 1);
        assert.ok(0 <= macro.interval[0] && macro.interval[0] <= macro.interval[1] && macro.interval[1] <= 1);
      },
    ),
    { numRuns: 20 },
  );
});
