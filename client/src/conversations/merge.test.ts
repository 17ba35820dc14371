import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { mergeConversations } from "./merge.ts";
import { testConversation, testTurn } from "./testConversations.ts";

const ids = ({ turns }: { readonly turns: readonly { readonly id: string }[] }): readonly string[] =>
  turns.map(({ id }) => id);

void test("turns that either window has added or removed are added and removed, in the order of their times", () => {
  const base = testConversation("c", testTurn(1), testTurn(2), testTurn(3));
  const ours = { ...base, turns: [...base.turns.slice(1), testTurn(6)] };
  const theirs = { ...base, turns: [...base.turns.slice(0, 2), testTurn(5)] };
  assert.deepEqual(ids(mergeConversations(base, ours, theirs)), ["t2", "t5", "t6"]);
  // Deleted there: what was common goes, what was asked here since stays.
  assert.deepEqual(ids(mergeConversations(base, ours, undefined)), ["t6"]);
  // Nothing in common: nothing is lost.
  assert.deepEqual(ids(mergeConversations(undefined, ours, theirs)), ["t1", "t2", "t3", "t5", "t6"]);
});

void test("a turn is taken from where it has come further, but what is under way here goes on", () => {
  const searching = testTurn(1, { kind: "searching" });
  const stopped = testTurn(1, { kind: "stopped" });
  const [base, there] = [testConversation("c", searching), testConversation("c", stopped)];
  assert.equal(mergeConversations(base, base, there).turns[0]?.outcome.kind, "searching");
  const answered = testConversation("c", testTurn(1));
  assert.equal(mergeConversations(base, there, answered).turns[0]?.outcome.kind, "answered");
  assert.equal(mergeConversations(base, answered, there).turns[0]?.outcome.kind, "answered");
  // Under way in another window is not under way here.
  assert.equal(mergeConversations(undefined, testConversation("c"), base).turns[0]?.outcome.kind, "stopped");
});

void test("a name and a pin come from where they were changed; a draft stays where it is written", () => {
  const base = { ...testConversation("c"), name: "before", draft: "" };
  const ours = { ...base, pinned: true, draft: "mine" };
  const merged = mergeConversations(base, ours, { ...base, name: "after", draft: "theirs" });
  assert.deepEqual([merged.name, merged.pinned, merged.draft], ["after", true, "mine"]);
  const { name: _, ...unnamed } = base;
  assert.equal(mergeConversations(base, base, unnamed).name, undefined);
});

void test("whatever two windows do, both end with the same turns, and none that only one of them added is lost", () => {
  const subset = fc.subarray([1, 2, 3, 4]);
  fc.assert(
    fc.property(subset, subset, fc.subarray([5, 6, 7]), fc.subarray([8, 9]), (keptHere, keptThere, here, there) => {
      const base = testConversation("c", ...[1, 2, 3, 4].map((number) => testTurn(number)));
      const make = (numbers: readonly number[]) => testConversation("c", ...numbers.map((number) => testTurn(number)));
      const [ours, theirs] = [make([...keptHere, ...here]), make([...keptThere, ...there])];
      const both = keptHere.filter((number) => keptThere.includes(number));
      const expected = [...both, ...here, ...there].sort((a, b) => a - b).map((number) => `t${number}`);
      assert.deepEqual(ids(mergeConversations(base, ours, theirs)), expected);
      assert.deepEqual(ids(mergeConversations(base, theirs, ours)), expected);
    }),
  );
});
