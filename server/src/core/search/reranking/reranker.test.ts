import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalyser } from "../../language/analyse.ts";
import { queryWords } from "../../lexical/queryTerms.ts";
import type { FusedCandidate } from "../fusion.ts";
import { createReranker, probabilityOf, rerankingWeights } from "./reranker.ts";
import { passageOf } from "./testPassages.ts";

const analyser = createAnalyser();
const bm25f = { rarity: () => ({ idf: 2, known: true }) };

const texts = [
  "The cold room is locked at night.",
  "Backups are kept for 35 days.",
  "Members pay in spring.",
  "Old tapes are thrown away.",
];
const records = new Map(texts.map((text, passage) => [passage, passageOf(text, { id: passage })]));
const recordsOf = (passages: readonly number[]) =>
  new Map(
    passages.flatMap((passage) => {
      const record = records.get(passage);
      return record === undefined ? [] : [[passage, record] as const];
    }),
  );
const fused = [0, 1, 2, 3].map((passage): FusedCandidate => ({
  passage,
  lexical: 1,
  cosine: 0.8,
  similarity: 0.8,
  lexicalScaled: 0.5,
  denseScaled: 0.5,
  score: 0.9 - passage / 10,
}));
const question = "How long are backups kept?";
const words = queryWords(analyser, question, new Map([["en", 4]]));
const rerank = (depth: number, candidates = fused) =>
  createReranker({ analyser, bm25f, recordsOf, depth })(question, words, candidates, 0.78);

test("the passage that says it comes first, with a probability, its features, and the score of fusion kept", () => {
  const { candidates, read } = rerank(4);
  const [first] = candidates;
  assert.equal(first?.passage, 1);
  assert.equal(first.fusedScore, 0.8);
  assert.ok(first.features !== undefined && first.score === probabilityOf(first.features, "sameLanguage"));
  assert.equal(read.size, 4);
});

test("scores fall from first to last, also behind those that are reranked, and none is lost", () => {
  const { candidates } = rerank(2);
  assert.deepEqual(
    candidates.map(({ passage }) => passage),
    [1, 0, 2, 3],
  );
  assert.ok(candidates.every(({ score }, place) => score <= (candidates[place - 1]?.score ?? 1)));
  assert.equal(candidates[2]?.features, undefined);
});

test("a passage that is gone is left out", () => {
  const { candidates } = rerank(5, [...fused, { ...(fused[0] as FusedCandidate), passage: 9 }]);
  assert.equal(candidates.length, 4);
});

test("without vectors the weights of words alone judge", () => {
  const { candidates } = rerank(
    4,
    fused.map(({ cosine: _, similarity: __, ...candidate }) => candidate),
  );
  const [first] = candidates;
  assert.equal(first?.passage, 1);
  assert.ok(first.features !== undefined && first.score === probabilityOf(first.features, "withoutVectors"));
  assert.equal(rerankingWeights("withoutVectors").dense, 0);
});
