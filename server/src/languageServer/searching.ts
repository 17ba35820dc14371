import type { SearchParams } from "../../../protocol/serverMessages.ts";
import type { HitView } from "../../../protocol/views.ts";
import type { Hit } from "../core/search/hits.ts";
import type { BacklogGate } from "./backlogGate.ts";
import type { Folders } from "./folders.ts";
import { settlesWithin } from "./settlesWithin.ts";
import { createFolderViews, type FolderViews } from "./views.ts";

/** Results come while someone types: when the model has not embedded the query by then, keywords alone; milliseconds. */
const patienceForModel = 250;
/** What has just been edited has no vectors, and would stand behind all that has; so few are embedded at once. */
const mostEmbedded = 4;
const mostHits = 100;

interface FolderHit {
  readonly hit: Hit;
  readonly views: FolderViews;
}

/** Searches all folders, with the vectors that are there, and those of an edit that has just been made. */
export function createSearching(ports: { readonly folders: Folders; readonly gate: BacklogGate }) {
  const { folders, gate } = ports;

  async function find(query: string, useVectors: boolean, depth: number, signal: AbortSignal) {
    const prefixed = folders.all().length > 1;
    const found = await folders.useAll(async (index): Promise<readonly FolderHit[]> => {
      const few = index.service.pendingPassages() <= mostEmbedded;
      const vectors = !useVectors ? "none" : few ? "question-first" : "stored";
      const { hits } = await index.service.search(query, { mode: "hybrid", vectors, depth, fold: true, signal });
      const views = createFolderViews(index, prefixed);
      return hits.map((hit) => ({ hit, views }));
    });
    // Scores are probabilities, which compare between folders.
    return found.flat().sort((a, b) => b.hit.score - a.hit.score);
  }

  return {
    /** The best passages first. @throws the signal's reason when it aborts. */
    async search({ query, limit }: SearchParams, signal: AbortSignal): Promise<readonly HitView[]> {
      if (query.trim() === "") return [];
      const depth = Math.max(1, Math.min(mostHits, Math.floor(limit)));
      const end = gate.question();
      try {
        const hybrid = find(query, true, depth, signal);
        const hits = await ((await settlesWithin(hybrid, patienceForModel))
          ? hybrid
          : find(query, false, depth, signal));
        signal.throwIfAborted();
        return await Promise.all(hits.slice(0, depth).map(({ hit, views }) => views.hit(hit)));
      } finally {
        end();
      }
    },
  };
}
