import type { EmbedReport } from "../core/indexing/embedBacklog.ts";
import type { RefreshReport } from "../core/indexing/indexer.ts";
import type { Service } from "../core/service.ts";
import { StoreFailure } from "../core/storeFailure.ts";
import type { Output } from "./output.ts";

export type VectorsFlag = "all" | "question-first" | "none";

/** Seconds that each half of indexing took. */
export interface IndexSeconds {
  readonly lexical: number;
  readonly vectors: number;
}

export interface Refreshed {
  /** Absent while another process writes to the index. */
  readonly report?: RefreshReport;
  readonly embedding: EmbedReport;
  readonly seconds: IndexSeconds;
}

const secondsSince = (start: number): number => Math.round((performance.now() - start) / 10) / 100;

/**
 * Brings the index up to date, with all vectors where they are wanted, showing progress on a terminal. While another
 * process writes to the index, commands that only read it go on with what it holds, and say so.
 */
export async function refreshFolder(
  service: Service,
  vectors: VectorsFlag,
  output: Output,
  signal: AbortSignal,
): Promise<Refreshed> {
  const lexicalStart = performance.now();
  const report = await readFolder(service, output, signal);
  const lexical = secondsSince(lexicalStart);
  const { misfit } = service.status();
  if (misfit !== undefined && vectors !== "none") output.note(misfit);
  const vectorStart = performance.now();
  const embedding =
    vectors === "all" ? await embedAll(service, output, signal) : { embedded: 0, reused: 0, failed: [] };
  signal.throwIfAborted();
  return {
    ...(report === undefined ? {} : { report }),
    embedding,
    seconds: { lexical, vectors: secondsSince(vectorStart) },
  };
}

async function readFolder(service: Service, output: Output, signal: AbortSignal): Promise<RefreshReport | undefined> {
  const bar = output.progress("Reading");
  try {
    return await service.refresh(signal, ({ done, total }) => {
      bar.update(done, total);
    });
  } catch (error) {
    if (!(error instanceof StoreFailure) || error.failure.code !== "index-locked") throw error;
    output.note(`${error.failure.message} What it holds now is used.`);
    return undefined;
  } finally {
    bar.stop();
  }
}

async function embedAll(service: Service, output: Output, signal: AbortSignal): Promise<EmbedReport> {
  const total = service.pendingPassages();
  const bar = output.progress("Embedding");
  const report = await service
    .embedAll(signal, (done) => {
      bar.update(done, total);
    })
    .finally(() => {
      bar.stop();
    });
  const [first] = report.failed;
  if (first !== undefined) output.note(`${report.failed.length} passages have no vector. ${first.failure.message}`);
  return report;
}
