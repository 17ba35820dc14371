import assert from "node:assert/strict";
import { test } from "node:test";
import { plainQuery } from "../search/query/query.ts";
import type { RerankingFeatures } from "../search/reranking/features.ts";
import { oddsOf, type RankedCandidate } from "../search/reranking/reranker.ts";
import type { SearchOutcome } from "../search/search.ts";
import { assess } from "./assess.ts";

const none: RerankingFeatures = {
  lexical: 0,
  dense: 0,
  similarity: 0,
  grams: 0,
  window: 0,
  headingLikeness: 0,
  proximity: 0,
  numbersMissing: 0,
  namesMissing: 0,
};

const candidate = (passage: number, score: number, features: Partial<RerankingFeatures>): RankedCandidate => ({
  passage,
  lexical: 1,
  lexicalScaled: 1,
  denseScaled: 1,
  cosine: 0.9,
  fusedScore: 1,
  score,
  features: { ...none, ...features },
});

const word = (text: string, idf: number, known: boolean) => ({ word: { text, alternatives: [[text]] }, idf, known });

const outcomeOf = (candidates: readonly RankedCandidate[]): SearchOutcome => ({
  query: plainQuery("lamp glass"),
  words: [],
  notices: [],
  corrections: [],
  isRelaxed: false,
  candidates,
  weighted: [word("lamp", 3, true), word("glass", 1, false)],
  read: new Map(),
  head: "sameLanguage",
});

const near = { similarity: 0.5, grams: 0.9, window: 1 };
const far = { similarity: 0.1, grams: 0.2 };
const field = [candidate(0, 0.9, near), ...Array.from({ length: 9 }, (_, at) => candidate(at + 1, 0.1, far))];

test("the best passage is compared with the others, and unknown words count by their weight", () => {
  const { features } = assess(outcomeOf(field), undefined);
  assert.equal(features.unknown, 0.25);
  assert.ok(Math.abs(features.scoreLead - (oddsOf({ score: 0.9 }) - oddsOf({ score: 0.1 }))) < 1e-9);
  assert.ok(Math.abs(features.similarityLead - 0.4) < 1e-9);
  assert.ok(Math.abs(features.gramsLead - 0.7) < 1e-9);
});

test("being first of two says less than being first of ten, and of one nothing", () => {
  const [ten, two, one] = [field, field.slice(0, 2), field.slice(0, 1)].map(
    (own) => assess(outcomeOf(own), undefined).features,
  );
  assert.ok((two?.scoreLead ?? 0) < (ten?.scoreLead ?? 0) && (two?.scoreLead ?? 0) > 0);
  assert.deepEqual([one?.scoreLead, one?.similarityLead, one?.gramsLead], [0, 0, 0]);
});

test("an answer that stands out is likelier than one among equals, and nothing found is no answer", () => {
  const sentence = (sentenceGrams: number, similarity: number) => ({
    features: { passage: 0, coverage: 0, contextCoverage: 0, typeFit: 0, grams: sentenceGrams, similarity },
  });
  const equals = field.map((each) => ({ ...each, score: 0.1, features: { ...none, ...far } }));
  const sure = assess(outcomeOf(field), sentence(0.8, 0.92)).confidence;
  const unsure = assess(outcomeOf(equals), sentence(0.2, 0.8)).confidence;
  assert.ok(sure > 0.5 && unsure < 0.5, `${sure} ${unsure}`);
  assert.equal(assess(outcomeOf([]), undefined).confidence, 0);
});
