import type { CitationState, CitationView } from "../../../protocol/views.ts";
import type { QuotedWords } from "../core/answering/locateQuote.ts";
import { createLineIndex } from "../core/documents/lines.ts";
import type { Folders } from "./folders.ts";
import type { OpenIndex } from "./openIndex.ts";
import { createFolderViews, offsetAt } from "./views.ts";

/** Finds where citations' words stand now. */
export function createLocating({ folders }: { readonly folders: Folders }) {
  const placeIn = (index: OpenIndex, path: string, range: { readonly start: number; readonly end: number }) =>
    createFolderViews(index, folders.all().length > 1).place(path, range);

  /** In the citation's own file; undefined when there is no such file any more. */
  async function inOwnFile(index: OpenIndex, path: string, citation: CitationView): Promise<CitationState | undefined> {
    const anchor = await index.service.quotes.inOwnFile(wordsOf(citation, path));
    if (anchor === undefined || anchor.kind === "gone") return anchor;
    return { kind: anchor.kind, place: await placeIn(index, path, anchor) };
  }

  async function inOtherFiles(index: OpenIndex, citation: CitationView): Promise<CitationState | undefined> {
    const found = await index.service.quotes.elsewhere(wordsOf(citation, citation.place.path));
    return found && { kind: "moved", place: await placeIn(index, found.path, found) };
  }

  return {
    async locate(citation: CitationView): Promise<CitationState> {
      for (const { session, path } of folders.holding(citation.place.uri)) {
        await session.settled();
        const own = await session.use((index) => inOwnFile(index, path, citation));
        if (own !== undefined) return own;
      }
      const elsewhere = await folders.useAll((index) => inOtherFiles(index, citation));
      return elsewhere.find((state) => state !== undefined) ?? { kind: "gone" };
    },
  };
}

const wordsOf = ({ quote, before, after, contentHash, place }: CitationView, path: string): QuotedWords => ({
  path,
  quote,
  before,
  after,
  contentHash,
  startIn: (text) => offsetAt(createLineIndex(text), place.range.start),
});
