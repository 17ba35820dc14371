import assert from "node:assert/strict";
import { test } from "node:test";
import { createTextQueue } from "./textQueue.ts";

test("questions go first, then urgent passages, then the backlog, each in the order they came", () => {
  const queue = createTextQueue();
  queue.push({ id: 1, task: "passage", urgency: "later" });
  queue.push({ id: 2, task: "passage" });
  queue.push({ id: 3, task: "question", urgency: "later" });
  queue.push({ id: 4, task: "passage", urgency: "now" });
  queue.push({ id: 5, task: "passage", urgency: "later" });
  queue.putBack([{ id: 6, task: "passage", urgency: "later" }]);
  assert.equal(queue.remove(2)?.id, 2);
  assert.equal(queue.size(), 5);
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].map(() => queue.shift()?.id),
    [3, 4, 6, 1, 5, undefined],
  );
});
