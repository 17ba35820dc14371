import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../server/src/core/evaluation/bootstrap.ts";
import { fitListwise } from "./listwiseRegression.ts";

test("the feature that tells the answer gets the weight, the one that is noise next to none", () => {
  const random = seededRandom(7);
  const lists = Array.from({ length: 300 }, () => ({
    candidates: Array.from({ length: 8 }, (_, place) => ({
      features: [(place === 3 ? 1 : 0) + random(), random(), place === 3 ? -random() : 0.1],
      relevant: place === 3,
    })),
    weight: 1,
  }));
  const [signal = 0, noise = 0, opposite = 0] = fitListwise(lists, 0.01);
  assert.ok(signal > 2);
  assert.ok(Math.abs(noise) < 0.3 * signal);
  assert.ok(opposite < 0);
});

test("lists without an answer teach nothing", () => {
  const hopeless = { candidates: [1, 2].map((value) => ({ features: [value], relevant: false })), weight: 1 };
  const telling = { candidates: [1, 2].map((value) => ({ features: [value], relevant: value === 2 })), weight: 1 };
  assert.deepEqual(fitListwise([telling, hopeless], 0.1), fitListwise([telling], 0.1));
});
