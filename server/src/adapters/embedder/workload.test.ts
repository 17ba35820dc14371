import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { EmbeddingTask } from "../../core/ports.ts";
import { createTextQueue } from "./textQueue.ts";
import { createWorkload, type Job, type Workload } from "./workload.ts";

const job = (id: number, task: EmbeddingTask = "passage"): Job => ({ id, task, text: "", settle: () => undefined });

const sendAll = (work: Workload): number[] => {
  const sent: number[] = [];
  for (let next = work.next(); next; next = work.next()) sent.push(next.id);
  return sent;
};

test("a queue gives questions first, then passages, each in the order they came", () => {
  const items = fc.array(fc.constantFrom<EmbeddingTask>("question", "passage"));
  fc.assert(
    fc.property(items, fc.nat(), (tasks, taken) => {
      const queue = createTextQueue<Job>();
      const jobs = tasks.map((task, id) => job(id, task));
      for (const item of jobs) queue.push(item);
      const removed = queue.remove(taken);
      assert.equal(removed?.id, jobs[taken]?.id);
      const out: Job[] = [];
      for (let next = queue.shift(); next; next = queue.shift()) out.push(next);
      const left = jobs.filter((item) => item !== removed);
      const of = (task: EmbeddingTask): Job[] => left.filter((item) => item.task === task);
      assert.deepEqual(out, [...of("question"), ...of("passage")]);
    }),
  );
});

test("what is put back stands before all others of its task", () => {
  const queue = createTextQueue<Job>();
  for (const item of [job(3), job(4, "question")]) queue.push(item);
  queue.putBack([job(1), job(2, "question")]);
  assert.deepEqual([queue.shift()?.id, queue.shift()?.id, queue.shift()?.id, queue.shift()?.id], [2, 4, 1, 3]);
});

test("a window of passages is sent ahead, questions beyond it", () => {
  const work = createWorkload({ window: 3, allowedCrashes: 2 });
  for (let id = 1; id <= 6; id++) work.add(job(id));
  assert.deepEqual(sendAll(work), [1, 2, 3]);
  work.add(job(7, "question"));
  assert.deepEqual(sendAll(work), [7]);
  assert.equal(work.answered(2)?.id, 2);
  assert.deepEqual(sendAll(work), [4]);
  assert.deepEqual([work.wanted(), work.sent()], [6, 4]);
});

test("after a crash texts go one by one until the suspects are answered, and only the culprit is given up", () => {
  const work = createWorkload({ window: 3, allowedCrashes: 2 });
  for (let id = 1; id <= 5; id++) work.add(job(id));
  sendAll(work);
  assert.deepEqual(work.crashed(), []);
  assert.deepEqual(sendAll(work), [1]);
  work.answered(1);
  assert.deepEqual(sendAll(work), [2]);
  assert.deepEqual(work.crashed(), []);
  assert.deepEqual(sendAll(work), [2]);
  assert.deepEqual(
    work.crashed().map(({ id }) => id),
    [2],
  );
  assert.deepEqual(sendAll(work), [3]);
  work.answered(3);
  assert.deepEqual(sendAll(work), [4, 5]);
});

test("a text that nobody waits for is neither settled nor sent again", () => {
  const work = createWorkload({ window: 1, allowedCrashes: 2 });
  for (let id = 1; id <= 3; id++) work.add(job(id));
  sendAll(work);
  assert.deepEqual([work.abandon(1), work.abandon(2), work.wanted()], [true, false, 1]);
  assert.deepEqual(work.crashed(), []);
  assert.deepEqual(sendAll(work), [3]);
  assert.deepEqual(
    work.clear().map(({ id }) => id),
    [3],
  );
  assert.equal(work.answered(3), undefined);
  assert.deepEqual([work.wanted(), work.sent()], [0, 0]);
});
