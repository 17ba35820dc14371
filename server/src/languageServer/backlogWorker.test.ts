import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { EmbedReport } from "../core/indexing/embedBacklog.ts";
import type { FailureCode } from "../core/result.ts";
import { createBacklogWorker } from "./backlogWorker.ts";

const failed = (code: FailureCode): EmbedReport => ({
  embedded: 0,
  reused: 0,
  failed: [{ passage: 0, failure: { code, message: "It is so." } }],
});
const done: EmbedReport = { embedded: 1, reused: 0, failed: [] };

/** A worker whose passes give these reports, one after the other; nothing waits after the last. */
const create = (reports: readonly EmbedReport[]) => {
  const made: EmbedReport[] = [];
  const worker = createBacklogWorker({
    pending: () => reports.length - made.length,
    embedAll: async () => {
      const report = reports[made.length] ?? done;
      made.push(report);
      return report;
    },
    onChange: () => undefined,
    retryAfter: 20,
  });
  return { worker, passes: () => made.length };
};

test("passes follow each other while they bring something", async () => {
  const { worker, passes } = create([done, done, done]);
  worker.start(new AbortController().signal);
  await worker.idle();
  assert.deepEqual([passes(), worker.problem], [3, undefined]);
});

test("where the model's process is down a pass is made again later, where the model is of no use it is not", async () => {
  const down = create([failed("model-crashed"), failed("model-busy"), done]);
  down.worker.start(new AbortController().signal);
  await down.worker.idle();
  assert.deepEqual([down.passes(), down.worker.problem], [1, "It is so."]);
  await sleep(150);
  assert.deepEqual([down.passes(), down.worker.problem], [3, undefined]);
  const useless = create([failed("model-damaged"), done]);
  useless.worker.start(new AbortController().signal);
  await sleep(150);
  assert.deepEqual([useless.passes(), useless.worker.problem], [1, "It is so."]);
});

test("a folder that is closed meanwhile is left alone", async () => {
  const stop = new AbortController();
  const { worker, passes } = create([failed("model-crashed"), done]);
  worker.start(stop.signal);
  await worker.idle();
  stop.abort();
  await sleep(150);
  assert.equal(passes(), 1);
});
