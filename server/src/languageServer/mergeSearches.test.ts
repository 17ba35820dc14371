import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeSearches, type FolderHit, type FolderSearch } from "./mergeSearches.ts";
import type { FolderViews } from "./views.ts";

const views = {} as FolderViews;

/** A hit by its path: ranked by `score`, or listed by filters alone where it has none. */
const hit = (path: string, { score = 0, modified = 0 }: { score?: number; modified?: number }): FolderHit => ({
  hit: { file: { path, modified }, score, lexical: score === 0 ? 0 : 1 } as FolderHit["hit"],
  views,
});

const searched = (hits: readonly FolderHit[], more: Partial<FolderSearch> = {}): FolderSearch => ({
  hits,
  notices: [],
  isRelaxed: false,
  ...more,
});

const pathsOf = ({ hits }: FolderSearch): readonly string[] => hits.map(({ hit: { file } }) => file.path);

test("no folder gives nothing, and one folder's search is as it is", () => {
  assert.deepEqual(mergeSearches([]), { hits: [], notices: [], isRelaxed: false });
  const only = searched([hit("b", { score: 0.2 }), hit("a", { score: 0.9 })], { notices: ["One."], isRelaxed: true });
  assert.equal(mergeSearches([only]), only);
});

test("hits of several folders are ranked together, equal ones in the folders' order", () => {
  const merged = mergeSearches([
    searched([hit("a1", { score: 0.9 }), hit("a2", { score: 0.3 })]),
    searched([hit("b1", { score: 0.9 }), hit("b2", { score: 0.5 })]),
  ]);
  assert.deepEqual(pathsOf(merged), ["a1", "b1", "b2", "a2"]);
});

test("what filters alone leave is listed by date over all folders", () => {
  const merged = mergeSearches([
    searched([hit("a1", { modified: 5 }), hit("a2", { modified: 1 })]),
    searched([hit("b1", { modified: 9 }), hit("b2", { modified: 3 })]),
  ]);
  assert.deepEqual(pathsOf(merged), ["b1", "a1", "b2", "a2"]);
});

test("a hit by meaning alone is ranked, not listed", () => {
  const byMeaning = { ...hit("b", { modified: 1 }), hit: { ...hit("b", { modified: 1 }).hit, similarity: 0.9 } };
  const merged = mergeSearches([searched([hit("a", { score: 0.4, modified: 9 })]), searched([byMeaning])]);
  assert.deepEqual(pathsOf(merged), ["a", "b"]);
});

test("only what every folder says of the query is said", () => {
  const merged = mergeSearches([
    searched([], { notices: ["The query is long.", "No document holds “lamp”."] }),
    searched([], { notices: ["The query is long."] }),
  ]);
  assert.deepEqual(merged.notices, ["The query is long."]);
});

test("where one folder holds the phrases, the words of another are left out", () => {
  const holder = searched([hit("a", { score: 0.2 })]);
  const relaxed = searched([hit("b", { score: 0.9 })], { isRelaxed: true, notices: ["No passage holds it."] });
  const merged = mergeSearches([relaxed, holder]);
  assert.deepEqual([pathsOf(merged), merged.isRelaxed, merged.notices], [["a"], false, []]);
  // A folder that found nothing at all does not hold them either.
  const empty = searched([]);
  assert.deepEqual(
    [pathsOf(mergeSearches([empty, relaxed])), mergeSearches([empty, relaxed]).isRelaxed],
    [["b"], true],
  );
  assert.equal(mergeSearches([relaxed, relaxed]).isRelaxed, true);
});
