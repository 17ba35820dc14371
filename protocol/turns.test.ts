import assert from "node:assert/strict";
import { test } from "node:test";
import type { Turn } from "./panelMessages.ts";
import { addTurn } from "./turns.ts";

const turn = (id: string, of?: string): Turn => ({
  ...{ id, question: "Why?", askedAt: 0, outcome: { kind: "searching" } },
  ...(of === undefined ? {} : { again: { of, writerName: "Model" } }),
});

test("a question asked again stands below the first and what was made of it since, others at the end", () => {
  const ids = [turn("a"), turn("b"), turn("c", "a"), turn("d", "a"), turn("e", "gone"), turn("f")]
    .reduce<readonly Turn[]>(addTurn, [])
    .map(({ id }) => id);
  assert.deepEqual(ids, ["a", "c", "d", "b", "e", "f"]);
});
