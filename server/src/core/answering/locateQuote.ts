import type { FileCatalogue } from "../indexing/fileCatalogue.ts";
import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { Workspace } from "../ports.ts";
import type { createSearch } from "../search/search.ts";
import { anchorQuote, type Anchor } from "./anchor.ts";

/** Words that were quoted from a file, which may have changed, or be another one by now. */
export interface QuotedWords {
  readonly path: string;
  readonly quote: string;
  readonly before: string;
  readonly after: string;
  /** SHA-256 of the file that they were quoted from. */
  readonly contentHash: string;
  /** Where they stood, as an offset of the text as it is now. */
  startIn(text: string): number;
}

/** Where quoted words stand in another file than they did. */
export interface QuoteElsewhere {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Finds quoted words again, in their own file or in others. */
export interface QuoteLocator {
  /** Undefined where there is no such file among the documents. */
  inOwnFile(words: QuotedWords): Promise<Anchor | undefined>;
  /** In the file that has the same content now, else in one that holds the same words. */
  elsewhere(words: QuotedWords): Promise<QuoteElsewhere | undefined>;
}

/** Files looked at for the words of a file that is gone. */
const mostFiles = 10;

/** Wires the finding of quotations by hand. */
export function createQuoteLocator(ports: {
  readonly workspace: Pick<Workspace, "find">;
  readonly readText: (path: string) => Promise<string | undefined>;
  readonly search: Pick<ReturnType<typeof createSearch>, "search">;
  readonly index: Pick<FolderIndex, "fileOf">;
  readonly files: Pick<FileCatalogue, "all" | "byId">;
}): QuoteLocator {
  const { workspace, readText, search, index, files } = ports;

  async function anchorIn(path: string, words: QuotedWords): Promise<Anchor | undefined> {
    const text = await readText(path);
    if (text === undefined) return undefined;
    const { quote, before, after } = words;
    return anchorQuote({ text, quote, startOffset: words.startIn(text), before, after });
  }

  /** Files with the same content first, then those that hold the same words. */
  async function likelyFiles({ quote, contentHash }: QuotedWords): Promise<ReadonlySet<string>> {
    const options = { mode: "bm25", vectors: "none", depth: mostFiles, plain: true } as const;
    const { candidates } = await search.search(quote, options);
    const same = [...files.all()].filter((file) => file.contentHash === contentHash);
    const holding = candidates.map(({ passage }) => files.byId(index.fileOf(passage)));
    return new Set([...same, ...holding].flatMap((file) => (file === undefined ? [] : [file.path])));
  }

  return {
    async inOwnFile(words) {
      return (await workspace.find(words.path)) === undefined ? undefined : anchorIn(words.path, words);
    },
    async elsewhere(words) {
      for (const path of await likelyFiles(words)) {
        const anchor = await anchorIn(path, words);
        if (anchor?.kind === "unchanged" || anchor?.kind === "moved")
          return { path, start: anchor.start, end: anchor.end };
      }
      return undefined;
    },
  };
}
