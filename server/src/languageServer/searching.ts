import type { SearchParams } from "../../../protocol/serverMessages.ts";
import type { HitView } from "../../../protocol/views.ts";
import { exactBonus, exactFirst } from "../core/search/exactMatch.ts";
import { fuse } from "../core/search/fusion.ts";
import { defaultSearchParameters } from "../core/search/search.ts";
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

  async function find(query: string, mode: "hybrid" | "bm25", depth: number, signal: AbortSignal) {
    const prefixed = folders.all().length > 1;
    const found = await folders.useAll(async (index): Promise<readonly FolderHit[]> => {
      const vectors = index.service.pendingPassages() <= mostEmbedded ? "question-first" : "stored";
      const { hits } = await index.service.search(query, { mode, vectors, depth, fold: true, signal });
      const views = createFolderViews(index, prefixed);
      return hits.map((hit) => ({ hit, views }));
    });
    return found.length > 1 ? mergeHits(found.flat()) : found.flat();
  }

  return {
    /** The best passages first. @throws the signal's reason when it aborts. */
    async search({ query, limit }: SearchParams, signal: AbortSignal): Promise<readonly HitView[]> {
      if (query.trim() === "") return [];
      const depth = Math.max(1, Math.min(mostHits, Math.floor(limit)));
      const end = gate.question();
      try {
        const hybrid = find(query, "hybrid", depth, signal);
        const hits = await ((await settlesWithin(hybrid, patienceForModel))
          ? hybrid
          : find(query, "bm25", depth, signal));
        signal.throwIfAborted();
        return await Promise.all(hits.slice(0, depth).map(({ hit, views }) => views.hit(hit)));
      } finally {
        end();
      }
    },
  };
}

/**
 * Puts hits of several folders in one order. A folder's own scores are scaled to its own best and worst, so both legs'
 * raw scores are scaled and mixed again over all hits, as if they came from one folder.
 */
function mergeHits(hits: readonly FolderHit[]): readonly FolderHit[] {
  const candidates = hits.map(({ hit: { lexical, similarity, foreign = false } }, passage) => ({
    passage,
    lexical,
    foreign,
    ...(similarity === undefined ? {} : { similarity }),
  }));
  const weight = candidates.some(({ similarity }) => similarity !== undefined)
    ? defaultSearchParameters.denseWeight
    : 0;
  const { foreignTrust } = defaultSearchParameters;
  const exact = new Map(
    hits.flatMap(({ hit }, place) => (hit.exact === undefined ? [] : [[place, hit.exact] as const])),
  );
  return exactFirst(fuse(candidates, { weight, foreignTrust }), exact).flatMap(({ passage, score }) => {
    const found = hits[passage];
    return found === undefined ? [] : { ...found, hit: { ...found.hit, score: score + exactBonus(found.hit.exact) } };
  });
}
