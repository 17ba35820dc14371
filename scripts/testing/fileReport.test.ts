import assert from "node:assert/strict";
import { test } from "node:test";
import { addTest, describeFile, endFile, newFileReport } from "./fileReport.ts";

const thrown = (cause: unknown, failureType = "testCodeFailure") =>
  Object.assign(new Error("wrapped", { cause }), { failureType });
const passing = { name: "works", details: { passed: true, duration_ms: 1 } };
const failing = {
  name: "breaks",
  line: 7,
  details: { passed: false, duration_ms: 1, error: thrown(new Error("because")) },
};

test("tests are counted, and a failure is told in full", () => {
  const report = addTest(addTest(newFileReport, passing), failing);
  assert.deepEqual(report.tally, { passed: 1, failed: 1, skipped: 0 });
  assert.match(report.failures.join("\n"), /^breaks \(line 7\)\nError: because\n {4}at /);
});

test("a test marked to be skipped or done later counts as skipped, with or without a reason", () => {
  const marked = [{ skip: true }, { skip: "" }, { todo: "later" }].map((mark) => ({ ...passing, ...mark }));
  assert.deepEqual(marked.reduce(addTest, newFileReport).tally, { passed: 0, failed: 0, skipped: 3 });
});

test("a suite counts only when it fails by itself", () => {
  const suite = (error?: Error) => ({
    name: "suite",
    details: { type: "suite" as const, passed: error === undefined, duration_ms: 1, ...(error && { error }) },
  });
  assert.equal(addTest(newFileReport, suite()).tally.passed, 0);
  assert.equal(addTest(newFileReport, suite(thrown("1 subtest failed", "subtestsFailed"))).tally.failed, 0);
  assert.equal(addTest(newFileReport, suite(thrown(new Error("in a hook"), "hookFailed"))).tally.failed, 1);
});

test("a file fails when it holds no test or its process fails, and not twice for one failed test", () => {
  assert.equal(endFile(newFileReport, { passed: true }).tally.failed, 1);
  assert.equal(endFile(newFileReport, { passed: false, error: thrown("test failed") }).tally.failed, 1);
  const below = thrown("test failed", "subtestsFailed");
  assert.equal(endFile(addTest(newFileReport, failing), { passed: false, error: below }).tally.failed, 1);
  assert.equal(endFile(addTest(newFileReport, passing), { passed: true }).tally.failed, 0);
});

test("what a file printed is shown only when it failed", () => {
  const printed = { ...newFileReport, printed: "loading\n" };
  assert.equal(describeFile("a.test.ts", addTest(printed, passing), 1_250), "ok     a.test.ts  1 passed  1.3 s\n");
  assert.match(
    describeFile("a.test.ts", addTest(printed, failing), 0),
    /^FAILED a\.test\.ts[^]*\n {4}printed:\n {4}loading\n$/,
  );
});
