import type { Mention } from "../../../protocol/mentions.ts";
import type { SearchParams } from "../../../protocol/serverMessages.ts";
import type { SearchView } from "../../../protocol/views.ts";
import type { BacklogGate } from "./backlogGate.ts";
import type { Folders } from "./folders.ts";
import { missingNotices, scopeIn } from "./mentioning.ts";
import { mergeSearches, type FolderSearch } from "./mergeSearches.ts";
import { settlesWithin } from "./settlesWithin.ts";
import { createFolderViews } from "./views.ts";

/** Results come while someone types: when the model has not embedded the query by then, keywords alone; milliseconds. */
const patienceForModel = 250;
/** What has just been edited has no vectors, and would stand behind all that has; so few are embedded at once. */
const mostEmbedded = 4;
const mostHits = 100;

/** Searches all folders, with the vectors that are there, and those of an edit that has just been made. */
export function createSearching(ports: { readonly folders: Folders; readonly gate: BacklogGate }) {
  const { folders, gate } = ports;

  async function find(params: SearchParams, useVectors: boolean, signal: AbortSignal): Promise<FolderSearch> {
    const { query, limit: depth, lastWordIsPrefix = false, mentions = [] } = params;
    const prefixed = folders.all().length > 1;
    const found: (readonly Mention[])[] = [];
    const searches = await folders.useAll(async (index): Promise<FolderSearch> => {
      const { scope, found: mentioned } = scopeIn(index, mentions);
      found.push(mentioned);
      const few = index.service.pendingPassages() <= mostEmbedded;
      const vectors = !useVectors ? "none" : few ? "question-first" : "stored";
      const options = { mode: "hybrid", vectors, depth, fold: true, lastWordIsPrefix, signal } as const;
      const within = scope === undefined ? {} : { scope };
      const { hits, notices, isRelaxed } = await index.service.search(query, { ...options, ...within });
      const views = createFolderViews(index, prefixed);
      return { hits: hits.map((hit) => ({ hit, views })), notices, isRelaxed };
    });
    const merged = mergeSearches(searches);
    return { ...merged, notices: [...merged.notices, ...missingNotices(mentions, found)] };
  }

  return {
    /** The best passages first. @throws the signal's reason when it aborts. */
    async search(params: SearchParams, signal: AbortSignal): Promise<SearchView> {
      if (params.query.trim() === "") return { hits: [], notices: [] };
      const limit = Math.max(1, Math.min(mostHits, Math.floor(params.limit)));
      const end = gate.question();
      try {
        const hybrid = find({ ...params, limit }, true, signal);
        const isInTime = await settlesWithin(hybrid, patienceForModel);
        const { hits, notices } = await (isInTime ? hybrid : find({ ...params, limit }, false, signal));
        signal.throwIfAborted();
        return { hits: await Promise.all(hits.slice(0, limit).map(({ hit, views }) => views.hit(hit))), notices };
      } finally {
        end();
      }
    },
  };
}
