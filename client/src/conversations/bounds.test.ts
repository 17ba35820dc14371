import assert from "node:assert/strict";
import { test } from "node:test";
import { mostConversations, toDrop } from "./bounds.ts";

const stored = (count: number, pinned: readonly number[] = []) =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index),
    pinned: pinned.includes(index),
    usedAt: index,
    bytes: 10,
  }));

void test("those used longest ago make room, except pinned ones and those in use", () => {
  assert.deepEqual(toDrop(stored(mostConversations), new Set()), []);
  assert.deepEqual(toDrop(stored(mostConversations + 2).toReversed(), new Set()), ["0", "1"]);
  assert.deepEqual(toDrop(stored(mostConversations + 2, [0]), new Set(["2"])), ["1", "3"]);
});

void test("bytes are bounded too, and nothing is dropped where nothing may be", () => {
  assert.deepEqual(toDrop(stored(5), new Set(), 100, 25), ["0", "1", "2"]);
  assert.deepEqual(toDrop(stored(3, [0, 1, 2]), new Set(), 1, 1), []);
});
