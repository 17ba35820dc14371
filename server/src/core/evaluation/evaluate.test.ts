import assert from "node:assert/strict";
import { test } from "node:test";
import { failure, success } from "../result.ts";
import { prepareDocumentQuestions } from "./documentQuestions.ts";
import { evaluate, evaluationModes, type Find, type FoundPassage } from "./evaluate.ts";
import { missedQuestions } from "./missed.ts";
import { makeReport } from "./report.ts";

const passage = (path: string, start = 0): FoundPassage => ({ path, start, end: start + 10 });
const names = { idOf: (path: string) => path, pathOf: (id: string) => (id.startsWith("gone") ? undefined : id) };

/** Twenty questions whose right documents keywords find second, and everything else first. */
const questions = Array.from({ length: 20 }, (_, place) => ({ id: `q${place}`, text: `Question ${place}?` }));
const relevance = new Map(questions.map(({ id }, place) => [id, new Map([[`${place}.md`, 1]])]));
const find: Find = async (question, mode) => {
  const right = passage(`${/\d+/u.exec(question)?.[0] ?? ""}.md`);
  return success(mode === "bm25" ? [passage("other.md"), passage("other.md", 10), right] : [right]);
};

test("a document counts once, at its best passage; modes are compared question by question", async () => {
  const prepared = prepareDocumentQuestions(questions, relevance, names);
  const results = await evaluate(prepared.questions, { modes: evaluationModes, find });
  assert.ok(results.ok);
  const bm25 = results.value[0]?.modes.get("bm25");
  assert.equal(bm25?.place, 2);
  assert.equal(bm25.figures["MRR@10"], 0.5);
  assert.deepEqual(bm25.first, passage("other.md"));
  const report = makeReport({
    set: "s",
    model: "m",
    results: results.value,
    problems: [],
    modes: evaluationModes,
    prepared,
  });
  assert.deepEqual(
    report.modes.map(({ mode, figures }) => [mode, figures["MRR@10"]]),
    [
      ["bm25", 0.5],
      ["vector", 1],
      ["hybrid", 1],
      ["question-first", 1],
    ],
  );
  assert.deepEqual(
    report.comparisons.map(({ sentence }) => sentence),
    [
      "question-first and hybrid rank alike on every question.",
      "question-first and vector rank alike on every question.",
      "question-first ranks better than bm25: by 0.369 [0.369, 0.369].",
      "hybrid and vector rank alike on every question.",
      "hybrid ranks better than bm25: by 0.369 [0.369, 0.369].",
      "vector ranks better than bm25: by 0.369 [0.369, 0.369].",
    ],
  );
  assert.equal(missedQuestions(results.value).length, 20);
});

test("a few questions are never enough for a verdict", async () => {
  const prepared = prepareDocumentQuestions(questions.slice(0, 9), relevance, names);
  const results = await evaluate(prepared.questions, { modes: ["bm25", "hybrid"], find });
  assert.ok(results.ok);
  const { comparisons } = makeReport({
    set: "s",
    model: "m",
    results: results.value,
    problems: [],
    modes: ["bm25", "hybrid"],
    prepared,
  });
  assert.deepEqual(
    comparisons.map(({ sentence }) => sentence),
    ["9 questions are too few to tell hybrid from bm25; judge at least 10."],
  );
});

test("what cannot be measured is counted and said", () => {
  const prepared = prepareDocumentQuestions(
    [...questions.slice(0, 2), { id: "unjudged", text: "?" }],
    new Map([...relevance].slice(0, 3)).set("q0", new Map([["gone.md", 2]])),
    names,
  );
  const { notes } = makeReport({ set: "s", model: "m", results: [], problems: [], modes: [], prepared });
  assert.deepEqual(notes, [
    "1 right document is not in the folder and counts as not found (gone.md). Check the folder, what is included and excluded, and the names of documents (--ids).",
    "1 question is judged in qrels.tsv but not in queries.jsonl, and left out; add the text there.",
    "1 question has nothing judged right, and is left out.",
  ]);
});

test("a search that fails ends the evaluation with its sentence; a stop ends it before the next search", async () => {
  const { questions: judged } = prepareDocumentQuestions(questions, relevance, names);
  const failing = await evaluate(judged, {
    modes: ["hybrid"],
    find: async () => failure("model-missing", "No model."),
  });
  assert.deepEqual(failing, failure("model-missing", "No model."));
  const stop = new AbortController();
  let searches = 0;
  const stopped = evaluate(judged, {
    modes: ["bm25", "hybrid"],
    signal: stop.signal,
    find: async (...given) => {
      searches += 1;
      stop.abort(new Error("stopped"));
      return find(...given);
    },
  });
  await assert.rejects(stopped, /stopped/);
  assert.equal(searches, 1);
});

test("each search waits for what is more urgent", async () => {
  const log: string[] = [];
  const { questions: judged } = prepareDocumentQuestions(questions.slice(0, 2), relevance, names);
  await evaluate(judged, {
    modes: ["bm25"],
    find: async (...given) => (log.push("search"), find(...given)),
    giveWay: async () => void log.push("way"),
    onProgress: (done, total) => void log.push(`${done}/${total}`),
  });
  assert.deepEqual(log, ["way", "search", "1/2", "way", "search", "2/2"]);
});
