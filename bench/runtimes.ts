/**
 * Compares ONNX Runtime's native and WebAssembly builds: cosines of one text's two vectors, first places and first fives
 * of questions in four languages over the handbook's passages, speed, memory; and, with a question set, nDCG@10 of the
 * whole product on either.
 *
 *   node bench/runtimes.ts [--eval DIR --work DIR --set xquad/ru] [--every 4]
 *
 * Speeds are taken in turns over small slices, so that other work on the machine touches both. Prints one JSON object a
 * line.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createEmbedderProcess } from "../server/src/adapters/embedder/embedderProcess.ts";
import { openFolder } from "../server/src/cli/openFolder.ts";
import { createOutput } from "../server/src/cli/output.ts";
import type { EmbeddingTask, QuantizedVector } from "../server/src/core/ports.ts";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";
import { ndcgAt } from "../server/src/core/evaluation/metrics.ts";
import { dot } from "../server/src/core/vector/quantize.ts";
import { readEvaluationSet, writeDocuments } from "./evaluationSet.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    set: { type: "string", default: "xquad/ru" },
    every: { type: "string", default: "4" },
  },
});

const root = join(import.meta.dirname, "..");
const runtimes = ["native", "wasm"] as const;
type Runtime = (typeof runtimes)[number];
const slice = 5;

const questions = [
  "How long are backups kept?",
  "Who approves travel to another country?",
  "What happens when the cold room gets too warm?",
  "Combien de jours de télétravail par semaine ?",
  "Quel est le tarif des visites guidées en 2025 ?",
  "За какое время отвечает дежурный инженер?",
  "Как часто наставник встречается с новым сотрудником?",
  "באיזו טמפרטורה נשמרים לוחות הזכוכית?",
  "מתי פתוח חדר הקריאה?",
  "איך תורמים תצלומים לארכיון?",
];

/** Ten paragraphs from each of four languages of the handbook, of 150 characters or more. */
const handbookPassages = (): readonly string[] =>
  ["en", "fr", "he", "ru"].flatMap((language) => {
    const folder = join(root, "test/fixtures/handbook", language);
    const paragraphs = readdirSync(folder)
      .sort()
      .flatMap((file) => readFileSync(join(folder, file), "utf8").split(/\n\s*\n/u))
      .filter((paragraph) => paragraph.length >= 150);
    return Array.from({ length: 10 }, (_, at) => paragraphs[Math.floor((at * paragraphs.length) / 10)] ?? "");
  });

const createEmbedder = (runtime: Runtime) => {
  const started: number[] = [];
  const embedder = createEmbedderProcess({
    entry: join(root, "server/src/adapters/embedder/embedderChild.ts"),
    model: "multilingual-e5-small",
    roots: [join(root, "models")],
    settings: { runtime, node: "" },
    log: (message) => started.push(...(/process (\d+) started/u.exec(message)?.slice(1).map(Number) ?? [])),
  });
  const embed = async (text: string, task: EmbeddingTask): Promise<QuantizedVector> => {
    const result = await embedder.embed(text, task);
    if (!result.ok) throw new Error(result.failure.message);
    return result.value;
  };
  const memoryMB = (line: string): number => {
    const status = readFileSync(`/proc/${started.at(-1)}/status`, "utf8");
    return Math.round((Number(new RegExp(`${line}:\\s+(\\d+)`, "u").exec(status)?.[1]) * 1024) / 1e6);
  };
  return { embed, memoryMB, close: embedder.close };
};

type Measured = Record<
  Runtime,
  { vectors: QuantizedVector[]; questions: QuantizedVector[]; ms: number; loadMs: number }
>;

async function compareOnHandbook(): Promise<void> {
  const texts = handbookPassages();
  const embedders = { native: createEmbedder("native"), wasm: createEmbedder("wasm") };
  const none = () => ({ vectors: [], questions: [], ms: 0, loadMs: 0 });
  const measured: Measured = { native: none(), wasm: none() };
  for (const runtime of runtimes) {
    const start = performance.now();
    await embedders[runtime].embed("Ready?", "question");
    measured[runtime].loadMs = Math.round(performance.now() - start);
  }
  for (let at = 0; at < texts.length; at += slice) {
    for (const runtime of runtimes) {
      const start = performance.now();
      for (const text of texts.slice(at, at + slice))
        measured[runtime].vectors.push(await embedders[runtime].embed(text, "passage"));
      measured[runtime].ms += performance.now() - start;
    }
  }
  for (const runtime of runtimes)
    for (const text of questions) measured[runtime].questions.push(await embedders[runtime].embed(text, "question"));

  const { native, wasm } = measured;
  const cosines = [...native.vectors, ...native.questions].map((vector, place) =>
    dot(vector, [...wasm.vectors, ...wasm.questions][place] ?? vector),
  );
  const ranking = ({ vectors }: Measured[Runtime], question: QuantizedVector): readonly number[] =>
    vectors.map((_, place) => place).sort((a, b) => score(vectors, question, b) - score(vectors, question, a));
  const score = (vectors: readonly QuantizedVector[], question: QuantizedVector, place: number): number =>
    dot(question, vectors[place] ?? question);
  const rankings = questions.map((_, place) =>
    runtimes.map((runtime) => ranking(measured[runtime], measured[runtime].questions[place] as QuantizedVector)),
  );
  console.log(
    JSON.stringify({
      passages: texts.length,
      questions: questions.length,
      cosine: { least: Math.min(...cosines), mean: mean(cosines) },
      sameFirst: rankings.filter(([one, other]) => one?.[0] === other?.[0]).length,
      // Places of the first five of one that are among the first five of the other.
      sharedOfFirstFive: mean(
        rankings.map(([one = [], other = []]) => one.slice(0, 5).filter((at) => other.slice(0, 5).includes(at)).length),
      ),
      msPerPassage: { native: native.ms / texts.length, wasm: wasm.ms / texts.length },
      timesSlower: wasm.ms / native.ms,
      loadMs: { native: native.loadMs, wasm: wasm.loadMs },
      memoryMB: Object.fromEntries(
        runtimes.map((runtime) => [
          runtime,
          { now: embedders[runtime].memoryMB("VmRSS"), most: embedders[runtime].memoryMB("VmHWM") },
        ]),
      ),
    }),
  );
  for (const runtime of runtimes) await embedders[runtime].close();
}

async function measureSet(evalRoot: string, workRoot: string, runtime: Runtime): Promise<void> {
  const set = readEvaluationSet(evalRoot, args.set);
  const folder = join(workRoot, args.set.replace("/", "-"));
  const ids = writeDocuments(set, folder);
  const flags = { folder, indexDir: join(workRoot, `index-${runtime}`), set: [`askDocs.embedder.runtime=${runtime}`] };
  const opened = await openFolder(flags, createOutput(false));
  if (!opened.ok) throw new Error(opened.failure.message);
  const { service, close } = opened.value;
  await service.refresh();
  const start = performance.now();
  const { embedded } = await service.embedAll();
  const seconds = (performance.now() - start) / 1000;
  const figures = { vector: [] as number[], hybrid: [] as number[] };
  for (const { id, text } of set.questions.filter((_, at) => at % Number(args.every) === 0)) {
    const grades = set.relevant.get(id);
    if (grades === undefined) continue;
    for (const mode of ["vector", "hybrid"] as const) {
      const { hits } = await service.search(text, { mode, vectors: "stored", depth: 30 });
      const documents = [...new Set(hits.map(({ file }) => ids.get(file.path) ?? file.path))];
      figures[mode].push(ndcgAt(10, documents, grades));
    }
  }
  await close();
  const nDCG = { vector: mean(figures.vector), hybrid: mean(figures.hybrid) };
  console.log(JSON.stringify({ set: args.set, runtime, questions: figures.hybrid.length, nDCG, embedded, seconds }));
}

await compareOnHandbook();
if (args.eval !== undefined && args.work !== undefined)
  for (const runtime of runtimes) await measureSet(args.eval, args.work, runtime);
