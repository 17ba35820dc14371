import { askDocs, askDocsQuestionFirst } from "./askDocs.ts";
import { flexSearch } from "./flexSearch.ts";
import { miniSearch } from "./miniSearch.ts";
import type { Peer } from "./peer.ts";
import { sqliteFts5 } from "./sqliteFts5.ts";

/** Everything that is compared, in the order of the tables. */
export const peers: readonly Peer[] = [
  askDocs("bm25", "keywords alone"),
  askDocs("vector", "vectors alone"),
  askDocsQuestionFirst,
  askDocs("hybrid", "as it ships"),
  miniSearch("MiniSearch", {}, ""),
  miniSearch("MiniSearch, tolerant", { prefix: true, fuzzy: 0.2 }, ", prefix, fuzzy 0.2"),
  sqliteFts5,
  flexSearch,
];
