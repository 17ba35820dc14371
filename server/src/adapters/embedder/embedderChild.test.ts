import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { EmbeddingTask, QuantizedVector } from "../../core/ports.ts";
import { dot } from "../../core/vector/quantize.ts";
import { isRunning } from "../../../../test/fixtures/embedder/isRunning.ts";
import { createEmbedderProcess } from "./embedderProcess.ts";

const repository = join(import.meta.dirname, "../../../..");
const entry = join(import.meta.dirname, "embedderChild.ts");
const roots = [join(repository, "models")];
const started: number[] = [];
const log = (message: string): void => {
  const found = /process (\d+) started/.exec(message);
  if (found) started.push(Number(found[1]));
};
const embedder = createEmbedderProcess({ entry, model: "multilingual-e5-small", roots, log });
after(() => embedder.close());

const embed = async (text: string, task: EmbeddingTask): Promise<QuantizedVector> => {
  const result = await embedder.embed(text, task);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
};

const paragraph =
  "The library keeps its glass plates in a cold room, and every plate is copied twice before it travels. ";

test("the model says who it is", async () => {
  const described = await embedder.describe();
  assert.ok(described.ok);
  assert.match(described.value.id, /^multilingual-e5-small-[0-9a-f]{12}$/);
  assert.equal(described.value.dimensions, 384);
});

test("vectors have length 1, are the same for the same text, and differ by task", async () => {
  const [first, second, question] = [
    await embed(paragraph, "passage"),
    await embed(paragraph, "passage"),
    await embed(paragraph, "question"),
  ];
  assert.equal(first.values.length, 384);
  assert.ok(Math.abs(dot(first, first) - 1) < 1e-9);
  assert.deepEqual(first, second);
  assert.notDeepEqual(first, question);
  assert.ok(dot(first, question) > 0.8);
});

test("a question in Hebrew is nearest to its own paragraph, in Hebrew and in English", async () => {
  const question = await embed("באיזו טמפרטורה נשמרים לוחות הזכוכית?", "question");
  const own = await embed("לוחות הזכוכית נשמרים בחדר קירור בטמפרטורה של ארבע מעלות, והלחות נבדקת בכל בוקר.", "passage");
  const english = await embed(
    "The glass plates are kept in a cold room at four degrees; humidity is checked each morning.",
    "passage",
  );
  const other = await embed("עובדים המבקשים החזר הוצאות נסיעה ימסרו את הקבלות למשרד בתוך שלושים יום.", "passage");
  assert.ok(dot(question, own) > dot(question, other) + 0.02);
  assert.ok(dot(question, english) > dot(question, other));
});

test("every string has a vector, soon", async () => {
  const odd = [
    "",
    "   \n\t",
    "😀🎉",
    "\ud800 \udc00\ud800",
    "\0",
    "字".repeat(100_000),
    paragraph.repeat(1000),
    "x".repeat(100_000),
  ];
  for (const text of odd) {
    const before = performance.now();
    const vector = await embed(text, "passage");
    const took = performance.now() - before;
    assert.ok(Math.abs(dot(vector, vector) - 1) < 1e-9, JSON.stringify(text.slice(0, 10)));
    assert.ok(took < 1500, `${JSON.stringify(text.slice(0, 10))} took ${took} ms`);
  }
});

test("a question overtakes 50 waiting passages: it waits for the one under way alone", async () => {
  let done = 0;
  const passages = Array.from({ length: 50 }, async (_, index) => {
    await embed(`${index} ${paragraph}`, "passage");
    done += 1;
  });
  await passages[4];
  const doneBefore = done;
  await embed("Where are the plates kept?", "question");
  assert.ok(done - doneBefore <= 1, `${done - doneBefore} passages were done first`);
  await Promise.all(passages);
});

test("killed in the middle, the process is replaced and every text answered; memory stays under 700 MB", async () => {
  const before = started.length;
  const texts = Array.from({ length: 6 }, (_, index) => `${index} ${paragraph.repeat(30)}`);
  const vectors = texts.map((text) => embed(text, "passage"));
  await vectors[2];
  process.kill(started.at(-1) ?? 0, "SIGKILL");
  assert.equal((await Promise.all(vectors)).length, 6);
  assert.equal(started.length, before + 1);
  const status =
    process.platform === "linux" ? await readFile(`/proc/${started.at(-1)}/status`, "utf8") : "VmHWM: 0 kB";
  const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
  assert.ok(peak * 1024 < 700e6, `${peak} kB`);
});

test("a damaged model is a failure of every call, and leaves no process", async () => {
  const root = await mkdtemp(join(tmpdir(), "ask-docs-embedder-"));
  const pids: string[] = [];
  try {
    await mkdir(join(root, "broken"));
    await writeFile(join(root, "broken/askdocs.json"), "{}");
    const broken = createEmbedderProcess({
      entry,
      model: "broken",
      roots: [root],
      log: (message) => pids.push(message),
    });
    const [described, embedded] = await Promise.all([broken.describe(), broken.embed("a", "passage")]);
    assert.ok(!described.ok && described.failure.code === "model-damaged", JSON.stringify(described));
    assert.deepEqual(embedded, described);
    assert.deepEqual(await broken.embed("b", "question"), described);
    await broken.close();
    const absent = createEmbedderProcess({ entry, model: "absent", roots: [root] });
    const missing = await absent.describe();
    assert.ok(!missing.ok && missing.failure.code === "model-missing");
    await absent.close();
    assert.equal(pids.filter((message) => message.includes("started")).length, 1);
  } finally {
    await rm(root, { recursive: true });
  }
});

const runParent = async (mode: "idle" | "stay"): Promise<{ pid: number; kill: () => void; exit: Promise<unknown> }> => {
  const script = join(repository, "test/fixtures/embedder/parentProgram.ts");
  const parent = spawn(process.execPath, [script, mode, entry, ...roots], { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(parent, "exit");
  let output = "";
  for await (const text of parent.stdout.setEncoding("utf8") as AsyncIterable<string>) {
    output += text;
    if (output.includes("done")) break;
  }
  return { pid: Number(/process (\d+) started/.exec(output)?.[1]), kill: () => parent.kill("SIGKILL"), exit };
};

const isGone = async (pid: number): Promise<boolean> => {
  assert.ok(pid > 0);
  for (let attempt = 0; attempt < 40 && isRunning(pid); attempt++) await sleep(50);
  return !isRunning(pid);
};

test("a program with nothing left to do ends by itself, and its embedder with it", async () => {
  const parent = await runParent("idle");
  assert.deepEqual(await parent.exit, [0, null]);
  assert.ok(await isGone(parent.pid));
});

test("when the program is killed, its embedder ends by itself", async () => {
  const parent = await runParent("stay");
  assert.ok(isRunning(parent.pid));
  parent.kill();
  assert.deepEqual(await parent.exit, [null, "SIGKILL"]);
  assert.ok(await isGone(parent.pid));
});
