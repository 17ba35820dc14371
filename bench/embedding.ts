/**
 * Compares the embedder, from the caller through its process to the packed vector, with a bare transformers.js loop over
 * the same texts in this process. Both run in turns over small slices, so that other work on the machine touches both.
 *
 * Usage: node bench/embedding.ts FOLDER [--texts 150] [--slice 50] [--rounds 2]
 * FOLDER: paragraphs of its .md and .txt files, and the `text` of every row of its .jsonl files.
 * Prints one JSON object; `ratio` is the embedder's speed over the bare loop's (1: equally fast).
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { env, pipeline } from "@xenova/transformers";
import { z } from "zod";
import { createEmbedderProcess } from "../server/src/adapters/embedder/embedderProcess.ts";

const model = "multilingual-e5-small";
const roots = [join(import.meta.dirname, "../models")];
const entry = join(import.meta.dirname, "../server/src/adapters/embedder/embedderChild.ts");
const shortest = 40;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    texts: { type: "string", default: "150" },
    slice: { type: "string", default: "50" },
    rounds: { type: "string", default: "2" },
  },
});
const [folder] = positionals;
const [count, slice, rounds] = [Number(values.texts), Number(values.slice), Number(values.rounds)];

const row = z.object({ text: z.string() });

const paragraphsOf = async (path: string): Promise<string[]> => {
  const text = await readFile(path, "utf8");
  if (!path.endsWith(".jsonl")) return text.split(/\n\s*\n/);
  return text
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => row.safeParse(JSON.parse(line)).data?.text ?? []);
};

const readTexts = async (from: string): Promise<string[]> => {
  const paths = (await readdir(from, { recursive: true })).filter((path) => /\.(md|txt|jsonl)$/.test(path)).sort();
  // Questions of an evaluation set are not paragraphs.
  const corpora = paths.filter((path) => path.endsWith("corpus.jsonl"));
  const read = await Promise.all((corpora.length > 0 ? corpora : paths).map((path) => paragraphsOf(join(from, path))));
  return read
    .flat()
    .filter((text) => text.trim().length >= shortest)
    .slice(0, count);
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const before = performance.now();
  await work();
  return performance.now() - before;
};

const compare = async (texts: readonly string[]): Promise<unknown> => {
  const started: number[] = [];
  const embedder = createEmbedderProcess({
    entry,
    model,
    roots,
    log: (message) => started.push(Number(/process (\d+) started/.exec(message)?.[1])),
  });
  const loadMs = await timed(() => embedder.describe());
  env.localModelPath = roots[0] ?? "";
  env.allowRemoteModels = false;
  const extract = await pipeline("feature-extraction", model, { dtype: "q8" });
  const embedAll = (part: readonly string[]): Promise<unknown> =>
    Promise.all(part.map((text) => embedder.embed(text, "passage")));
  const bareLoop = async (part: readonly string[]): Promise<void> => {
    for (const text of part) await extract([`passage: ${text}`], { pooling: "mean", normalize: true });
  };
  const questionMs: number[] = [];
  let [ours, bare] = [0, 0];
  await embedAll(texts.slice(0, slice));
  await bareLoop(texts.slice(0, slice));
  for (let round = 0, turn = 0; round < rounds; round++) {
    for (let start = 0; start < texts.length; start += slice, turn++) {
      const part = texts.slice(start, start + slice);
      if (turn % 2 === 0) ours += await timed(() => embedAll(part));
      bare += await timed(() => bareLoop(part));
      if (turn % 2 === 1) ours += await timed(() => embedAll(part));
      questionMs.push(await timed(() => embedder.embed("Where is the travel policy kept?", "question")));
    }
  }
  const status = await readFile(`/proc/${started[0]}/status`, "utf8").catch(() => "");
  await embedder.close();
  const embedded = texts.length * rounds;
  return {
    texts: texts.length,
    rounds,
    loadMs: Math.round(loadMs),
    oursMsPerText: ours / embedded,
    bareMsPerText: bare / embedded,
    ratio: bare / ours,
    questionMsMedian: questionMs.sort((a, b) => a - b)[questionMs.length >> 1],
    peakMemoryMB: Math.round((Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024) / 1e6),
  };
};

if (folder === undefined) {
  console.error("Usage: node bench/embedding.ts FOLDER [--texts 150] [--slice 50] [--rounds 2]");
  process.exitCode = 2;
} else {
  console.log(JSON.stringify(await compare(await readTexts(folder))));
}
