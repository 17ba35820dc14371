import type { CitationState, CitationView } from "../../../protocol/views.ts";
import { anchorQuote } from "../core/answering/anchor.ts";
import { createLineIndex } from "../core/documents/lines.ts";
import type { Folders } from "./folders.ts";
import type { OpenIndex } from "./openIndex.ts";
import { createFolderViews, offsetAt } from "./views.ts";

/** Files looked at for the words of a citation whose own file is gone. */
const mostFiles = 10;

/** Finds where citations' words stand now. */
export function createLocating({ folders }: { readonly folders: Folders }) {
  const placeIn = (index: OpenIndex, path: string, range: { readonly start: number; readonly end: number }) =>
    createFolderViews(index, folders.all().length > 1).place(path, range);

  /** In the citation's own file; undefined when there is no such file any more. */
  async function inOwnFile(index: OpenIndex, path: string, citation: CitationView): Promise<CitationState | undefined> {
    if ((await index.workspace.find(path)) === undefined) return undefined;
    const text = await index.readText(path);
    if (text === undefined) return undefined;
    const startOffset = offsetAt(createLineIndex(text), citation.place.range.start);
    const { quote, before, after } = citation;
    const anchor = anchorQuote({ text, quote, startOffset, before, after });
    return anchor.kind === "gone" ? anchor : { kind: anchor.kind, place: await placeIn(index, path, anchor) };
  }

  /** In the file that has the same content now, else in one that holds the same words. */
  async function inOtherFiles(index: OpenIndex, citation: CitationView): Promise<CitationState | undefined> {
    const { quote, before, after, contentHash, place } = citation;
    const { hits } = await index.service.search(quote, {
      mode: "bm25",
      vectors: "none",
      depth: mostFiles,
      plain: true,
    });
    const renamed = [...index.service.files()].filter((file) => file.contentHash === contentHash);
    const paths = new Set([...renamed, ...hits.map(({ file }) => file)].map(({ path }) => path));
    for (const path of paths) {
      const text = await index.readText(path);
      if (text === undefined) continue;
      const startOffset = offsetAt(createLineIndex(text), place.range.start);
      const anchor = anchorQuote({ text, quote, startOffset, before, after });
      if (anchor.kind === "unchanged" || anchor.kind === "moved")
        return { kind: "moved", place: await placeIn(index, path, anchor) };
    }
    return undefined;
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
