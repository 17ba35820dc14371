import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PassageTerms } from "../../core/ports.ts";
import { packPostings, unpackPostings } from "./postings.ts";

const field = fc
  .uniqueArray(fc.tuple(fc.string(), fc.integer({ min: 1, max: 0xffffffff })), { selector: ([term]) => term })
  .map((pairs) => ({ terms: pairs.map(([term]) => term), frequencies: pairs.map(([, frequency]) => frequency) }));
const passages = fc.array(fc.array(field, { maxLength: 5 }), { maxLength: 6 });

/** [passage, field, term, frequency] of every posting, in order. */
const rowsOf = (file: readonly PassageTerms[]): unknown[] =>
  file.flatMap((fields, passage) =>
    fields.flatMap(({ terms, frequencies }, place) => terms.map((term, at) => [passage, place, term, frequencies[at]])),
  );

/** Ids as a table gives them, and the terms by id. */
function createIds() {
  const terms: string[] = ["never used"];
  const idsOf = (asked: readonly string[]): number[] =>
    asked.map((term) => (terms.includes(term, 1) ? terms.indexOf(term, 1) : terms.push(term) - 1));
  return { terms, idsOf };
}

const unpackedRows = (file: readonly PassageTerms[]): unknown[] => {
  const ids = createIds();
  const { terms, postings } = unpackPostings(packPostings(file, ids.idsOf), ids.terms, file.length);
  return Array.from({ length: postings.length / 4 }, (_, row) => {
    const [passage, place, term, frequency] = postings.subarray(row * 4, row * 4 + 4);
    return [passage, place, terms[term ?? -1], frequency];
  });
};

test("all postings come back in order", () => {
  fc.assert(fc.property(passages, (file) => assert.deepEqual(unpackedRows(file), rowsOf(file))));
});

test("a term is named once for the whole file, by its id", () => {
  const file = [[{ terms: ["a", "b"], frequencies: [1, 2] }], [{ terms: ["b"], frequencies: [200] }]];
  const packed = packPostings(file, (terms) => terms.map((term) => (term === "a" ? 300 : 5)));
  assert.deepEqual([...packed], [2, 3, 0xac, 0x02, 5, 0, 0, 2, 0, 1, 1, 2, 1, 0, 1, 1, 0xc8, 0x01]);
});

test("any change to the packed bytes is read to an end: as postings that fit, or as a SyntaxError", () => {
  const file: PassageTerms[] = [[{ terms: ["a", "b"], frequencies: [1, 2] }], [{ terms: ["b"], frequencies: [200] }]];
  const { terms, idsOf } = createIds();
  const numbers = packPostings(file, idsOf);
  fc.assert(
    fc.property(fc.nat(numbers.length - 1), fc.nat(255), fc.nat(numbers.length), (at, byte, length) => {
      const changed = numbers.slice(0, length);
      changed[at] = byte;
      try {
        const read = unpackPostings(changed, terms, file.length);
        for (let row = 0; row < read.postings.length; row += 4) {
          assert.ok((read.postings[row] ?? Infinity) < file.length);
          assert.ok((read.postings[row + 2] ?? Infinity) < read.terms.length);
        }
      } catch (error) {
        assert.ok(error instanceof SyntaxError);
      }
    }),
  );
});
