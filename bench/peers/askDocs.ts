import { join } from "node:path";
import type { SearchMode, VectorUse } from "../../server/src/core/search/search.ts";
import type { Peer } from "./peer.ts";

/** Loaded late, so that it takes no memory in the other peers' processes. */
const loadOurselves = () => import("../benchFolder.ts");

/**
 * Ourselves, over the folder of files: indexing is reading, parsing, dividing, analysing and writing to disk. Vectors,
 * the question's too, come from where they are remembered, so that what is timed is search alone.
 */
export const askDocs = (mode: SearchMode, setting: string): Peer => ({
  name: `Ask Docs ${mode}`,
  setting,
  usesVectors: mode !== "bm25",
  async open({ folder, scratch, documentOf }) {
    const { openBenchFolder } = await loadOurselves();
    const opened = await openBenchFolder({ folder, indexDir: join(scratch, "index") });
    return {
      add: () => undefined,
      async finish() {
        await opened.service.refresh();
      },
      async search({ text }, depth) {
        const { hits } = await opened.service.search(text, { mode, vectors: "stored", depth });
        return hits.map(({ file }) => documentOf.get(file.path) ?? file.path);
      },
      close: opened.close,
    };
  },
});

/** Keyword candidates embedded for one question in the time it has: 1.5 s at 14 passages of full length a second. */
const candidatesInTime = 20;

/**
 * Question-first: each question finds a folder of which nothing has been embedded, and only its own keyword candidates
 * are. A small folder is not embedded whole, so that the figure holds for huge ones.
 */
export const askDocsQuestionFirst: Peer = {
  name: "Ask Docs question-first",
  setting: "hybrid; only the question's own 20 best keyword candidates have vectors",
  usesVectors: true,
  async open({ folder, scratch, documentOf }) {
    const { openBenchFolder } = await loadOurselves();
    const { defaultParameters } = await import("../../server/src/core/parameters.ts");
    const search = { ...defaultParameters.search, questionFirstMost: candidatesInTime, wholeFolder: 0 };
    const opened = await openBenchFolder({
      folder,
      indexDir: join(scratch, "index"),
      parameters: { ...defaultParameters, search },
    });
    const vectors: VectorUse = "question-first";
    let { service } = opened;
    return {
      add: () => undefined,
      async finish() {
        await opened.service.refresh();
      },
      prepare() {
        service = opened.serviceAnew({ withoutVectors: true });
      },
      async search({ text }, depth) {
        const { hits } = await service.search(text, { mode: "hybrid", vectors, depth });
        return hits.map(({ file }) => documentOf.get(file.path) ?? file.path);
      },
      close: opened.close,
    };
  },
};
