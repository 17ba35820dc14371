import assert from "node:assert/strict";
import { test } from "node:test";
import { oncePerFrame } from "./oncePerFrame.ts";

test("of what comes within a frame the last is told, for each id", () => {
  const frames: (() => void)[] = [];
  const told: string[] = [];
  const drawFrame = (): void => {
    for (const then of frames.splice(0)) then();
  };
  const give = oncePerFrame<{ readonly id: string; readonly words: string }>(
    (then) => void frames.push(then),
    ({ id, words }) => void told.push(`${id}: ${words}`),
  );
  give({ id: "1", words: "a" });
  give({ id: "2", words: "x" });
  give({ id: "1", words: "a b" });
  assert.deepEqual(told, []);
  assert.equal(frames.length, 1);
  drawFrame();
  assert.deepEqual(told, ["1: a b", "2: x"]);
  give({ id: "1", words: "a b c" });
  drawFrame();
  assert.deepEqual(told, ["1: a b", "2: x", "1: a b c"]);
});
