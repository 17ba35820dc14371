import assert from "node:assert/strict";
import { test } from "node:test";
import { failuresOfProgram, readSummaryLine, sum, summaryLine, tallyOfProgram } from "./tally.ts";

test("the summary line names skipped tests only where there are any", () => {
  assert.equal(summaryLine({ passed: 12, failed: 0, skipped: 0 }), "12 passed, 0 failed");
  assert.equal(summaryLine({ passed: 1, failed: 2, skipped: 3 }), "1 passed, 2 failed, 3 skipped");
});

test("tallies add up", () => {
  const tallies = [
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 10, failed: 20, skipped: 30 },
  ];
  assert.deepEqual(sum(tallies), { passed: 11, failed: 22, skipped: 33 });
  assert.deepEqual(sum([]), { passed: 0, failed: 0, skipped: 0 });
});

test("the last summary line of an output is read, in colour or with Windows line ends", () => {
  assert.deepEqual(readSummaryLine("1 passed, 1 failed\nagain\n\u001b[32m4 passed, 0 failed\u001b[39m\r\n"), {
    passed: 4,
    failed: 0,
    skipped: 0,
  });
  assert.equal(readSummaryLine("it said: 4 passed, 0 failed"), undefined);
});

test("a program that fails without saying so adds one failure", () => {
  assert.deepEqual(tallyOfProgram("3 passed, 0 failed\n", 0), { passed: 3, failed: 0, skipped: 0 });
  assert.deepEqual(tallyOfProgram("3 passed, 2 failed\n", 1), { passed: 3, failed: 2, skipped: 0 });
  assert.deepEqual(tallyOfProgram("3 passed, 0 failed\n", 1), { passed: 3, failed: 1, skipped: 0 });
  assert.deepEqual(tallyOfProgram("crash\n", null), { passed: 0, failed: 1, skipped: 0 });
  assert.deepEqual(tallyOfProgram("", 0), { passed: 0, failed: 1, skipped: 0 });
});

test("what a program tells as failed is read with the lines below it", () => {
  const output =
    "ok first (1.0 s)\nnot ok second (2.0 s)\n  Error: because\n    at a.ts\nok third\nnot ok fourth\nend\n";
  assert.deepEqual(failuresOfProgram(output), ["second (2.0 s)\n  Error: because\n    at a.ts", "fourth"]);
  assert.deepEqual(failuresOfProgram("1 passed, 0 failed\n"), []);
});
