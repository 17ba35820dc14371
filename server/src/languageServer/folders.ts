import { t } from "@vscode/l10n";
import type { CrawlOptions } from "../core/crawl/crawlRules.ts";
import { placeFolder, type FolderName } from "./folderPlace.ts";
import { createFolderSession, type FolderSession } from "./folderSession.ts";
import type { OpenIndex, SharedParts } from "./openIndex.ts";

/** A document as one folder sees it. */
export interface PlacedDocument {
  readonly session: FolderSession;
  readonly path: string;
}

/** Folders with their indexes, as far as search looks at them. */
export interface IndexedFolders {
  all(): readonly Pick<FolderSession, "place" | "current" | "use">[];
  /** Runs `work` on every index that is open, side by side, once what was typed can be found. */
  useAll<T>(work: (index: OpenIndex) => Promise<T>): Promise<readonly T[]>;
}

/** The folders of the workspace. */
export interface Folders extends IndexedFolders {
  add(folder: FolderName): void;
  remove(uri: string): Promise<void>;
  all(): readonly FolderSession[];
  /** Every folder that a document lies in, the innermost first: a folder may lie in another. */
  holding(uri: string): readonly PlacedDocument[];
  configure(crawl: CrawlOptions): void;
  /** See `FolderSession`. */
  modelsChanged(): void;
  /** What is wrong with folders that are not on a disk, a sentence each. */
  problems(): readonly string[];
  close(): Promise<void>;
}

/** Makes an empty set of folders; see `createFolderSession` for the options. */
export function createFolders(options: {
  readonly shared: SharedParts;
  readonly crawl: CrawlOptions;
  readonly onChange: () => void;
  readonly logError: (message: string) => void;
  readonly mayEmbedEdits: () => boolean;
}): Folders {
  const sessions = new Map<string, FolderSession>();
  const elsewhere = new Map<string, string>();
  let crawl = options.crawl;

  return {
    add(folder) {
      if (sessions.has(folder.uri)) return;
      const place = placeFolder(folder);
      if (place === undefined) {
        elsewhere.set(folder.uri, t("{0} is not a folder on this machine's disk, and cannot be indexed.", folder.name));
      } else {
        sessions.set(folder.uri, createFolderSession({ ...options, crawl, place }));
      }
      options.onChange();
    },
    async remove(uri) {
      elsewhere.delete(uri);
      const session = sessions.get(uri);
      sessions.delete(uri);
      await session?.close();
      options.onChange();
    },
    all: () => [...sessions.values()],
    holding: (uri) =>
      [...sessions.values()]
        .flatMap((session) => {
          const path = session.place.pathOf(uri);
          return path === undefined ? [] : [{ session, path }];
        })
        .sort((a, b) => a.path.length - b.path.length),
    async useAll(work) {
      const results = await Promise.all(
        [...sessions.values()].map(async (session) => {
          await session.settled();
          return session.use(work);
        }),
      );
      return results.filter((result) => result !== undefined);
    },
    configure(next) {
      crawl = next;
      for (const session of sessions.values()) session.configure(next);
    },
    modelsChanged() {
      for (const session of sessions.values()) session.modelsChanged();
    },
    problems: () => [...elsewhere.values()],
    async close() {
      await Promise.all([...sessions.values()].map((session) => session.close()));
    },
  };
}
