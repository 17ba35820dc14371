import assert from "node:assert/strict";
import { test } from "node:test";
import { success } from "../result.ts";
import { evaluate } from "./evaluate.ts";
import type { Judgement, Verdict } from "./judgements.ts";
import { prepareSet, type JudgedFolder } from "./prepareSet.ts";

const judgement = (questionId: string, path: string, start: number, verdict: Verdict): Judgement => ({
  questionId,
  path,
  verdict,
  start,
  end: start + 20,
  quote: "words",
  before: "",
  after: "",
  contentHash: "",
  judgedAt: "",
});

/** Files of four passages of 100 each; `gone.md` has lost its words, `hidden.md` is left out by the settings. */
const folder: JudgedFolder = {
  idOf: (path) => path,
  pathOf: (id) => id,
  place: async ({ path, start, end }) =>
    path === "gone.md" ? undefined : { path, start, end, isIndexed: path !== "hidden.md" },
  passagesOf: (path) => (path === "hidden.md" ? [] : [0, 100, 200, 300].map((start) => ({ start, end: start + 100 }))),
};
const found = (path: string, start: number) => ({ path, start, end: start + 100 });
const question = { id: "q", text: "Q?" };

async function figuresOf(judgements: readonly Judgement[], ranked: readonly ReturnType<typeof found>[]) {
  const prepared = await prepareSet({ questions: [question], relevance: new Map(), judgements }, folder);
  const results = await evaluate(prepared.questions, { modes: ["bm25"], find: async () => success(ranked) });
  assert.ok(results.ok);
  return results.value[0]?.modes.get("bm25");
}

test("a judged passage is found by the passage that holds its words, and by no other of its document", async () => {
  const judgements = [judgement("q", "a.md", 110, "right")];
  assert.equal((await figuresOf(judgements, [found("a.md", 0), found("a.md", 200), found("a.md", 100)]))?.place, 3);
  assert.equal((await figuresOf(judgements, [found("a.md", 0), found("b.md", 100)]))?.place, undefined);
});

test("two right sentences of one passage are one thing to find; those of two passages are two", async () => {
  const one = [judgement("q", "a.md", 110, "right"), judgement("q", "a.md", 150, "right")];
  assert.equal((await figuresOf(one, [found("a.md", 100)]))?.figures["nDCG@10"], 1);
  const two = [judgement("q", "a.md", 110, "right"), judgement("q", "a.md", 210, "right")];
  assert.equal((await figuresOf(two, [found("a.md", 100)]))?.figures["recall@10"], 0.5);
  assert.equal((await figuresOf(two, [found("a.md", 200), found("a.md", 100)]))?.figures["nDCG@10"], 1);
});

test("words over the border of two passages are found by either, once", async () => {
  const border = [judgement("q", "a.md", 90, "right")];
  assert.equal((await figuresOf(border, [found("a.md", 0)]))?.place, 1);
  const both = await figuresOf(border, [found("a.md", 0), found("a.md", 100)]);
  assert.equal(both?.figures["nDCG@10"], 1);
});

test("a passage judged wrong in first place is told", async () => {
  const judgements = [judgement("q", "a.md", 110, "right"), judgement("q", "b.md", 0, "wrong")];
  assert.equal((await figuresOf(judgements, [found("b.md", 0), found("a.md", 100)]))?.isFirstWrong, true);
  assert.equal((await figuresOf(judgements, [found("b.md", 100), found("a.md", 100)]))?.isFirstWrong, false);
});

test("words that are gone are left out; those of a document that a setting leaves out count as not found", async () => {
  const prepared = await prepareSet(
    {
      questions: [question, { id: "gone", text: "Gone?" }, { id: "only wrong", text: "Wrong?" }],
      relevance: new Map(),
      judgements: [
        judgement("q", "hidden.md", 0, "right"),
        judgement("q", "gone.md", 0, "wrong"),
        judgement("gone", "gone.md", 0, "right"),
        judgement("only wrong", "a.md", 0, "wrong"),
        judgement("nobody", "a.md", 0, "right"),
      ],
    },
    folder,
  );
  assert.deepEqual(
    prepared.questions.map(({ id }) => id),
    ["q"],
  );
  assert.equal(prepared.goneJudgements, 2);
  assert.equal(prepared.withoutRelevance, 2);
  assert.equal(prepared.unknownQuestions, 1);
  assert.deepEqual(prepared.unknownDocuments, ["hidden.md"]);
});

test("questions whose passages were not judged are measured by documents", async () => {
  const prepared = await prepareSet(
    { questions: [question], relevance: new Map([["q", new Map([["a.md", 2]])]]), judgements: [] },
    folder,
  );
  assert.equal(prepared.questions[0]?.unitOf(found("a.md", 300)), "a.md");
});
