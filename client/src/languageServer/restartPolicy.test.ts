import assert from "node:assert/strict";
import { test } from "node:test";
import { createRestartPolicy } from "./restartPolicy.ts";

void test("five restarts in three minutes, and no sixth", () => {
  const policy = createRestartPolicy();
  for (let i = 0; i < 5; i++) assert.equal(policy.allows(i * 1000), true);
  assert.equal(policy.allows(6000), false);
});

void test("old stops are forgotten", () => {
  const policy = createRestartPolicy({ restarts: 1, withinMilliseconds: 1000 });
  assert.equal(policy.allows(0), true);
  assert.equal(policy.allows(999), false);
  assert.equal(policy.allows(1000), true);
});

void test("a new start by hand begins anew", () => {
  const policy = createRestartPolicy({ restarts: 1, withinMilliseconds: 1000 });
  assert.equal(policy.allows(0), true);
  policy.reset();
  assert.equal(policy.allows(1), true);
});
