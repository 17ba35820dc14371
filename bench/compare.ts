/**
 * Compares our modes with other search libraries: quality, latency, index time and memory, each peer in a process of its
 * own. `npm run bench` installs the peers (`bench/peers/package.json`) and runs this.
 *
 *   node bench/compare.ts --eval DIR --work DIR [--sets heq-he,xquad/ru] [--peers "Ask Docs hybrid,MiniSearch"]
 *     [--limit N] [--sample aws-docs=300] [--unit passages|documents] [--embed]
 *
 * `--eval` holds the sets; all of them unless `--sets` says otherwise. `--work` gets their documents as folders with
 * their indexes, and `results.json`, `results.md`, `quality.svg` and `latency.svg`. `--limit`: questions of each set, at most. `--sample`: a set's judged documents and
 * that many others alone.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { percentiles } from "../server/src/cli/commands/runCommand.ts";
import { bootstrapInterval, mean } from "../server/src/core/evaluation/bootstrap.ts";
import { scoreRanking } from "../server/src/core/evaluation/metrics.ts";
import { readEvaluationSet, type EvaluationSet } from "./evaluationSet.ts";
import { readJson, type Measurement } from "./peers/exchange.ts";
import { peers } from "./peers/registry.ts";
import { prepareSet, sampleDocuments } from "./prepareSet.ts";
import { latencyPlot, plot, qualityPlot } from "./plots.ts";
import { describeMachine, tables, type ResultRow } from "./report.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    sets: { type: "string" },
    peers: { type: "string" },
    limit: { type: "string", default: "Infinity" },
    sample: { type: "string", multiple: true, default: [] },
    unit: { type: "string", default: "passages" },
  },
});
const { eval: evalGiven, work: workGiven, unit } = args;
if (evalGiven === undefined || workGiven === undefined || (unit !== "passages" && unit !== "documents")) {
  console.error(
    "usage: npm run bench -- --eval DIR --work DIR [--sets A,B] [--peers A,B] [--limit N] [--sample SET=N]",
  );
  process.exit(2);
}
const [evalRoot, work] = [resolve(evalGiven), resolve(workGiven)];
const wantedPeers = args.peers?.split(",").map((name) => name.trim());
const chosen = peers.filter(({ name }) => wantedPeers?.includes(name) ?? true);
const samples = new Map(args.sample.map((given) => given.split("=")).map(([set = "", count]) => [set, Number(count)]));

/** The peers of the plots: of each library its best setting. */
const plotted = [
  "Ask Docs hybrid",
  "Ask Docs bm25",
  "LanceDB hybrid",
  "Orama hybrid",
  "MiniSearch",
  "SQLite FTS5",
  "FlexSearch",
];

/** Names of the sets in a folder, `FOLDER/NAME` for those one level down. */
function setsIn(root: string, prefix = ""): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const complete = ["corpus", "queries"].every((file) => existsSync(join(root, name, `${file}.jsonl`)));
      return complete ? [prefix + name] : prefix === "" ? setsIn(join(root, name), `${name}/`) : [];
    });
}

function readSet(name: string): EvaluationSet {
  const set = readEvaluationSet(evalRoot, name);
  const sample = samples.get(name);
  const questions = set.questions.filter(({ id }) => set.relevant.has(id)).slice(0, Number(args.limit));
  return { ...(sample === undefined ? set : sampleDocuments(set, sample)), questions };
}

/** Runs one peer over one prepared set in a process of its own. */
function measure(peer: string, data: string): Measurement {
  const scratch = mkdtempSync(join(data, "scratch-"));
  const out = join(data, "measurement.json");
  try {
    const program = join(import.meta.dirname, "peers/measure.ts");
    const parameters = ["--expose-gc", "--no-warnings", program, peer, data, scratch, unit, out];
    execFileSync(process.execPath, parameters, { stdio: ["ignore", 2, 2] });
    return readJson(out) as Measurement;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function rowOf(set: EvaluationSet, peer: string, measured: Measurement): ResultRow {
  const figures = set.questions.map(({ id }, place) =>
    scoreRanking(measured.ranked[place] ?? [], set.relevant.get(id) ?? new Map<string, number>()),
  );
  const ndcg = figures.map((each) => each["nDCG@10"]);
  const recall = figures.map((each) => each["recall@100"]);
  const { p50, p95 } = percentiles(measured.latencies);
  return {
    set: set.name,
    peer,
    documents: set.documents.length,
    questions: set.questions.length,
    ndcg: mean(ndcg),
    ndcgInterval: bootstrapInterval(ndcg),
    recall: mean(recall),
    recallInterval: bootstrapInterval(recall),
    p50,
    p95,
    indexSeconds: measured.indexSeconds,
    memoryMb: measured.indexedBytes / 1e6,
  };
}

const rows: ResultRow[] = [];
for (const name of args.sets?.split(",") ?? setsIn(evalRoot)) {
  const set = readSet(name);
  const slug = name.replace("/", "-") + (samples.has(name) ? `-${samples.get(name) ?? ""}` : "");
  const data = join(work, `${slug}.bench`);
  mkdirSync(data, { recursive: true });
  console.error(`${name}: ${set.documents.length} documents, ${set.questions.length} questions`);
  await prepareSet(set, join(work, slug), data);
  for (const { name: peer } of chosen) {
    const row = rowOf(set, peer, measure(peer, data));
    rows.push(row);
    console.error(
      `  ${peer.padEnd(24)} nDCG@10 ${row.ndcg.toFixed(4)}  recall@100 ${row.recall.toFixed(4)}  ` +
        `${row.p50.toFixed(1)} ms  ${row.indexSeconds.toFixed(1)} s  ${Math.round(row.memoryMb)} MB`,
    );
  }
}
const machine = describeMachine();
writeFileSync(join(work, "results.json"), JSON.stringify({ machine, unit, rows }, undefined, 1));
const report = tables(rows, chosen, machine);
writeFileSync(join(work, "results.md"), report);
const drawn = rows.filter(({ peer }) => plotted.includes(peer));
writeFileSync(join(work, "quality.svg"), await plot(drawn, qualityPlot));
writeFileSync(join(work, "latency.svg"), await plot(drawn, latencyPlot));
console.log(report);
