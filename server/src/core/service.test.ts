import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { loadLanguageDetector } from "../adapters/languageDetector.ts";
import { openStore } from "../adapters/sqlite/openStore.ts";
import { createSystemClock } from "../adapters/systemClock.ts";
import { createMarkdownParser } from "./documents/markdown/markdownParser.ts";
import { createParserRegistry } from "./documents/parsers.ts";
import type { Embedder, QuantizedVector, Workspace } from "./ports.ts";
import { failure, success } from "./result.ts";
import { createService } from "./service.ts";
import { quantizeVector } from "./vector/quantize.ts";

/** Files in memory; a changed text has a new date. */
function memoryWorkspace(files: Map<string, string>): Workspace {
  return {
    async *crawl() {
      for (const [path, text] of files) {
        const size = Buffer.byteLength(text);
        yield await Promise.resolve({ kind: "file" as const, file: { path, size, modified: size * 1000 } });
      }
    },
    find: (path) => {
      const text = files.get(path);
      const size = Buffer.byteLength(text ?? "");
      return Promise.resolve(text === undefined ? undefined : { path, size, modified: size * 1000 });
    },
    read: (path) => {
      const text = files.get(path);
      return Promise.resolve(
        text === undefined ? failure("unreadable", `There is no ${path}.`) : success(Buffer.from(text)),
      );
    },
    why: () => Promise.resolve({ indexed: true, reason: "It is a document." }),
  };
}

/** Texts that share letters are near each other; enough to see which vectors are asked for. */
const lettersOf = (text: string): QuantizedVector => {
  const counts = new Array<number>(8).fill(0.1);
  for (const character of text.toLowerCase())
    counts[character.charCodeAt(0) % 8] = (counts[character.charCodeAt(0) % 8] ?? 0) + 1;
  const length = Math.hypot(...counts);
  return quantizeVector(counts.map((count) => count / length));
};

function countingEmbedder(): Embedder & { readonly embedded: string[] } {
  const embedded: string[] = [];
  return {
    embedded,
    describe: () => Promise.resolve(success({ id: "letters", dimensions: 8 })),
    embed: (text, task) => {
      if (task === "passage") embedded.push(text);
      return Promise.resolve(success(lettersOf(text)));
    },
    close: () => Promise.resolve(),
  };
}

function serviceOver(t: TestContext, files: Map<string, string>, embedder: Embedder, clock = createSystemClock()) {
  const indexDir = mkdtempSync(join(tmpdir(), "ask-docs-service-"));
  const store = openStore({ indexDir });
  if (!store.ok) throw new Error(store.failure.message);
  t.after(() => {
    store.value.close();
    rmSync(indexDir, { recursive: true });
  });
  return createService({
    workspace: memoryWorkspace(files),
    store: store.value,
    embedder,
    model: { id: "letters", dimensions: 8 },
    parsers: createParserRegistry([createMarkdownParser()]),
    loadDetector: loadLanguageDetector,
    hash: (data) => createHash("sha256").update(data).digest("hex"),
    clock,
  });
}

const lighthouse =
  "# Lighthouse\n\nThe lamp of the lighthouse is lit at dusk by the keeper.\n\nThe tower is painted white.\n";

test("with a model that is down the backlog stops after a few dozen passages, and goes on later", async (t) => {
  const files = new Map(
    Array.from({ length: 300 }, (_, page) => [`${page}.md`, `# Page ${page}\n\nWords of ${page}.\n`]),
  );
  let isDown = true;
  let asked = 0;
  const embedder: Embedder = {
    ...countingEmbedder(),
    embed: async (text) => {
      asked += 1;
      return isDown ? failure("model-crashed", "The model's process could not be started.") : success(lettersOf(text));
    },
  };
  const service = serviceOver(t, files, embedder);
  await service.refresh();
  const stopped = await service.embedAll();
  assert.equal(stopped.embedded, 0);
  assert.ok(asked <= 64, `${asked} passages were tried`);
  assert.match(stopped.failed[0]?.failure.message ?? "", /could not be started/);
  isDown = false;
  assert.equal((await service.embedAll()).embedded, 300);
});

test("without a model the keywords answer, and a notice says what is missing", async (t) => {
  const missing = failure("model-missing", "The model is not there; clone the repository again.");
  const embedder: Embedder = {
    describe: () => Promise.resolve(missing),
    embed: () => Promise.resolve(missing),
    close: () => Promise.resolve(),
  };
  const service = serviceOver(
    t,
    new Map([
      ["a.md", lighthouse],
      ["b.md", "# Harbour\n\nBoats sleep in the harbour.\n"],
    ]),
    embedder,
  );
  await service.refresh();
  const answer = await service.ask("When is the lamp of the lighthouse lit?", { vectors: "question-first" });
  assert.equal(answer.abstained, false);
  assert.match(answer.answer, /lit at dusk/);
  assert.deepEqual(answer.notices, ["The model is not there; clone the repository again."]);
  const { failed } = await service.embedAll();
  assert.ok(failed.length > 0);
});

test("what an edit takes away is never quoted, even before the next refresh", async (t) => {
  const files = new Map([["a.md", lighthouse]]);
  const service = serviceOver(t, files, countingEmbedder());
  await service.refresh();
  files.set("a.md", lighthouse.replace("at dusk", "at noon, since the keeper moved,"));
  const stale = await service.ask("When is the lamp of the lighthouse lit?", { vectors: "none", threshold: 0 });
  assert.ok(
    stale.citations.every(({ quote }) => !quote.includes("dusk")),
    JSON.stringify(stale.citations),
  );
  await service.refresh();
  const fresh = await service.ask("When is the lamp of the lighthouse lit?", { vectors: "none", threshold: 0 });
  assert.match(fresh.answer, /at noon/);
});

test("a text is embedded once, however many files hold it, and never again", async (t) => {
  const files = new Map([
    ["a.md", lighthouse],
    ["copy.md", lighthouse],
  ]);
  const embedder = countingEmbedder();
  const service = serviceOver(t, files, embedder);
  await service.refresh();
  await service.embedAll();
  assert.equal(new Set(embedder.embedded).size, embedder.embedded.length);
  const before = embedder.embedded.length;
  files.set("third.md", lighthouse);
  await service.refresh();
  assert.equal(service.pendingPassages(), 0);
  await service.embedAll();
  assert.equal(embedder.embedded.length, before);
});

test("of a large folder a question embeds only its own candidates", async (t) => {
  const files = new Map(
    Array.from({ length: 400 }, (_, number) => [
      `page${number}.md`,
      `# Page ${number}\n\nA page about ${number % 40 === 0 ? "lanterns" : "boats"} with number ${number}.\n`,
    ]),
  );
  const embedder = countingEmbedder();
  const service = serviceOver(t, files, embedder);
  await service.refresh();
  const answer = await service.ask("lanterns", { vectors: "question-first" });
  // A page's only sentence is its passage's text: compared as an answer, it is embedded once more.
  const texts = new Set(embedder.embedded);
  assert.ok(texts.size <= 40);
  assert.ok(embedder.embedded.filter((text) => text.includes("lanterns")).length >= 10);
  assert.equal(answer.freshness.pending, 400 - texts.size);
});

test("a cancelled question stops, and the next one is answered", async (t) => {
  const service = serviceOver(t, new Map([["a.md", lighthouse]]), countingEmbedder());
  await service.refresh();
  const stop = new AbortController();
  stop.abort();
  await assert.rejects(service.ask("lamp", { vectors: "question-first", signal: stop.signal }));
  const { hits } = await service.search("lamp", { mode: "hybrid", vectors: "question-first", depth: 3 });
  assert.equal(hits.length, 1);
});

test("unreadable files are reported, remembered, and read again when they change", async (t) => {
  const files = new Map([
    ["a.md", lighthouse],
    ["bad.md", `\0binary`],
  ]);
  const service = serviceOver(t, files, countingEmbedder());
  const first = await service.refresh();
  assert.deepEqual(
    first.failed.map(({ path }) => path),
    ["bad.md"],
  );
  assert.deepEqual(first.files, 1);
  files.set("bad.md", "# Good now\n\nA readable text.\n");
  const second = await service.refresh();
  assert.deepEqual(second.failed, []);
  files.delete("bad.md");
  assert.equal((await service.refresh()).removed, 1);
});

test("question-first is measured, over all vectors, exactly as it is in a folder that was never embedded", async (t) => {
  const files = new Map(
    Array.from({ length: 400 }, (_, number) => [
      `page${number}.md`,
      `# ${number % 3 === 0 ? "Страница" : "Page"} ${number}\n\n${number % 5 === 0 ? "Lanterns" : "Boats"} lie here, and ${"x".repeat(number % 17)} ${number % 7}.\n`,
    ]),
  );
  // No time is left once the first candidates are embedded.
  let now = 0;
  const hurried = { ...createSystemClock(), now: () => (now += 1e6) };
  const measured = serviceOver(t, files, countingEmbedder());
  const fresh = serviceOver(t, files, countingEmbedder(), hurried);
  await measured.refresh();
  await measured.embedAll();
  await fresh.refresh();
  const found = async (service: typeof fresh, vectors: "candidates" | "question-first") =>
    (await service.search("lanterns that lie here", { mode: "hybrid", vectors, depth: 300 })).hits.map(
      // The folder's mean vector is summed in another order, which shows in the ninth digit.
      ({ file, score, cosine }) => ({ path: file.path, score: Number(score.toFixed(6)), cosine }),
    );
  const expected = await found(fresh, "question-first");
  assert.equal(expected.filter(({ cosine }) => cosine !== undefined).length, 20);
  assert.deepEqual(await found(measured, "candidates"), expected);
});

test("a question that is searched again is not embedded again", async (t) => {
  const embedder = countingEmbedder();
  const questions: string[] = [];
  const service = serviceOver(t, new Map([["a.md", lighthouse]]), {
    ...embedder,
    embed(text, task, ...rest) {
      if (task === "question") questions.push(text);
      return embedder.embed(text, task, ...rest);
    },
  });
  await service.refresh();
  for (const mode of ["vector", "hybrid"] as const) await service.search("lamp", { mode, vectors: "stored", depth: 3 });
  assert.deepEqual(
    questions.filter((text) => text === "lamp"),
    ["lamp"],
  );
  assert.equal(new Set(questions).size, questions.length);
});
