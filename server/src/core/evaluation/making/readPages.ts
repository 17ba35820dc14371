import type { ParserRegistry } from "../../documents/parsers.ts";
import { collectDefinitions } from "../../hover/collectDefinitions.ts";
import type { Analyser } from "../../language/analyse.ts";
import type { FileRecord } from "../../ports.ts";
import type { Page } from "./page.ts";
import { stableHash } from "./split.ts";

/** Of a larger folder, so many pages are read: enough for every question that is made, and a bound for memory. */
const mostPages = 2000;

/** Reads a folder's indexed pages with their structure. */
export function createPageReading(ports: {
  readonly files: { all(): Iterable<FileRecord> };
  readonly parsers: ParserRegistry;
  readonly readText: (path: string) => Promise<string | undefined>;
  readonly analyser: Analyser;
}) {
  const { files, parsers, readText, analyser } = ports;

  /** At most 2,000 pages, by the hash of their paths; files that are gone or unreadable are left out. */
  return async function readPages(signal?: AbortSignal): Promise<readonly Page[]> {
    const chosen = [...files.all()].sort((a, b) => stableHash(a.path) - stableHash(b.path)).slice(0, mostPages);
    const pages: Page[] = [];
    for (const { path, language, title, aliases } of chosen) {
      signal?.throwIfAborted();
      const parser = parsers.parserFor(path);
      const text = await readText(path);
      if (parser === undefined || text === undefined) continue;
      const document = parser.parse(text);
      const definitions = collectDefinitions({ path, text, document, language }, analyser);
      pages.push({ path, language, title, aliases, text, blocks: document.blocks, definitions });
    }
    return pages;
  };
}
