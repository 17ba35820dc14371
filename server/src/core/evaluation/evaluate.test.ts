import assert from "node:assert/strict";
import { test } from "node:test";
import { failure, success } from "../result.ts";
import { evaluate, evaluationModes, type Find, type FoundPassage } from "./evaluate.ts";
import { missedQuestions } from "./missed.ts";
import { prepareSet, type JudgedFolder } from "./prepareSet.ts";
import { makeReport } from "./report.ts";

const passage = (path: string, start = 0): FoundPassage => ({ path, start, end: start + 10 });
const folder: JudgedFolder = {
  idOf: (path) => path,
  pathOf: (id) => (id.startsWith("gone") ? undefined : id),
  place: async () => undefined,
  passagesOf: () => [],
};
const prepare = (some: typeof questions, judged: ReadonlyMap<string, ReadonlyMap<string, number>> = relevance) =>
  prepareSet({ questions: some, relevance: judged, judgements: [] }, folder);
const circumstances = {
  set: "s",
  model: "m",
  at: "2026-11-21T14:03:00Z",
  settings: {},
  files: 1,
  passages: 2,
  pending: 0,
};
const nothing = { ...circumstances, problems: [], history: [] };

/** Twenty questions whose right documents keywords find second, and everything else first. */
const questions = Array.from({ length: 20 }, (_, place) => ({ id: `q${place}`, text: `Question ${place}?` }));
const relevance = new Map(questions.map(({ id }, place) => [id, new Map([[`${place}.md`, 1]])]));
const find: Find = async (question, mode) => {
  const right = passage(`${/\d+/u.exec(question)?.[0] ?? ""}.md`);
  return success(mode === "bm25" ? [passage("other.md"), passage("other.md", 10), right] : [right]);
};

test("a document counts once, at its best passage; modes are compared question by question", async () => {
  const prepared = await prepare(questions);
  const results = await evaluate(prepared.questions, { modes: evaluationModes, find });
  assert.ok(results.ok);
  const bm25 = results.value[0]?.modes.get("bm25");
  assert.equal(bm25?.place, 2);
  assert.equal(bm25.figures["MRR@10"], 0.5);
  assert.deepEqual(bm25.first, passage("other.md"));
  const report = await makeReport({ ...nothing, results: results.value, modes: evaluationModes, prepared });
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
      "hybrid and question-first rank alike on every question.",
      "hybrid and vector rank alike on every question.",
      "hybrid ranks better than bm25: by 0.369 [0.369, 0.369].",
      "question-first and vector rank alike on every question.",
      "question-first ranks better than bm25: by 0.369 [0.369, 0.369].",
      "vector ranks better than bm25: by 0.369 [0.369, 0.369].",
    ],
  );
  assert.equal(missedQuestions(results.value).length, 20);
});

test("a few questions are never enough for a verdict", async () => {
  const prepared = await prepare(questions.slice(0, 9));
  const results = await evaluate(prepared.questions, { modes: ["bm25", "hybrid"], find });
  assert.ok(results.ok);
  const { comparisons } = await makeReport({ ...nothing, results: results.value, modes: ["bm25", "hybrid"], prepared });
  assert.deepEqual(
    comparisons.map(({ sentence }) => sentence),
    ["9 questions are too few to tell hybrid from bm25; judge at least 10."],
  );
});

test("what cannot be measured is counted and said", async () => {
  const prepared = await prepare(
    [...questions.slice(0, 2), { id: "unjudged", text: "?" }],
    new Map([...relevance].slice(0, 3)).set("q0", new Map([["gone.md", 2]])),
  );
  const { notes } = await makeReport({ ...nothing, results: [], modes: [], prepared });
  assert.deepEqual(notes, [
    "1 right document is not among those that are searched and counts as not found (gone.md). Check the folder, what is included and excluded, and the names of documents (--ids).",
    "1 question is judged but not in queries.jsonl, and left out; add the text there.",
    "1 question has nothing judged right, and is left out.",
  ]);
});

test("a search that fails ends the evaluation with its sentence; a stop ends it before the next search", async () => {
  const { questions: judged } = await prepare(questions);
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
  const { questions: judged } = await prepare(questions.slice(0, 2));
  await evaluate(judged, {
    modes: ["bm25"],
    find: async (...given) => (log.push("search"), find(...given)),
    giveWay: async () => void log.push("way"),
    onProgress: (done, total) => void log.push(`${done}/${total}`),
  });
  assert.deepEqual(log, ["way", "search", "1/2", "way", "search", "2/2"]);
});
