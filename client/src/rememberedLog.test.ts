import assert from "node:assert/strict";
import { test } from "node:test";
import type { LogOutputChannel } from "vscode";
import { rememberErrors } from "./rememberedLog.ts";

/** A log that keeps what it was told, as the editor's does: in closures, frozen. */
function createLog() {
  const told: string[] = [];
  const tell =
    (level: string) =>
    (message: unknown): void =>
      void told.push(`${level} ${String(message)}`);
  const log = { name: "Ask Docs", info: tell("info"), warn: tell("warn"), error: tell("error"), show: tell("show") };
  return { told, log: Object.freeze(log) as unknown as LogOutputChannel };
}

void test("warnings and errors are remembered on their way to the log, with their time, in one line", () => {
  const { told, log } = createLog();
  const remembered = rememberErrors(log, () => 0);
  remembered.log.info("Activated.");
  remembered.log.warn("It is slow.");
  remembered.log.error(new Error("It broke:\n  at once"));
  assert.deepEqual(told, ["info Activated.", "warn It is slow.", "error Error: It broke:\n  at once"]);
  assert.deepEqual(remembered.recent(), [
    "1970-01-01T00:00:00.000Z warning: It is slow.",
    "1970-01-01T00:00:00.000Z error: It broke: at once",
  ]);
  assert.equal(remembered.log.name, "Ask Docs");
});

void test("only the last ones are kept, and not more than a line of each", () => {
  const { log } = createLog();
  const remembered = rememberErrors(log, () => 0);
  for (let count = 0; count < 100; count += 1) remembered.log.warn(`${count} ${"x".repeat(10_000)}`);
  const recent = remembered.recent();
  assert.equal(recent.length, 30);
  assert.match(recent[0] ?? "", /warning: 70 x/);
  assert.ok(recent.every((line) => line.length < 500));
});
