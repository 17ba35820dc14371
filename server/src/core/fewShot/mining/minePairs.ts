import type { ParserRegistry } from "../../documents/parsers.ts";
import type { Analyser } from "../../language/analyse.ts";
import type { LanguageDetector } from "../../language/detect.ts";
import type { Hash, Workspace } from "../../ports.ts";
import type { Pair } from "../pair.ts";
import { foldPairs } from "./folding.ts";
import { minePage } from "./pages/minePage.ts";
import { createPageReader } from "./readPage.ts";
import { createToPair } from "./toPair.ts";

export interface MiningPorts {
  readonly workspace: Workspace;
  readonly parsers: ParserRegistry;
  readonly analyser: Analyser;
  readonly detect: LanguageDetector;
  readonly hash: Hash;
}

/** A file, or a row of it, that nothing could be mined from. */
export interface MiningProblem {
  readonly path: string;
  /** From 1. */
  readonly line?: number;
  readonly reason: string;
}

export interface MiningReport {
  readonly files: number;
  readonly pairs: readonly Pair[];
  /** Pairs that said what a surer one says. */
  readonly duplicates: number;
  readonly problems: readonly MiningProblem[];
}

/** Mines a folder's documents for pairs, without a model. Throws the signal's reason when it is aborted. */
export async function minePairs(
  ports: MiningPorts,
  signal?: AbortSignal,
  onProgress?: (files: number, pairs: number) => void,
): Promise<MiningReport> {
  const readPage = createPageReader(ports);
  const toPair = createToPair(ports.detect);
  const found: Pair[] = [];
  const problems: MiningProblem[] = [];
  let files = 0;
  for await (const entry of ports.workspace.crawl(signal)) {
    signal?.throwIfAborted();
    if (entry.kind === "skipped") continue;
    const { path } = entry.file;
    files += 1;
    const page = await readPage(path);
    if (page.ok) for (const mined of minePage(page.value)) found.push(toPair(mined, page.value));
    else problems.push({ path, reason: page.failure.message });
    onProgress?.(files, found.length);
  }
  const pairs = foldPairs(found);
  return { files, pairs, duplicates: found.length - pairs.length, problems };
}
