import { join } from "node:path";
import type { SearchMode, VectorUse } from "../../server/src/core/search/search.ts";
import type { Peer } from "./peer.ts";

/** Loaded late, so that it takes no memory in the other peers' processes. */
const loadOurselves = () => import("../benchFolder.ts");

/**
 * Ourselves, over the folder of files: indexing is reading, parsing, dividing, analysing and writing to disk. Vectors,
 * the question's too, come from where they are remembered, so that what is timed is search alone.
 */
const askDocs = (name: string, setting: string, mode: SearchMode, vectors: VectorUse): Peer => ({
  name: `Ask Docs ${name}`,
  setting,
  usesVectors: mode !== "bm25",
  async open({ folder, scratch, documentOf }) {
    const { openBenchFolder } = await loadOurselves();
    const { service, close } = await openBenchFolder({ folder, indexDir: join(scratch, "index") });
    return {
      add: () => undefined,
      async finish() {
        await service.refresh();
      },
      async search({ text }, depth) {
        const { hits } = await service.search(text, { mode, vectors, depth });
        return hits.map(({ file }) => documentOf.get(file.path) ?? file.path);
      },
      close,
    };
  },
});

/** Our modes. */
export const askDocsModes: readonly Peer[] = [
  askDocs("bm25", "keywords alone", "bm25", "none"),
  askDocs("vector", "vectors alone", "vector", "stored"),
  askDocs(
    "question-first",
    "hybrid where only the question's own 20 best keyword candidates have vectors, as in the first second or two in a huge folder",
    "hybrid",
    "candidates",
  ),
  askDocs("hybrid", "as it ships", "hybrid", "stored"),
];
