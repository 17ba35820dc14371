import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { EmbeddingTask, QuantizedVector } from "../../core/ports.ts";
import { dot } from "../../core/vector/quantize.ts";
import { isRunning } from "../../../../test/fixtures/embedder/isRunning.ts";
import type { EmbedderProcess, EmbedderProcessOptions } from "./embedderOptions.ts";
import { createEmbedderProcess } from "./embedderProcess.ts";

const repository = join(import.meta.dirname, "../../../..");
const common = {
  entry: join(import.meta.dirname, "embedderChild.ts"),
  model: "multilingual-e5-small",
  roots: [join(repository, "models")],
};
const wasmSettings = { runtime: "wasm", node: "" } as const;

interface Watched extends EmbedderProcess {
  /** Process ids, in the order of their start. */
  readonly started: readonly number[];
}

const create = (options: Partial<EmbedderProcessOptions> = {}): Watched => {
  const started: number[] = [];
  const log = (message: string): void => {
    const found = /process (\d+) started/.exec(message);
    if (found) started.push(Number(found[1]));
  };
  const embedder = createEmbedderProcess({ ...common, log, ...options });
  after(() => embedder.close());
  return { ...embedder, started };
};

const embed = async (by: EmbedderProcess, text: string, task: EmbeddingTask): Promise<QuantizedVector> => {
  const result = await by.embed(text, task);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
};

const temporary = async (context: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-wasm-"));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
};

/** A line of `/proc/PID/status` in bytes; 0 where there is none. */
const memoryOf = async (pid: number | undefined, line: "VmHWM" | "VmRSS"): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(new RegExp(`${line}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1024;
};

const questions = [
  "How long are backups kept?",
  "Combien de jours de télétravail par semaine ?",
  "За какое время отвечает дежурный инженер?",
  "באיזו טמפרטורה נשמרים לוחות הזכוכית?",
];
const passages = [
  "Backups are kept for 35 days, counted from the moment the snapshot finishes, and are then deleted automatically.",
  "Le télétravail est limité à deux jours par semaine, et le mardi reste un jour de présence pour tous.",
  "Дежурный инженер отвечает в течение пятнадцати минут, ночью в течение тридцати.",
  "לוחות הזכוכית נשמרים בחדר קירור בטמפרטורה של ארבע מעלות, והלחות נבדקת בכל בוקר.",
  "The reading room opens at nine; visitors leave their bags at the desk. ".repeat(8),
];

test("WebAssembly gives the native runtime's vectors and first places, within its memory, and ends when idle", async () => {
  const [native, wasm] = [create(), create({ settings: wasmSettings, idleAfter: 1000 })];
  const vectors = async (by: EmbedderProcess) => ({
    questions: await Promise.all(questions.map((text) => embed(by, text, "question"))),
    passages: await Promise.all(passages.map((text) => embed(by, text, "passage"))),
  });
  const expected = await vectors(native);
  const described = await native.describe();
  // Before it is idle: asked later, on a busy machine, it would start a second process.
  assert.deepEqual(await wasm.describe(), described);
  const actual = await vectors(wasm);
  const [pid] = wasm.started;
  const [peak, now] = [await memoryOf(pid, "VmHWM"), await memoryOf(pid, "VmRSS")];
  // 730 MB to 1,005 MB were seen, by machine: what is freed is given back late.
  assert.ok(peak < 1200e6 && now < 1100e6, `${peak} bytes at most, ${now} at the end`);
  for (const kind of ["questions", "passages"] as const) {
    for (const [place, vector] of expected[kind].entries()) {
      const cosine = dot(vector, actual[kind][place] ?? vector);
      assert.ok(cosine >= 0.99, `${kind} ${place}: ${cosine}`);
    }
  }
  for (const { questions, passages } of [expected, actual]) {
    for (const [place, question] of questions.entries()) {
      const cosines = passages.map((passage) => dot(question, passage));
      assert.equal(cosines.indexOf(Math.max(...cosines)), place);
    }
  }
  await sleep(1500);
  assert.ok(!isRunning(pid));
  assert.equal(wasm.started.length, 1, "one process, which was never over its ceiling");
});

test("killed while it loads and aborted while it embeds, the native runtime gives way; every text is answered once", async (context) => {
  const memoryFile = join(await temporary(context), "embedder.json");
  const embedder = create({ memoryFile, version: "1" });
  const answered = new Map<number, number>();
  const texts = Array.from({ length: 8 }, (_, index) => `${index}. ${passages[index % passages.length] ?? ""}`);
  const vectors = texts.map(async (text, index) => {
    const vector = await embed(embedder, text, "passage");
    answered.set(index, (answered.get(index) ?? 0) + 1);
    return vector;
  });
  while (embedder.started.length === 0) await sleep(5);
  await sleep(50);
  process.kill(embedder.started[0] ?? 0, "SIGKILL");
  await vectors[1];
  process.kill(embedder.started[1] ?? 0, "SIGTRAP");
  const made = await Promise.all(vectors);
  assert.deepEqual([...answered.values()], Array(8).fill(1));
  assert.equal(embedder.started.length, 3);
  const { runtime, crashes, reason } = await embedder.runtime();
  assert.deepEqual([runtime, crashes], ["wasm", 2]);
  assert.match(reason, /\(signal SIGKILL; signal SIGTRAP\)/);

  const next = create({ memoryFile, version: "1" });
  assert.equal((await next.runtime()).runtime, "wasm");
  const updated = create({ memoryFile, version: "2" });
  for (const [index, text] of texts.entries()) {
    const native = await embed(updated, text, "passage");
    assert.ok(dot(native, made[index] ?? native) >= 0.99);
  }
  assert.equal((await updated.runtime()).runtime, "native");
});

test("under Electron the canary is tried before the native runtime answers", async () => {
  const embedder = create({ underElectron: true });
  const described = await embedder.describe();
  assert.ok(described.ok, JSON.stringify(described));
  const { runtime, node } = await embedder.runtime();
  assert.equal(runtime, "native");
  assert.match(node.version, /^Electron /);
});

test("starting a process never holds up the one that starts it", async () => {
  const embedder = create();
  const before = performance.eventLoopUtilization();
  let longest = 0;
  let last = performance.now();
  const ticking = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  await embed(embedder, "Where are the plates kept?", "question");
  clearInterval(ticking);
  const { active } = performance.eventLoopUtilization(before);
  assert.ok(active < 300, `busy for ${active} ms, at most ${longest} ms at once`);
});
