import assert from "node:assert/strict";
import { test } from "node:test";
import type { ShownConversation, Turn, TurnOutcome } from "../../../protocol/panelMessages.ts";
import type { AnswerView, IndexStatus } from "../../../protocol/views.ts";
import { conversationOf, initialState, type PanelEvent, type PanelState } from "./panelState.ts";
import { mostTurns } from "./changingConversation.ts";
import { reduce } from "./reducer.ts";

const answer: AnswerView = {
  question: "Why?",
  sentences: [{ text: "Because.", support: "supported", citations: [] }],
  citations: [],
  abstained: false,
  confidence: 0.9,
  nearest: [],
  freshness: { files: 1, current: 1, pending: 0, failed: 0, ageSeconds: 0 },
  model: null,
  notices: [],
};
const better: AnswerView = { ...answer, confidence: 0.95 };

const after = (...events: readonly PanelEvent[]): PanelState => events.reduce(reduce, initialState);
const asked = (id: string, question = "Why?"): PanelEvent => ({ kind: "asked", id, question, at: 5 });
const outcomes = ({ turns }: PanelState): readonly string[] => turns.map(({ outcome }) => outcome.kind);
const shown = (id: string, turns: readonly Turn[], more: Partial<ShownConversation> = {}): ShownConversation => ({
  ...{ version: 1, id, hasOthers: false, turns, draft: "", pastQuestions: [] },
  ...more,
});
const turn = (id: string, outcome: TurnOutcome): Turn => ({ id, question: "Why?", askedAt: 5, outcome });

test("a question is searched, refined and answered, and is read aloud once it is finished", () => {
  const searching = after(asked("a"));
  assert.deepEqual(outcomes(searching), ["searching"]);
  const refining = reduce(searching, { kind: "refined", refined: { id: "a", answer, refining: true } });
  assert.deepEqual(outcomes(refining), ["refining"]);
  assert.equal(refining.announcement, searching.announcement);
  const done = reduce(refining, { kind: "answered", id: "a", answer: better });
  assert.deepEqual(done.turns[0]?.outcome, { kind: "answered", answer: better });
  assert.deepEqual(done.heard, [{ turnId: "a", words: "Because." }]);
});

test("a refinement that is the last ends the question", () => {
  assert.deepEqual(outcomes(after(asked("a"), { kind: "refined", refined: { id: "a", answer, refining: false } })), [
    "answered",
  ]);
});

test("what comes after the end of a question changes nothing", () => {
  const stopped = after(asked("a"), { kind: "stopped", id: "a" });
  for (const event of [
    { kind: "answered", id: "a", answer },
    { kind: "failed", id: "a", message: "No." },
    { kind: "refined", refined: { id: "a", answer, refining: true } },
    { kind: "stopped", id: "unknown" },
  ] satisfies PanelEvent[]) {
    assert.equal(reduce(stopped, event), stopped);
  }
});

test("stopping keeps the answer there is", () => {
  const state = after(
    asked("a"),
    { kind: "refined", refined: { id: "a", answer, refining: true } },
    { kind: "stopped", id: "a" },
  );
  assert.deepEqual(state.turns[0]?.outcome, { kind: "stopped", answer });
});

test("a question asked again takes the place of the one it replaces", () => {
  const failed = after(asked("a"), { kind: "failed", id: "a", message: "No." }, asked("b"));
  const again = reduce(failed, { kind: "asked", id: "c", question: "Why?", at: 9, replaces: "a" });
  assert.deepEqual(
    again.turns.map(({ id }) => id),
    ["c", "b"],
  );
});

test("the oldest turns go when there are too many", () => {
  const state = Array.from({ length: mostTurns + 5 }, (_, index) => asked(String(index))).reduce(reduce, initialState);
  assert.equal(state.turns.length, mostTurns);
  assert.equal(state.turns[0]?.id, "5");
});

test("a conversation that was kept comes before what was asked meanwhile, and a draft typed meanwhile stays", () => {
  const status = { activity: "ready" } as IndexStatus;
  const kept = shown("one", [turn("old", { kind: "answered", answer })], { draft: "kept" });
  const start: PanelEvent = { kind: "started", start: { conversation: kept, status, locale: "he" } };
  const state = after(asked("new"), { kind: "draftChanged", draft: "typed" }, start);
  assert.deepEqual(
    state.turns.map(({ id }) => id),
    ["old", "new"],
  );
  assert.equal(state.draft, "typed");
  assert.equal(state.connection, "open");
  assert.equal(after(start).draft, "kept");
});

test("a conversation changed elsewhere is taken over, except what is newer here", () => {
  const here = after(asked("a"), { kind: "answered", id: "a", answer }, asked("b"), asked("gone"), {
    kind: "stopped",
    id: "gone",
  });
  const theirs = [turn("a", { kind: "searching" }), turn("x", { kind: "answered", answer })];
  const state = reduce(here, { kind: "conversationChanged", conversation: shown("", theirs) });
  assert.deepEqual(
    state.turns.map(({ id, outcome }) => [id, outcome.kind]),
    [
      ["a", "answered"],
      ["x", "answered"],
      ["b", "searching"],
    ],
  );
});

test("another conversation takes the place of all that belongs to the one before", () => {
  const here = after(
    { kind: "conversationChanged", conversation: shown("one", []) },
    asked("a", "One?"),
    { kind: "citationLocated", key: "a/1", state: { kind: "gone" } },
    { kind: "draftChanged", draft: "mine" },
    { kind: "recalledOlder" },
  );
  const other = shown("two", [turn("b", { kind: "answered", answer })], {
    draft: "theirs",
    pastQuestions: ["One?"],
  });
  const there = reduce(here, { kind: "conversationChanged", conversation: other });
  assert.deepEqual(
    [there.conversation, there.name, there.draft, there.recall, there.citationStates],
    ["two", undefined, "theirs", undefined, {}],
  );
  assert.deepEqual(outcomes(there), ["answered"]);
  assert.match(there.announcement, /Why\?/);
  // What is under way in the one before goes on there, and is not heard here.
  for (const late of [
    { kind: "refined", refined: { id: "a", answer, refining: true } },
    { kind: "answered", id: "a", answer },
    { kind: "failed", id: "a", message: "No." },
  ] satisfies PanelEvent[])
    assert.equal(reduce(there, late), there);
  const recalled = [0, 1].reduce((state) => reduce(state, { kind: "recalledOlder" }), there);
  assert.equal(recalled.draft, "One?");
  assert.deepEqual(conversationOf(recalled), {
    version: 1,
    id: "two",
    draft: "theirs",
    turns: other.turns,
  });
});

test("what was asked before the extension was heard of belongs to the conversation that it names", () => {
  const start: PanelEvent = {
    kind: "started",
    start: { conversation: shown("one", []), status: { activity: "ready" } as IndexStatus, locale: "en" },
  };
  const state = after(asked("a"), start);
  assert.deepEqual([state.conversation, outcomes(state)], ["one", ["searching"]]);
  // Later the window may be in another one, while the panel was not heard.
  const lost = after(start, asked("a"), { kind: "disconnected" });
  const elsewhere = { ...start.start, conversation: shown("two", []) };
  assert.deepEqual(outcomes(reduce(lost, { kind: "started", start: elsewhere })), []);
});

test("clearing empties the conversation and what is known of its citations", () => {
  const state = after(
    asked("a"),
    { kind: "citationLocated", key: "a/1", state: { kind: "gone" } },
    { kind: "draftChanged", draft: "stays" },
    { kind: "cleared" },
  );
  assert.deepEqual([state.turns, state.citationStates, state.draft], [[], {}, "stays"]);
});

test("the arrow keys walk through the questions asked, each once, and back to the draft", () => {
  const seen: string[] = [];
  let state = after(asked("a", "one"), asked("b", "two"), asked("c", "one"), { kind: "draftChanged", draft: "mine" });
  for (const kind of ["recalledOlder", "recalledOlder", "recalledOlder", "recalledNewer", "recalledNewer"] as const) {
    state = reduce(state, { kind });
    seen.push(state.draft);
  }
  assert.deepEqual(seen, ["one", "two", "two", "one", "mine"]);
  assert.equal(reduce(state, { kind: "recalledNewer" }), state);
});

test("while a question is recalled the draft is what is kept; typing makes a draft of it", () => {
  const recalled = after(asked("a", "one"), { kind: "draftChanged", draft: "mine" }, { kind: "recalledOlder" });
  assert.equal(conversationOf(recalled).draft, "mine");
  assert.equal(conversationOf(reduce(recalled, { kind: "draftChanged", draft: "one more" })).draft, "one more");
});

test("words from outside become the draft, and give way to the next ones, but never take the place of a person's own", () => {
  const offered = after({ kind: "draftOffered", draft: "first selection" });
  assert.equal(reduce(offered, { kind: "draftOffered", draft: "second" }).draft, "second");
  const typed = reduce(offered, { kind: "draftChanged", draft: "my own" });
  assert.equal(typed.offered, undefined);
  assert.equal(reduce(typed, { kind: "draftOffered", draft: "third" }), typed);
});
