import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConversationState, Turn, TurnOutcome } from "../../../protocol/panelMessages.ts";
import type { AnswerView } from "../../../protocol/views.ts";
import { acceptConversation, acceptSaved, mergeSaved, settleTurns, stopped, withOutcome, withTurn } from "./turns.ts";

const answer: AnswerView = {
  question: "Q",
  sentences: [],
  citations: [],
  abstained: true,
  confidence: 0,
  nearest: [],
  freshness: { files: 0, current: 0, pending: 0, failed: 0, ageSeconds: 0 },
  model: null,
  notices: [],
};

const turn = (id: string, outcome: TurnOutcome = { kind: "searching" }): Turn => ({
  id,
  question: `Q${id}`,
  askedAt: 1,
  outcome,
});
const state = (...turns: Turn[]): ConversationState => ({ version: 1, turns, draft: "" });

const empty = state();

void test("what is no conversation of this version is told, and gives an empty one", () => {
  for (const given of [undefined, null, 1, "x", {}, { version: 2, turns: [], draft: "" }, { version: 1, turns: 3 }])
    assert.deepEqual(acceptConversation(given), { state: empty, unreadable: 1 });
  assert.deepEqual(acceptConversation({ version: 1, turns: [turn("1"), null, { id: 3 }], draft: 7 }), {
    state: state(turn("1")),
    unreadable: 2,
  });
  assert.equal(acceptSaved({ version: 1, turns: [], draft: "" }), undefined);
  assert.deepEqual(acceptSaved({ id: "a", version: 1, turns: [null], draft: "d" }), { ...empty, id: "a", draft: "d" });
});

void test("a long conversation keeps its last hundred turns", () => {
  const turns = Array.from({ length: 150 }, (_, i) => turn(String(i)));
  const { state: kept } = acceptConversation({ version: 1, turns, draft: "d".repeat(50_000) });
  assert.equal(kept.turns.length, 100);
  assert.equal(kept.turns[0]?.id, "50");
  assert.equal(kept.draft.length, 20_000);
  assert.equal(withTurn(kept, turn("new")).turns.length, 100);
});

void test("a reload stops what nobody answers any more", () => {
  const before = [turn("1"), turn("2", { kind: "refining", answer }), turn("3", { kind: "answered", answer })];
  assert.deepEqual(
    settleTurns(before).map(({ outcome }) => outcome),
    [{ kind: "stopped" }, { kind: "stopped", answer }, { kind: "answered", answer }],
  );
});

void test("a late save does not undo an answer, and does remove turns", () => {
  const known = state(turn("1", { kind: "answered", answer }), turn("2"));
  const merged = mergeSaved(known, { ...state(turn("1")), draft: "new" });
  assert.deepEqual(merged, { ...state(turn("1", { kind: "answered", answer })), draft: "new", mentions: [] });
});

void test("what is mentioned is kept with turn and draft; a turn that mentions what cannot be is none", () => {
  const mentions = [
    { kind: "file", uri: "file:///a.md", path: "a.md" },
    { kind: "heading", uri: "file:///a.md", path: "a.md", headings: ["A"] },
  ] as const;
  const kept = { ...state({ ...turn("1"), mentions }), draft: "new", mentions };
  assert.deepEqual(acceptConversation(JSON.parse(JSON.stringify(kept))), { state: kept, unreadable: 0 });
  assert.deepEqual(mergeSaved({ ...state(), mentions: [] }, kept), kept);
  for (const odd of [3, [null], [{ kind: "heading", uri: "", path: "" }], [{ kind: "page", uri: "", path: "" }]]) {
    const { state: accepted, unreadable } = acceptConversation({
      ...state(turn("1")),
      turns: [{ ...turn("1"), mentions: odd }],
      mentions: odd,
    });
    assert.deepEqual([accepted, unreadable], [state(), 1]);
  }
});

void test("turns are added once, and outcomes find their turn", () => {
  const one = withTurn(empty, turn("1"));
  assert.equal(withTurn(one, turn("1", { kind: "stopped" })), one);
  assert.deepEqual(withOutcome(one, "1", stopped).turns[0]?.outcome, { kind: "stopped" });
  assert.deepEqual(withOutcome(one, "other", stopped), one);
});
