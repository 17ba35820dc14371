import type { ParserRegistry } from "../../documents/parsers.ts";
import { collectDefinitions } from "../../hover/collectDefinitions.ts";
import type { Analyser } from "../../language/analyse.ts";
import type { FileRecord } from "../../ports.ts";
import type { Page } from "./page.ts";
import { stableHash } from "./split.ts";

/** Of a larger folder, so many pages are read: enough for every question that is made, and a bound for memory. */
const mostPages = 2000;

/** Builds the reading of an indexed page with its structure; undefined where it is gone or unreadable. */
export function createPageReading(ports: {
  readonly parsers: ParserRegistry;
  readonly readText: (path: string) => Promise<string | undefined>;
  readonly analyser: Analyser;
}) {
  const { parsers, readText, analyser } = ports;

  return async function readPage({ path, language, title, aliases }: FileRecord): Promise<Page | undefined> {
    const parser = parsers.parserFor(path);
    const text = await readText(path);
    if (parser === undefined || text === undefined) return undefined;
    const document = parser.parse(text);
    const definitions = collectDefinitions({ path, text, document, language }, analyser);
    return { path, language, title, aliases, text, blocks: document.blocks, definitions };
  };
}

export type ReadPage = ReturnType<typeof createPageReading>;

/** Reads at most 2,000 of a folder's pages, by the hash of their paths. */
export async function readPages(
  files: Iterable<FileRecord>,
  readPage: ReadPage,
  signal?: AbortSignal,
): Promise<readonly Page[]> {
  const chosen = [...files].sort((a, b) => stableHash(a.path) - stableHash(b.path)).slice(0, mostPages);
  const pages: Page[] = [];
  for (const file of chosen) {
    signal?.throwIfAborted();
    const page = await readPage(file);
    if (page !== undefined) pages.push(page);
  }
  return pages;
}
