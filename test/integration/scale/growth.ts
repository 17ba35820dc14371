import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createHashEmbedder, openService } from "./folderService.ts";
import { generatedPages, questionOf } from "./generatedPages.ts";

/** What an index of some size costs; times are of the processor, which a busy machine changes least. */
export interface Cost {
  readonly passages: number;
  /** Microseconds a passage, from its page to its postings. */
  readonly indexing: number;
  /** Milliseconds a question, both legs. */
  readonly search: number;
  /** Bytes of the heap and of typed arrays that the index holds. */
  readonly memory: number;
}

const questions = 20;
const rounds = 5;

/** Bytes of the heap and of typed arrays that are still in use. */
export function heldMemory(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Indexes that many passages with vectors, and asks questions. */
export async function costOf(passages: number): Promise<Cost> {
  const indexDir = mkdtempSync(join(tmpdir(), "ask-docs-growth-"));
  const before = heldMemory();
  const { service, store } = openService(generatedPages(passages), indexDir, createHashEmbedder());
  try {
    const start = processorTime();
    await service.refresh();
    const indexed = processorTime() - start;
    await service.embedAll();
    const memory = heldMemory() - before;
    let search = Infinity;
    for (let round = 0; round < rounds; round += 1) {
      const roundStart = processorTime();
      for (let question = 0; question < questions; question += 1)
        await service.search(questionOf(question), { mode: "hybrid", vectors: "stored", depth: 10 });
      search = Math.min(search, (processorTime() - roundStart) / questions);
    }
    return { passages: service.status().passages, indexing: (indexed * 1000) / passages, search, memory };
  } finally {
    store.close();
    rmSync(indexDir, { recursive: true });
  }
}

/** The least of several costs of one size. */
export const leastOf = (costs: readonly Cost[]): Cost =>
  costs.reduce((least, cost) => ({
    passages: cost.passages,
    indexing: Math.min(least.indexing, cost.indexing),
    search: Math.min(least.search, cost.search),
    memory: Math.min(least.memory, cost.memory),
  }));

export const describeCost = ({ passages, indexing, search, memory }: Cost): string =>
  `${passages} passages: ${indexing.toFixed(0)} µs a passage, ${search.toFixed(2)} ms a question, ${(memory / 1e6).toFixed(1)} MB`;
