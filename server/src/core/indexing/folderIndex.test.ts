import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createBm25f, defaultBm25fParameters } from "../lexical/bm25f.ts";
import { quantizeVector } from "../vector/quantize.ts";
import { createFolderIndex, type FolderIndex } from "./folderIndex.ts";
import { packTerms } from "./packTerms.ts";

const wordsOf = (file: number): readonly string[] => [`word${file % 5}`, `word${file % 3}x`, "all"];
const keyOf = (file: number): string => `key${file}`;
const vectorOf = (file: number) => quantizeVector([file + 1, 2]);

function addFile(index: FolderIndex, file: number): void {
  const terms = [...new Set(wordsOf(file))];
  const counted = { terms, frequencies: terms.map(() => (file % 4) + 1) };
  index.addFile({
    fileId: file,
    passages: [0, 1].map((place) => ({
      id: file * 2 + place,
      language: file % 2 === 0 ? "en" : "he",
      vectorKey: keyOf(file),
    })),
    ...packTerms([
      [counted, counted, counted, counted],
      [counted, counted, counted, counted],
    ]),
  });
}

/** What a search would see, by the store's ids. */
function seen(index: FolderIndex) {
  const bm25f = createBm25f(index.postings, index, defaultBm25fParameters);
  const question = quantizeVector([1, 1]);
  const accepts = (passage: number): boolean => index.isLive(passage);
  const lexical = ["all", "word1", "word2x"].map((term) =>
    bm25f
      .score([{ text: term, alternatives: [[term]] }])
      .best(1000, accepts)
      .map(({ passage, score }) => [index.idOf(passage), score.toFixed(9)])
      .sort(([a], [b]) => Number(a) - Number(b)),
  );
  const dense = index.vectors
    .nearest(question, 1000, accepts)
    .map(({ passage, score }) => [index.idOf(passage), score.toFixed(6)])
    .sort(([a], [b]) => Number(a) - Number(b));
  const { live, pendingPassages, pendingFiles } = index;
  return { lexical, dense, live, pendingPassages, pendingFiles, languages: index.languages() };
}

const step = fc.oneof(
  fc.record({ kind: fc.constantFrom("add" as const, "remove" as const), file: fc.nat(15) }),
  fc.record({ kind: fc.constantFrom("vector" as const, "purge" as const), file: fc.nat(15) }),
);

test("after any adding, removing, embedding and purging an index is as one built afresh", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const index = createFolderIndex(2);
      const files = new Set<number>();
      for (const { kind, file } of steps) {
        if (kind === "vector") index.setVector(keyOf(file), vectorOf(file));
        else if (kind === "purge") for (const _breath of index.purge());
        else {
          index.removeFile(file);
          files.delete(file);
          if (kind === "remove") continue;
          addFile(index, file);
          files.add(file);
        }
      }
      const fresh = createFolderIndex(2);
      for (const file of files) addFile(fresh, file);
      for (const file of files) {
        const [passage] = index.passagesOf(file);
        if (passage !== undefined && index.vectors.has(passage)) fresh.setVector(keyOf(file), vectorOf(file));
      }
      assert.equal(index.live, files.size * 2);
      assert.deepEqual(seen(index), seen(fresh));
    }),
  );
});

test("numbers of removed passages are given again, after the second purge", () => {
  const index = createFolderIndex(2);
  for (let round = 0; round < 50; round += 1) {
    for (let file = 0; file < 10; file += 1) {
      index.removeFile(file);
      addFile(index, file);
    }
    for (const _breath of index.purge());
  }
  assert.equal(index.live, 20);
  assert.ok(index.size <= 60, `${index.size} numbers`);
});
