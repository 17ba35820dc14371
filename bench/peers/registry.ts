import { askDocsModes } from "./askDocs.ts";
import { flexSearch } from "./flexSearch.ts";
import { lanceDb } from "./lanceDb.ts";
import { miniSearch } from "./miniSearch.ts";
import { orama } from "./orama.ts";
import type { Peer } from "./peer.ts";
import { sqliteFts5 } from "./sqliteFts5.ts";

/** Everything that is compared, in the order of the tables. */
export const peers: readonly Peer[] = [
  ...askDocsModes,
  miniSearch("exact"),
  miniSearch("tolerant"),
  orama("bm25"),
  orama("qps"),
  orama("hybrid"),
  sqliteFts5,
  flexSearch,
  lanceDb,
];
