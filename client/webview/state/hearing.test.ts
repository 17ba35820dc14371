import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { AnswerView, SentenceView } from "../../../protocol/views.ts";
import { initialState, type PanelEvent, type PanelState } from "./panelState.ts";
import { reduce } from "./reducer.ts";

const answer = (texts: readonly string[], more: Partial<AnswerView> = {}): AnswerView =>
  ({
    ...{ question: "Why?", citations: [], nearest: [], notices: [], abstained: false, model: "M", ...more },
    sentences: texts.map((text): SentenceView => ({ text, support: "supported", citations: [1] })),
  }) as unknown as AnswerView;
const asked: PanelEvent = { kind: "asked", id: "1", question: "Why?", at: 0 };
const grown = (texts: readonly string[], more: Partial<AnswerView> = {}): PanelEvent => ({
  kind: "refined",
  refined: { id: "1", answer: answer(texts, more), refining: true },
});
const ended = (texts: readonly string[], more: Partial<AnswerView> = {}): PanelEvent => ({
  kind: "answered",
  id: "1",
  answer: answer(texts, more),
});
const heardAfter = (...events: readonly PanelEvent[]): readonly string[] =>
  events.reduce<PanelState>(reduce, initialState).heard.map(({ words }) => words);

test("each sentence is read once, when it is finished", () => {
  assert.deepEqual(heardAfter(asked, grown(["A."]), grown(["A.", "B."]), ended(["A.", "B.", "C."])), [
    "A.",
    "B.",
    "C.",
  ]);
});

test("the documents' own words are read when nothing more will change them", () => {
  const own = { model: null };
  assert.deepEqual(heardAfter(asked, grown(["A."], own)), []);
  assert.deepEqual(heardAfter(asked, grown(["A."], own), ended(["B.", "C."], own)), ["B.", "C."]);
});

test("what takes a sentence's place is read, and what was read is not read again", () => {
  assert.deepEqual(heardAfter(asked, grown(["A.", "B."]), grown(["A.", "X.", "B."]), ended(["A.", "X.", "B."])), [
    "A.",
    "B.",
    "X.",
  ]);
  const withdrawn = ended(["Own."], { model: null, notices: ["M failed. The documents' own words are shown."] });
  assert.deepEqual(heardAfter(asked, grown(["A."]), withdrawn), [
    "A.",
    "M failed. The documents' own words are shown.",
    "Own.",
  ]);
});

test("a sentence that the sources do not bear out is heard as that", () => {
  const refined: AnswerView = { ...answer(["A."]), sentences: [{ text: "A.", support: "unsupported", citations: [] }] };
  assert.deepEqual(heardAfter(asked, { kind: "refined", refined: { id: "1", answer: refined, refining: true } }), [
    "A. (not in the sources)",
  ]);
});

test("nothing is read after a stop, and the next question begins anew", () => {
  const stopped: PanelEvent = { kind: "stopped", id: "1" };
  assert.deepEqual(heardAfter(asked, grown(["A."]), stopped, grown(["A.", "B."]), ended(["A.", "B."])), ["A."]);
  assert.deepEqual(heardAfter(asked, grown(["A."]), stopped, { ...asked, id: "2" }), []);
});

test("however an answer grows, all of it is read, in order, as often as it stands there", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("A.", "B.", "C.", "א.", "ב."), { maxLength: 12 }),
      fc.array(fc.nat(12)),
      (texts, cuts) => {
        const events = [...cuts].sort((a, b) => a - b).map((cut) => grown(texts.slice(0, cut)));
        assert.deepEqual(heardAfter(asked, ...events, ended(texts)), texts);
      },
    ),
  );
});
