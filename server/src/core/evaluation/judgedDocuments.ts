import { anchorQuote } from "../answering/anchor.ts";
import type { QuoteLocator } from "../answering/locateQuote.ts";
import { decodeText } from "../documents/decode.ts";
import type { FileCatalogue } from "../indexing/fileCatalogue.ts";
import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { PassageRecord, Store, Workspace } from "../ports.ts";
import type { Judgement } from "./judgements.ts";
import type { PlacedJudgement } from "./passageQuestion.ts";

/** One folder's documents, as far as judgements are about them. */
export interface JudgedDocuments {
  /** Whether a path is among the documents that are searched. */
  isIndexed(path: string): boolean;
  /** The passages of a file in reading order; none of a file that is not indexed. */
  passagesOf(path: string): readonly PassageRecord[];
  /** The line of an offset of a file, from 1; undefined where no passage holds it. */
  lineAt(path: string, offset: number): number | undefined;
  /** Where judged words stand now; undefined where they are gone. `path` is the document's in this folder. */
  place(judgement: Judgement, path: string): Promise<Omit<PlacedJudgement, "verdict"> | undefined>;
}

export function createJudgedDocuments(ports: {
  readonly workspace: Workspace;
  readonly quotes: QuoteLocator;
  readonly files: FileCatalogue;
  readonly index: FolderIndex;
  readonly store: Store;
}): JudgedDocuments {
  const { workspace, quotes, files, index, store } = ports;
  const isIndexed = (path: string): boolean => files.byPath(path) !== undefined;

  /** In a file that is there but left out by the settings: its words can be right, and cannot be found. */
  async function inLeftOutFile(judgement: Judgement, path: string) {
    const { start, end, quote, before, after } = judgement;
    const read = await workspace.read(path);
    if (!read.ok) return read.failure.code === "too-large" ? { path, start, end, isIndexed: false } : undefined;
    const decoded = decodeText(read.value);
    if (!decoded.ok) return undefined;
    const anchor = anchorQuote({ text: decoded.value.text, quote, startOffset: start, before, after });
    return anchor.kind === "gone" ? undefined : { path, start: anchor.start, end: anchor.end, isIndexed: false };
  }

  function passagesOf(path: string): readonly PassageRecord[] {
    const passages = index.passagesOf(files.byPath(path)?.id ?? -1);
    return store.passages(passages.map((passage) => index.idOf(passage)));
  }

  return {
    isIndexed,
    passagesOf,
    lineAt(path, offset) {
      const passage = passagesOf(path).find(({ start, end }) => start <= offset && offset < end);
      if (passage === undefined) return undefined;
      return passage.startLine + (passage.text.slice(0, offset - passage.start).match(/\r\n|\n|\r/gu)?.length ?? 0);
    },
    async place(judgement, path) {
      const words = { ...judgement, path, startIn: () => judgement.start };
      const own = await quotes.inOwnFile(words);
      if (own?.kind === "gone") return undefined;
      if (own !== undefined) return { path, start: own.start, end: own.end, isIndexed: isIndexed(path) };
      const leftOut = await inLeftOutFile(judgement, path);
      if (leftOut !== undefined) return leftOut;
      const elsewhere = await quotes.elsewhere(words);
      return elsewhere && { ...elsewhere, isIndexed: true };
    },
  };
}
