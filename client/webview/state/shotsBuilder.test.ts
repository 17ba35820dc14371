import assert from "node:assert/strict";
import { test } from "node:test";
import type { Turn } from "../../../protocol/panelMessages.ts";
import type { MinedKindView, ShotsSource } from "../../../protocol/shotsBuilding.ts";
import type { AnswerView } from "../../../protocol/views.ts";
import {
  answerSources,
  buildParams,
  chosenSelector,
  isBalanced,
  newBuilder,
  selectorsFor,
  taskOf,
  wrongFigure,
  type ShotsBuilder,
  type ShotsChoices,
} from "./shotsBuilder.ts";

const source: ShotsSource = { kind: "file", uri: "file:///w/a.md", path: "a.md" };
const rows: MinedKindView = { kind: "table", pairs: 9, labels: ["no", "yes"] };
const questions: MinedKindView = { kind: "faq", pairs: 4, labels: [] };

function builder(
  choices: Partial<ShotsChoices> = {},
  kinds: readonly MinedKindView[] = [rows, questions],
): ShotsBuilder {
  const opened = newBuilder([source]);
  const mining = { kind: "mined", view: { id: "m", kinds, flagged: 0, widened: false } } as const;
  return { ...opened, mining, choices: { ...opened.choices, ...choices } };
}

test("without a choice the most frequent kind is taken, its labels in equal shares", () => {
  assert.equal(buildParams(newBuilder([source])), undefined);
  assert.deepEqual(buildParams(builder()), {
    ...{ id: "m", kind: "table", selector: "mmr", balanced: true, order: "similar-last", k: 8 },
    ...{ template: "completion", task: "Say which label the text has: no, yes." },
  });
  assert.equal(buildParams(builder({ kind: "" }))?.kind, undefined);
  assert.equal(isBalanced(builder({ kind: "faq", balanced: true })), false);
  assert.equal(isBalanced(builder({ balanced: false })), false);
});

test("with an input the way that measured best is taken, and what needs an input goes with it", () => {
  assert.equal(chosenSelector(builder({ input: "Is it?" })), "consensus");
  assert.equal(isBalanced(builder({ input: "Is it?" })), false);
  assert.equal(chosenSelector(builder({ input: "Is it?", kind: "faq" })), "hybrid");
  assert.equal(selectorsFor(builder({ input: "Is it?", kind: "faq" })).includes("consensus"), false);
  assert.equal(chosenSelector(builder({ input: "Is it?", selector: "bm25" })), "bm25");
  assert.equal(chosenSelector(builder({ input: " ", selector: "bm25" })), "mmr");
});

test("a figure that cannot be read is named, and nothing is built by it", () => {
  for (const k of ["", "0", "-1", "1.5", "1001", "many", "1e2"]) {
    assert.equal(wrongFigure(builder({ k })), "k", k);
    assert.equal(buildParams(builder({ k })), undefined);
  }
  assert.equal(wrongFigure(builder({ budget: "0" })), "budget");
  assert.equal(wrongFigure(builder({ budget: " 12 ", k: " 1000 " })), undefined);
  assert.equal(buildParams(builder({ budget: " 12 " }))?.budget, 12);
});

test("the task follows from the pairs until a person writes one, which may be none", () => {
  assert.equal(taskOf(builder({ kind: "faq" })), "Answer the question as the examples do.");
  assert.equal(taskOf(builder({ kind: "faq", task: "Réponds." })), "Réponds.");
  assert.equal(buildParams(builder({ task: " " }))?.task, undefined);
});

test("an answer's sentences are one text; a list keeps its lines", () => {
  const said = (...texts: readonly string[]): string => {
    const answer = { sentences: texts.map((text) => ({ text })), citations: [{ place: {} }], abstained: false };
    const outcome = { kind: "answered", answer: answer as unknown as AnswerView } as const;
    const [source] = answerSources({ id: "a", question: "What?", askedAt: 0, outcome }, []);
    return source?.kind === "answer" ? (source.answers[0]?.answer ?? "") : "";
  };
  assert.equal(said("It is so.", "And so."), "It is so. And so.");
  assert.equal(said("It takes:", "- a box", "- tape"), "It takes:\n- a box\n- tape");
});

test("a prompt is built from an answer, from all of them, or from a page that it cites", () => {
  const cited = (uri: string) => ({ place: { uri, path: uri.slice(-4) } });
  const turn = (id: string, answer: Partial<AnswerView>): Turn => ({
    ...{ id, question: id, askedAt: 0 },
    outcome: { kind: "answered", answer: { sentences: [{ text: "So." }], ...answer } as AnswerView },
  });
  const citations = ["file:///a.md", "file:///b.md", "file:///a.md"].map(cited) as unknown as AnswerView["citations"];
  const first = turn("First?", { abstained: false, citations });
  const second = turn("Why?", { abstained: false, citations, askedAs: "Why is it first?" });
  const none = turn("None?", { abstained: true, citations: [] });
  const kinds = (sources: readonly ShotsSource[]) => sources.map((one) => ("path" in one ? one.path : one.kind));
  assert.deepEqual(kinds(answerSources(first, [first])), ["answer", "a.md", "b.md"]);
  const [own, all] = answerSources(second, [first, none, second]);
  assert.ok(own?.kind === "answer" && all?.kind === "answers");
  assert.equal(own.answers[0]?.question, "Why is it first?");
  assert.equal(all.answers.length, 2);
  assert.deepEqual(answerSources(none, [first, none]), []);
});
