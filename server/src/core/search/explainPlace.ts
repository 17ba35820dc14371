import type { Explanation } from "../../../../protocol/explanation.ts";
import type { createFileCatalogue } from "../indexing/fileCatalogue.ts";
import type { FolderIndex } from "../indexing/folderIndex.ts";
import { createRecords } from "../indexing/records.ts";
import type { Store } from "../ports.ts";
import type { createHitReading } from "./hits.ts";
import { defaultSearchParameters, type createSearch, type SearchOptions } from "./search.ts";

/** A stretch of a file, in offsets of its text. */
export interface FilePlace {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Builds the explaining of one place, such as a citation's. */
export function createPlaceExplaining(ports: {
  readonly index: FolderIndex;
  readonly store: Store;
  readonly files: ReturnType<typeof createFileCatalogue>;
  readonly search: ReturnType<typeof createSearch>;
  readonly hits: Pick<ReturnType<typeof createHitReading>, "explanationOf">;
}) {
  const { index, store, files, search, hits } = ports;
  const recordsOf = createRecords(index, store);

  /** The passage that shares most of its text with a place. */
  function passageAt({ path, start, end }: FilePlace): number | undefined {
    const passages = index.passagesOf(files.byPath(path)?.id ?? -1);
    let best: { readonly passage?: number; readonly shared: number } = { shared: 0 };
    for (const [passage, record] of recordsOf(passages)) {
      const shared = Math.min(end, record.end) - Math.max(start, record.start);
      if (shared > best.shared) best = { passage, shared };
    }
    return best.passage;
  }

  /** How a question comes to find the passage at a place; undefined where it does not, or no passage is there any more. */
  return async function explainPlace(
    question: string,
    place: FilePlace,
    options: Pick<SearchOptions, "scope" | "vectors" | "signal">,
  ): Promise<Explanation | undefined> {
    const passage = passageAt(place);
    if (passage === undefined) return undefined;
    const depth = defaultSearchParameters.perLeg;
    const outcome = await search.search(question, { ...options, mode: "hybrid", depth, explain: true });
    return hits.explanationOf(outcome, passage);
  };
}
