import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { Command } from "commander";
import type { SearchMode } from "../../core/search/search.ts";
import type { Hit } from "../../core/search/hits.ts";
import { exitCodes, folderCommand, modeOption, vectorsOption, wholeNumber } from "../commandLine.ts";
import type { FolderFlags } from "../openFolder.ts";
import { readIds, readQueries } from "../queries.ts";
import { refreshFolder, type VectorsFlag } from "../refreshFolder.ts";
import { runOnFolder } from "../runCommand.ts";
import { vectorUse } from "./searchCommand.ts";

interface RunFlags extends FolderFlags {
  readonly json?: boolean;
  readonly queries: string;
  readonly out: string;
  readonly ids?: string;
  readonly mode: SearchMode;
  readonly depth: number;
  readonly vectors: VectorsFlag;
}

/** Passages looked at for each document wanted, since several may be of one document. */
const passagesPerDocument = 3;

/** Milliseconds at p50, p95 and p99. */
export function percentiles(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 100) / 100;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Each document once, at its best passage. */
function documentsOf(hits: readonly Hit[], idOf: (path: string) => string, depth: number): ReadonlyMap<string, number> {
  const documents = new Map<string, number>();
  for (const { file, score } of hits) {
    const id = idOf(file.path);
    if (!documents.has(id)) documents.set(id, score);
    if (documents.size === depth) break;
  }
  return documents;
}

/** `run`: a ranked run over a file of queries, for scoring. */
export const runCommand = (): Command =>
  folderCommand("run", "search for every query of a file and write a ranked run")
    .requiredOption("--queries <file>", 'rows { "id", "text" }, one a line')
    .requiredOption("--out <file>", "where the run goes: query id, document id, score")
    .option("--ids <file>", "relative path and document id, tab-separated")
    .addOption(modeOption())
    .option("--depth <n>", "documents for each query, at most", wholeNumber(1), 100)
    .addOption(vectorsOption("all"))
    .action((flags: RunFlags) =>
      runOnFolder(
        { ...flags, warmUp: flags.mode !== "bm25" && flags.vectors !== "none" },
        async ({ service }, output, signal) => {
          const queries = await readQueries(flags.queries);
          const ids = await readIds(flags.ids);
          if (!queries.ok || !ids.ok) {
            output.note(!queries.ok ? queries.failure.message : ids.ok ? "" : ids.failure.message);
            return exitCodes.wrongUsage;
          }
          const needsVectors = flags.mode !== "bm25";
          await refreshFolder(service, needsVectors ? flags.vectors : "none", output, signal);
          const out = createWriteStream(flags.out);
          const latencies: number[] = [];
          const bar = output.progress("Queries");
          for (const [place, { id, text }] of queries.value.entries()) {
            const start = performance.now();
            const depth = flags.depth * passagesPerDocument;
            const { hits } = await service.search(text, {
              mode: flags.mode,
              vectors: vectorUse(flags.vectors),
              depth,
              signal,
            });
            latencies.push(performance.now() - start);
            for (const [document, score] of documentsOf(hits, ids.value.idOf, flags.depth))
              out.write(`${id}\t${document}\t${score.toFixed(6)}\n`);
            bar.update(place + 1, queries.value.length);
          }
          bar.stop();
          out.end();
          await finished(out);
          const summary = { queries: queries.value.length, latencyMs: percentiles(latencies), mode: flags.mode };
          output.result(
            output.json
              ? JSON.stringify(summary)
              : `${summary.queries} queries in ${flags.out}; ${summary.latencyMs.p50} ms each (p50)`,
          );
          return exitCodes.done;
        },
      ),
    );
