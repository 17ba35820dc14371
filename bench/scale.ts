/**
 * Measures what a large folder costs: indexing, memory, search, edits, and the start with an index that is there.
 *
 *   node --expose-gc bench/scale.ts --corpus DIR --work DIR [--questions Q.jsonl] [--copies 5] [--json]
 *
 * `--corpus` holds Markdown; `--work` gets varied copies of it and their indexes, which are used again. The vectors are
 * random ones, because embedding 100,000 passages takes hours; the questions are embedded by the real model. Build first:
 * the server and the command line are measured as they are built, in processes of their own.
 */
import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { createFlexSearchPostings } from "../server/src/core/lexical/flexSearchPostings.ts";
import { createPackedPostings } from "../server/src/core/lexical/packedPostings.ts";
import type { Postings } from "../server/src/core/lexical/postings.ts";
import { openBenchIndex, placeOf, writeRandomVectors, type IndexPlace } from "./scale/benchIndex.ts";
import { writeVariedCopies } from "./scale/corpus.ts";
import { latencyOf, measureServer, measureStart } from "./scale/server.ts";

const { values: args } = parseArgs({
  options: {
    corpus: { type: "string" },
    work: { type: "string" },
    questions: { type: "string" },
    copies: { type: "string", default: "5" },
    postings: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
if (args.corpus === undefined || args.work === undefined) {
  console.error("usage: scale.ts --corpus DIR --work DIR [--questions Q.jsonl] [--copies 5] [--json]");
  process.exit(2);
}

const { corpus, work } = args;
const run = promisify(execFile);
const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;
const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function readQuestions(file: string | undefined): readonly string[] {
  if (file === undefined) return ["How is it configured?", "What does it cost?", "Which limits are there?"];
  const rows = readFileSync(file, "utf8").trim().split("\n");
  return rows.map((row) => (JSON.parse(row) as { readonly text: string }).text);
}

/** Indexes a folder that has no index yet; undefined where it has. */
async function index(place: IndexPlace, bytes: number) {
  if (existsSync(join(place.indexDir, "index.db"))) return undefined;
  const { service, store, model, close } = await openBenchIndex(place);
  const [start, processorStart] = [performance.now(), processorSeconds()];
  await service.refresh();
  const seconds = (performance.now() - start) / 1000;
  const processor = processorSeconds() - processorStart;
  const { passages, files, bytesOnDisk } = service.status();
  writeRandomVectors(store, model);
  await close();
  return {
    ...{ files, passages, megabytes: megabytes(bytes), seconds: Math.round(seconds * 10) / 10 },
    megabytesPerSecond: Math.round((bytes / 1e6 / seconds) * 100) / 100,
    megabytesPerProcessorSecond: Math.round((bytes / 1e6 / processor) * 100) / 100,
    megabytesOnDisk: megabytes(bytesOnDisk),
  };
}

/** Whole processes of the command line, from their start to their end, by keywords alone and with the model. */
async function measureCommandLine(place: IndexPlace, questions: readonly string[]) {
  const times: Record<string, number[]> = { bm25: [], hybrid: [] };
  for (const question of questions.slice(0, 6)) {
    for (const mode of ["bm25", "hybrid"] as const) {
      const start = performance.now();
      const cli = join(import.meta.dirname, "../dist/cli.js");
      await run(process.execPath, [cli, "search", question, "--folder", place.folder, "--mode", mode]);
      times[mode]?.push(performance.now() - start);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([mode, all]) => [mode, latencyOf(all)]));
}

const questions = readQuestions(args.questions);

/** Language servers started one after the other. */
async function startsOf({ folder }: IndexPlace) {
  const starts: { readonly shown: number; readonly last: number }[] = [];
  for (let start = 0; start < 5; start += 1)
    starts.push(await measureStart(folder, join(work, "storage"), questions[start] ?? "What is this?"));
  return { shown: latencyOf(starts.map(({ shown }) => shown)), last: latencyOf(starts.map(({ last }) => last)) };
}

/** Memory and processor time that one kind of postings takes for an index that is there. */
async function measurePostings(place: IndexPlace, create: () => Postings) {
  const { store, close } = await openBenchIndex(place);
  const before = process.memoryUsage().rss;
  const start = processorSeconds();
  const postings = create();
  let next = 0;
  for (const file of store.load())
    postings.add(
      file.passages.map(() => next++),
      file,
    );
  const seconds = processorSeconds() - start;
  globalThis.gc?.();
  const count = [...postings.terms()].length;
  await close();
  return { terms: count, residentMb: megabytes(process.memoryUsage().rss - before), processorSeconds: seconds };
}

const large = placeOf(join(work, "large"), join(work, "storage"));

if (args.postings !== undefined) {
  const create = args.postings === "flexsearch" ? createFlexSearchPostings : createPackedPostings;
  console.log(JSON.stringify(await measurePostings(large, create)));
} else {
  const copies = Number(args.copies);
  const middleFolder = join(work, "middle");
  const middle = placeOf(middleFolder, join(work, "storage"));
  // The command line has its own place; its index holds its vectors too.
  const ownIndex = join(middleFolder, ".ask-docs");
  const ownMiddle = { folder: middleFolder, indexDir: ownIndex, vectorDir: ownIndex };
  const written = writeVariedCopies(corpus, large.folder, copies);
  const writtenMiddle = writeVariedCopies(corpus, middleFolder, copies * 0.3);
  rmSync(join(large.folder, "copy0", "edited.md"), { force: true });
  const self = [...process.execArgv, import.meta.filename, "--corpus", corpus, "--work", work];
  const postingsOf = async (kind: string): Promise<unknown> =>
    JSON.parse((await run(process.execPath, [...self, "--postings", kind])).stdout);
  const report = {
    machine: `${availableParallelism()} cores (${cpus()[0]?.model ?? "?"}), ${megabytes(totalmem() / 1000)} GB, Node ${process.version}, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")}`,
    indexing: await index(large, written.bytes),
    middle: await index(middle, writtenMiddle.bytes),
    middleStartMs: await startsOf(middle),
    ownMiddle: await index(ownMiddle, writtenMiddle.bytes),
    commandLineMs: await measureCommandLine(ownMiddle, questions),
    server: await measureServer(large.folder, join(work, "storage"), questions),
    postings: { packed: await postingsOf("packed"), flexSearch: await postingsOf("flexsearch") },
  };
  console.log(JSON.stringify(report, undefined, args.json ? 0 : 2));
}
