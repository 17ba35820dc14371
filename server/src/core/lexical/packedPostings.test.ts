import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { packTerms } from "../indexing/packTerms.ts";
import { fields } from "./fields.ts";
import { createFlexSearchPostings } from "./flexSearchPostings.ts";
import { createPackedPostings } from "./packedPostings.ts";
import { createSizedPostings } from "./sizedPostings.ts";
import { frequencyOf, maxFrequency, passageOf, type Postings } from "./postings.ts";

const term = fc.constantFrom("a", "b", "constructor", "a-word-longer-than-a-dozen", "ж", "d");
const field = fc
  .uniqueArray(fc.tuple(term, fc.integer({ min: 1, max: 80 })), { selector: ([name]) => name })
  .map((counts) => ({ terms: counts.map(([name]) => name), frequencies: counts.map(([, count]) => count) }));
const file = fc.array(fc.tuple(...fields.map(() => field)), { minLength: 1, maxLength: 8 });

/** Everything that postings hold, by field and term, in order of passage. */
function contents(postings: Postings) {
  const rows = [...postings.terms()].sort().flatMap((name) =>
    fields.map((_, number) => {
      const held: [number, number][] = [];
      postings.visit(number, name, (passage, frequency) => held.push([passage, frequency]));
      assert.equal(postings.count(number, name), held.length);
      const listed = [...postings.list(number, name)].map((posting) => [passageOf(posting), frequencyOf(posting)]);
      assert.deepEqual(listed, held);
      return [name, number, ...held.sort(([a], [b]) => a - b)] as const;
    }),
  );
  return rows.filter((row) => row.length > 2);
}

/** Adds files and, after each, removes the passages that its number names and purges. */
function build(postings: Postings, files: readonly (readonly [Parameters<typeof packTerms>[0], number])[]) {
  const live = new Set<number>();
  const free: number[] = [];
  let next = 0;
  for (const [passages, removal] of files) {
    const numbers = passages.map(() => free.pop() ?? next++);
    postings.add(numbers, packTerms(passages));
    for (const number of numbers) live.add(number);
    if (removal === 0) continue;
    const removed = [...live].filter((passage) => passage % removal === 0);
    for (const passage of removed) live.delete(passage);
    for (const _breath of postings.purge((passage) => live.has(passage)));
    free.push(...removed);
  }
  return live;
}

test("packed postings hold what FlexSearch's hold, after any adding, removing, purging and moving", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(file, fc.nat(4)), { maxLength: 8 }), fc.nat(20), (files, most) => {
      const packed = createPackedPostings();
      const flexSearch = createFlexSearchPostings();
      const live = build(packed, files);
      build(flexSearch, files);
      assert.deepEqual(contents(packed), contents(flexSearch));
      const sized = createSizedPostings(0, most);
      build(sized, files);
      assert.deepEqual(contents(sized), contents(packed));
      for (const [, , ...held] of contents(packed)) for (const [passage] of held) assert.ok(live.has(passage));
    }),
  );
});

test("a list grows over chunks, shrinks, and its room is used again", () => {
  const postings = createPackedPostings();
  const body = fields.indexOf("body");
  const passages = [...Array(600_000).keys()];
  const add = (): void => {
    const rows = Uint32Array.from(passages.flatMap((place) => [place, body, place % 3 === 0 ? 1 : 0, 99]));
    postings.add(passages, { terms: ["common", "third"], postings: rows });
  };
  const seen = (name: string): number => {
    let [last, count] = [-1, 0];
    postings.visit(body, name, (passage, frequency) => {
      assert.ok(passage > last && frequency === maxFrequency);
      [last, count] = [passage, count + 1];
    });
    return count;
  };
  add();
  assert.deepEqual([seen("common"), seen("third")], [400_000, 200_000]);
  let breaths = 0;
  for (const _breath of postings.purge((passage) => passage < 10)) breaths += 1;
  assert.ok(breaths > 0);
  assert.deepEqual([seen("common"), seen("third")], [6, 4]);
  for (const _breath of postings.purge(() => false));
  assert.deepEqual([...postings.terms()], []);
  add();
  assert.deepEqual([seen("common"), seen("third")], [400_000, 200_000]);
});

test("a purge under way when a folder outgrows FlexSearch goes on in what it was moved to", () => {
  const passages = 300;
  const postings = createSizedPostings(0, passages);
  const terms = Array.from({ length: 1000 }, (_, number) => `term${number}`);
  const rows = Uint32Array.from(terms.flatMap((_, number) => [0, 0, number, 1]));
  for (let passage = 0; passage < passages; passage += 1) postings.add([passage], { terms, postings: rows });
  const purge = postings.purge((passage) => passage !== 7)[Symbol.iterator]();
  assert.equal(purge.next().done, false);
  postings.add([passages], { terms, postings: rows });
  while (purge.next().done !== true);
  for (const term of terms) assert.equal(postings.count(0, term), passages);
});
