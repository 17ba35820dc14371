import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { loadLanguageDetector } from "../../server/src/adapters/languageDetector.ts";
import { openStore } from "../../server/src/adapters/sqlite/openStore.ts";
import { createSystemClock } from "../../server/src/adapters/systemClock.ts";
import { createDocumentParsers } from "../../server/src/core/documents/documentParsers.ts";
import type { Embedder, QuantizedVector, Workspace } from "../../server/src/core/ports.ts";
import { failure, success } from "../../server/src/core/result.ts";
import { createService, type Service } from "../../server/src/core/service.ts";
import { quantizeVector } from "../../server/src/core/vector/quantize.ts";

/** Files in memory, by path; a changed text has a new content hash, which is what counts. */
function memoryWorkspace(files: ReadonlyMap<string, string>): Workspace {
  const statOf = (path: string, text: string) => ({ path, size: Buffer.byteLength(text), modified: dateOf(text) });
  return {
    async *crawl() {
      for (const [path, text] of files)
        yield await Promise.resolve({ kind: "file" as const, file: statOf(path, text) });
    },
    async find(path) {
      const text = files.get(path);
      return text === undefined ? undefined : statOf(path, text);
    },
    async read(path) {
      const text = files.get(path);
      return text === undefined ? failure("unreadable", `There is no ${path}.`) : success(Buffer.from(text));
    },
    why: async () => ({ indexed: true, reason: "It is a document." }),
  };
}

const dateOf = (text: string): number => parseInt(createHash("sha256").update(text).digest("hex").slice(0, 8), 16);

/** Texts with the same letters are near each other: enough to put the wrong page first. */
const lettersOf = (text: string): QuantizedVector => {
  const counts = new Array<number>(8).fill(0.1);
  for (const character of text.toLowerCase())
    counts[character.charCodeAt(0) % 8] = (counts[character.charCodeAt(0) % 8] ?? 0) + 1;
  const length = Math.hypot(...counts);
  return quantizeVector(counts.map((count) => count / length));
};

const lettersEmbedder: Embedder = {
  describe: async () => success({ id: "letters", dimensions: 8 }),
  embed: async (text) => success(lettersOf(text)),
  close: async () => undefined,
};

/** A service over files in memory, with a real store and vectors of letters; read `files` anew by `refresh`. */
export async function openMemoryFolder(t: TestContext, files: ReadonlyMap<string, string>): Promise<Service> {
  const indexDir = mkdtempSync(join(tmpdir(), "ask-docs-memory-"));
  const store = openStore({ indexDir });
  if (!store.ok) throw new Error(store.failure.message);
  t.after(() => {
    store.value.close();
    rmSync(indexDir, { recursive: true });
  });
  const service = createService({
    workspace: memoryWorkspace(files),
    store: store.value,
    embedder: lettersEmbedder,
    model: { id: "letters", dimensions: 8 },
    parsers: createDocumentParsers(),
    loadDetector: loadLanguageDetector,
    hash: (data) => createHash("sha256").update(data).digest("hex"),
    clock: createSystemClock(),
  });
  await service.refresh();
  await service.embedAll();
  return service;
}

/** The handbook's files by path. */
export function handbookFiles(): Map<string, string> {
  const root = fileURLToPath(new URL("../fixtures/handbook/", import.meta.url));
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => /\.\w+$/u.test(path));
  return new Map(paths.sort().map((path) => [path.replaceAll("\\", "/"), readFileSync(join(root, path), "utf8")]));
}
