import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createWatchdog } from "./watchdog.ts";

test("silence of a busy process is told once; answers and idleness start the time anew", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const pass = (milliseconds: number): void => context.mock.timers.tick(milliseconds);
  let silences = 0;
  const watchdog = createWatchdog(
    () => 100,
    () => (silences += 1),
  );
  pass(1000);
  assert.equal(silences, 0, "it has no work");
  watchdog.watch(true);
  pass(60);
  // More work is no sign of life.
  watchdog.watch(true);
  pass(39);
  watchdog.heard();
  watchdog.watch(true);
  pass(99);
  watchdog.watch(false);
  pass(1000);
  assert.equal(silences, 0);
  watchdog.watch(true);
  pass(60);
  watchdog.watch(true);
  pass(40);
  assert.equal(silences, 1);
  pass(1000);
  assert.equal(silences, 1);
});

test("time in which this program was held up itself does not count", async () => {
  let silences = 0;
  const watchdog = createWatchdog(
    () => 400,
    () => (silences += 1),
  );
  watchdog.watch(true);
  const end = performance.now() + 900;
  while (performance.now() < end);
  await sleep(1);
  assert.equal(silences, 0);
  await sleep(800);
  assert.equal(silences, 1);
});
