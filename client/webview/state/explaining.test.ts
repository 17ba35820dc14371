import assert from "node:assert/strict";
import { test } from "node:test";
import type { Explanation } from "../../../protocol/explanation.ts";
import type { CitationView } from "../../../protocol/views.ts";
import { citationKey, initialState, type ExplanationOutcome, type PanelEvent, type PanelState } from "./panelState.ts";
import { reduce } from "./reducer.ts";

const first = { n: 1 } as CitationView;
const second = { n: 2 } as CitationView;
const outcome: ExplanationOutcome = { kind: "explained", explanation: { headline: "Found." } as Explanation };

const after = (...events: readonly PanelEvent[]): PanelState => events.reduce(reduce, initialState);
const asked = (citation: CitationView): PanelEvent => ({ kind: "explanationAsked", turnId: "a", citation });
const came = (n: number): PanelEvent => ({ kind: "explanationCame", key: citationKey("a", n), outcome });

test("an explanation is asked, shown and closed", () => {
  assert.deepEqual(after(asked(first)).explained, { turnId: "a", citation: first, outcome: { kind: "asked" } });
  assert.deepEqual(after(asked(first), came(1)).explained?.outcome, outcome);
  assert.equal(after(asked(first), came(1), { kind: "explanationClosed" }).explained, undefined);
});

test("one that comes after it was closed, or after another was asked, is not shown", () => {
  assert.equal(after(asked(first), { kind: "explanationClosed" }, came(1)).explained, undefined);
  assert.deepEqual(after(asked(first), asked(second), came(1)).explained?.outcome, { kind: "asked" });
});

test("it goes with the conversation", () => {
  assert.equal(after(asked(first), came(1), { kind: "cleared" }).explained, undefined);
});

test("closing what is closed changes nothing", () => {
  assert.equal(reduce(initialState, { kind: "explanationClosed" }), initialState);
});
