import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createAnalyser } from "../../language/analyse.ts";
import { queryWords } from "../../lexical/queryTerms.ts";
import type { FusedCandidate } from "../fusion.ts";
import { featuresOf, type RerankingFeatures } from "./features.ts";
import { createPassageMatcher } from "./passageMatch.ts";
import { passageOf } from "./testPassages.ts";

const analyser = createAnalyser();

interface Page {
  readonly text: string;
  readonly breadcrumb?: readonly string[];
  readonly candidate?: Partial<FusedCandidate>;
}

function featuresFor(question: string, pages: readonly Page[], background?: number): readonly RerankingFeatures[] {
  const words = queryWords(analyser, question, new Map([["en", 1]])).map((word) => ({ word, idf: 2, known: true }));
  const match = createPassageMatcher(analyser, words);
  const inputs = pages.map(({ text, breadcrumb = [], candidate }, number) => {
    const passage = passageOf(text, { id: number, breadcrumb });
    const legs = { passage: number, lexical: 1, lexicalScaled: 0.5, denseScaled: 0.5, score: 0.5, ...candidate };
    return { candidate: legs, passage, match: match(passage) };
  });
  return featuresOf({ question, words, inputs, rest: [], background });
}

test("a passage that says what is asked has more of every feature than one that does not", () => {
  const [answer, other] = featuresFor("How long are backups of Leeds kept in 2025?", [
    { text: "Backups of Leeds are kept long: in 2025 for 35 days.", breadcrumb: ["How long backups are kept"] },
    { text: "The cold room is in York." },
  ]);
  assert.ok(answer !== undefined && other !== undefined);
  for (const name of ["grams", "window", "headingLikeness", "proximity"] as const)
    assert.ok(answer[name] > other[name], name);
  for (const name of ["numbersMissing", "namesMissing"] as const) assert.deepEqual([answer[name], other[name]], [0, 1]);
});

test("the window is of three sentences in a row, not of the whole passage", () => {
  const question = "alpha beta";
  const [near, far] = featuresFor(question, [
    { text: "Alpha is here. Then more. Beta is there. The end comes. It is over." },
    { text: "Alpha is here. Then more. Still more. And more. Beta is there." },
  ]);
  assert.equal(near?.window, 1);
  assert.equal(far?.window, 0.5);
});

test("proximity counts neighbouring words of the question at most three words apart", () => {
  const [near, far] = featuresFor("cold room", [
    { text: "The cold storage and room." },
    { text: "Cold weather came late this year to the room." },
  ]);
  assert.deepEqual([near?.proximity, far?.proximity], [1, 0]);
});

test("similarity is what lies above the folder's own, and a missing vector counts as the farthest", () => {
  const page = (similarity?: number): Page => ({
    text: "words",
    candidate: similarity === undefined ? {} : { similarity },
  });
  const similarities = featuresFor("words", [page(0.9), page(0.8), page()], 0.8).map(({ similarity }) => similarity);
  assert.ok(Math.abs((similarities[0] ?? 0) - 0.5) < 1e-9);
  assert.deepEqual(similarities.slice(1), [0, 0]);
});

test("a page in another language is trusted by its meaning", () => {
  const [own, foreign] = featuresFor("backup time", [
    { text: "Backup time.", candidate: { denseScaled: 0.5 } },
    { text: "Резервная копия.", candidate: { denseScaled: 1, foreign: true } },
  ]);
  assert.ok((foreign?.window ?? 0) > 0.5);
  assert.ok((foreign?.window ?? 0) < (own?.window ?? 0));
});

test("every feature is a finite number, shares are in 0..1, whatever the texts", () => {
  const page = fc.record({ text: fc.string(), breadcrumb: fc.array(fc.string(), { maxLength: 2 }) });
  fc.assert(
    fc.property(fc.string(), fc.array(page, { maxLength: 4 }), (question, pages) => {
      for (const { lexical, dense, similarity, ...shares } of featuresFor(question, pages)) {
        assert.ok([lexical, dense, similarity].every(Number.isFinite));
        for (const [name, share] of Object.entries(shares)) assert.ok(share >= 0 && share <= 1 + 1e-9, name);
      }
    }),
  );
});
