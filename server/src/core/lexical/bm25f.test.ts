import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { packTerms } from "../indexing/packTerms.ts";
import { createBm25f, inverseDocumentFrequency, type Bm25fParameters } from "./bm25f.ts";
import { fields } from "./fields.ts";
import { createPackedPostings } from "./packedPostings.ts";
import type { QueryWord } from "./queryTerms.ts";

const parameters: Bm25fParameters = { k1: 1.2, weights: [2, 1, 0, 1], b: [0, 0, 0, 0.75] };
const body = fields.indexOf("body");

/** An index of bodies, each a list of terms. */
function indexOf(bodies: readonly (readonly string[])[], removed: ReadonlySet<number> = new Set()) {
  const postings = createPackedPostings();
  const fieldsOf = (terms: readonly string[]) => {
    const distinct = [...new Set(terms)];
    const frequencies = distinct.map((term) => terms.filter((other) => other === term).length);
    return fields.map((_, field) =>
      field === body ? { terms: distinct, frequencies } : { terms: [], frequencies: [] },
    );
  };
  postings.add([...bodies.keys()], packTerms(bodies.map(fieldsOf)));
  const live = bodies.filter((_, passage) => !removed.has(passage));
  const average = live.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, live.length);
  const bm25f = createBm25f(
    postings,
    {
      size: bodies.length,
      live: live.length,
      tombstones: removed.size,
      version: 1,
      isLive: (passage) => !removed.has(passage),
      lengthsOf: (field) => bodies.map(({ length }) => (field === body ? length : 0)),
      averageLength: (field) => (field === body ? average : 0),
    },
    parameters,
  );
  return {
    ...bm25f,
    all: (words: readonly QueryWord[]) => bm25f.score(words).best(Infinity, () => true),
  };
}

const word = (...terms: string[]) => ({ text: terms[0] ?? "", alternatives: [terms] });

test("BM25F over the postings equals the formula written out", () => {
  const term = fc.constantFrom("a", "b", "c", "d", "e");
  fc.assert(
    fc.property(
      fc.array(fc.array(term, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 20 }),
      fc.uniqueArray(term, { minLength: 1 }),
      (bodies, query) => {
        const average = bodies.reduce((sum, terms) => sum + terms.length, 0) / bodies.length;
        const scored = new Map(
          indexOf(bodies)
            .all(query.map((each) => word(each)))
            .map(({ passage, score }) => [passage, score]),
        );
        for (const [passage, terms] of bodies.entries()) {
          const expected = query.reduce((sum, each) => {
            const holders = bodies.filter((other) => other.includes(each)).length;
            const frequency = terms.filter((other) => other === each).length / (0.25 + (0.75 * terms.length) / average);
            return sum + (inverseDocumentFrequency(holders, bodies.length) * frequency * 2.2) / (1.2 + frequency);
          }, 0);
          assert.ok(Math.abs((scored.get(passage) ?? 0) - expected) < 1e-9);
        }
      },
    ),
  );
});

test("removed passages are neither found nor counted", () => {
  const bodies = [["a", "b"], ["a"], ["c"]];
  const hits = indexOf(bodies, new Set([1])).all([word("a")]);
  assert.deepEqual(
    hits.map(({ passage }) => passage),
    [0],
  );
  const without = indexOf([["a", "b"], ["c"]]).all([word("a")]);
  assert.ok(Math.abs((hits[0]?.score ?? 0) - (without[0]?.score ?? 0)) < 1e-9);
});

test("how many passages hold a term is counted anew when the index changes", () => {
  const postings = createPackedPostings();
  const lengths = {
    size: 0,
    live: 0,
    tombstones: 0,
    version: 0,
    isLive: () => true,
    lengthsOf: () => [1, 1, 1],
    averageLength: () => 1,
  };
  const bm25f = createBm25f(postings, lengths, parameters);
  const none = { terms: [], frequencies: [] };
  const add = (passage: number): void => {
    postings.add([passage], packTerms([[none, none, none, { terms: ["a"], frequencies: [1] }]]));
    lengths.size = lengths.live = passage + 1;
    lengths.version += 1;
  };
  assert.equal(bm25f.rarity(word("a")).known, false);
  for (const passage of [0, 1, 2]) {
    add(passage);
    assert.equal(bm25f.rarity(word("a")).idf, inverseDocumentFrequency(passage + 1, passage + 1));
  }
});

test("of a word's alternatives a passage counts the best, of its terms all", () => {
  const bodies = [["chat"], ["cat"], ["dog"]];
  const hits = indexOf(bodies).all([{ text: "cats", alternatives: [["cat"], ["chat"]] }]);
  assert.deepEqual(hits.map(({ passage }) => passage).sort(), [0, 1]);
  assert.equal(hits[0]?.score, hits[1]?.score);
  const [both] = indexOf([["x", "y"], ["z"]]).all([word("x", "y")]);
  const [single] = indexOf([["x", "y"], ["z"]]).all([word("x")]);
  assert.ok((both?.score ?? 0) > (single?.score ?? 0));
});

test("a word that nothing holds is unknown and as rare as can be", () => {
  const index = indexOf([["a"], ["a"], ["b"]]);
  assert.deepEqual(index.rarity(word("zzz")), { idf: inverseDocumentFrequency(0, 3), known: false });
  assert.ok(index.rarity(word("a")).idf < index.rarity(word("b")).idf);
});

test("a full match is every term of the question once, unknown ones included", () => {
  const index = indexOf([["a", "b"], ["a"], ["c"]]);
  const full = index.fullScore([word("a"), word("b")]);
  assert.ok(Math.abs(full - (index.rarity(word("a")).idf + index.rarity(word("b")).idf)) < 1e-9);
  assert.ok(index.fullScore([word("a"), word("b"), word("zzz")]) > full);
  assert.equal(index.fullScore([]), 0);
});
