import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { packTerms } from "../indexing/packTerms.ts";
import { createBm25f, type Bm25fParameters, type FieldLengths } from "./bm25f.ts";
import { createScoreExplanation, type WordScore } from "./explainScore.ts";
import { fields } from "./fields.ts";
import { createPackedPostings } from "./packedPostings.ts";
import type { QueryWord } from "./queryTerms.ts";

type Passage = readonly (readonly string[])[];

/** An index of passages, each with the terms of its fields; `removed` ones are tombstones. */
function indexOf(passages: readonly Passage[], removed: ReadonlySet<number>, parameters: Bm25fParameters) {
  const postings = createPackedPostings();
  const counted = (terms: readonly string[]) => {
    const distinct = [...new Set(terms)];
    return { terms: distinct, frequencies: distinct.map((term) => terms.filter((other) => other === term).length) };
  };
  postings.add([...passages.keys()], packTerms(passages.map((ofFields) => ofFields.map(counted))));
  const live = [...passages.keys()].filter((passage) => !removed.has(passage));
  const lengthOf = (field: number, passage: number): number => passages[passage]?.[field]?.length ?? 0;
  const lengths: FieldLengths = {
    size: passages.length,
    live: live.length,
    tombstones: removed.size,
    version: 1,
    isLive: (passage) => !removed.has(passage),
    lengthsOf: (field) => passages.map((_, passage) => lengthOf(field, passage)),
    averageLength: (field) =>
      live.reduce((sum, passage) => sum + lengthOf(field, passage), 0) / Math.max(1, live.length),
  };
  return {
    bm25f: createBm25f(postings, lengths, parameters),
    explanation: createScoreExplanation(postings, lengths, parameters),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));

const term = fc.constantFrom("a", "b", "c", "d", "e", "f");
const field = fc.array(term, { maxLength: 12 });
const passage = fc.tuple(...fields.map(() => field));
const word: fc.Arbitrary<QueryWord> = fc
  .array(fc.uniqueArray(term, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((alternatives) => ({ text: alternatives.flat().join(""), alternatives }));
const parameters: fc.Arbitrary<Bm25fParameters> = fc.record({
  k1: fc.double({ min: 0.1, max: 3, noNaN: true }),
  weights: fc.tuple(...fields.map(() => fc.constantFrom(0, 0.5, 1, 2))),
  b: fc.tuple(...fields.map(() => fc.double({ min: 0, max: 1, noNaN: true }))),
});

test("the parts of every passage add up to its score: fields to terms, terms to words, words to BM25F", () => {
  fc.assert(
    fc.property(
      fc.array(passage, { minLength: 1, maxLength: 12 }),
      fc.uniqueArray(fc.nat(11), { maxLength: 4 }),
      fc.array(word, { minLength: 1, maxLength: 5 }),
      parameters,
      (passages, removed, words, chosen) => {
        const { bm25f, explanation } = indexOf(passages, new Set(removed), chosen);
        const scores = bm25f.score(words);
        const explained = explanation.explain(words, [...passages.keys()]);
        for (const [number, ofWords] of explained) {
          assert.ok(near(sum(ofWords.map(({ score }) => score)), scores.scoreOf(number)));
          for (const { terms, score } of ofWords) {
            assert.ok(near(sum(terms.map((each) => each.score)), score));
            for (const each of terms) assert.ok(near(sum(each.fields.map((part) => part.score)), each.score));
          }
        }
      },
    ),
  );
});

test("each word names the term that matched, its fields and how often they hold it", () => {
  const one: Passage = [["lamp"], [], [], ["lamp", "lamp", "light"]];
  const chosen = { k1: 1.2, weights: [2, 1, 1, 1], b: [0, 0, 0, 0] };
  const { explanation } = indexOf([one, [[], [], [], ["dusk"]]], new Set(), chosen);
  const words = [
    { text: "lamps", alternatives: [["lampe"], ["lamp"]] },
    { text: "dusk", alternatives: [["dusk"]] },
  ];
  const [lamps, dusk] = explanation.explain(words, [0]).get(0) as readonly [WordScore, WordScore];
  assert.deepEqual(
    lamps.terms.map(({ term: held, fields: parts }) => [held, parts.map((part) => [part.field, part.frequency])]),
    [
      [
        "lamp",
        [
          ["title", 1],
          ["body", 2],
        ],
      ],
    ],
  );
  // Title and body each give a frequency of 2, so each gives half.
  assert.ok(near(lamps.terms[0]?.fields[0]?.score ?? 0, lamps.score / 2));
  assert.deepEqual(dusk, { text: "dusk", terms: [], score: 0 });
});
