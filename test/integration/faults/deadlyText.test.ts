import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { createEmbedderProcess } from "../../../server/src/adapters/embedder/embedderProcess.ts";
import type { Embedder } from "../../../server/src/core/ports.ts";
import { failure } from "../../../server/src/core/result.ts";
import type { Service } from "../../../server/src/core/service.ts";
import { createHashEmbedder, openFolderService } from "../scale/folderService.ts";

const entry = fileURLToPath(new URL("../../fixtures/embedder/fakeChild.ts", import.meta.url));

/** A folder with a page whose text kills the model's process, and one that does not. */
function folderWith(t: TestContext, pages: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "ask-docs-deadly-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "docs"));
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, "docs", name), text);
  return folder;
}

/** Opens the folder anew, as after a restart, and brings everything up to date. */
async function indexed<T>(folder: string, embedder: Embedder, work: (service: Service) => T | Promise<T>): Promise<T> {
  const { service, store } = await openFolderService(join(folder, "docs"), join(folder, "index"), embedder);
  try {
    await service.refresh();
    await service.embedAll();
    return await work(service);
  } finally {
    store.close();
  }
}

test("a text that kills the model's process is set aside after three tries, listed, and remembered", async (t) => {
  const deadly = "# Tram\n\nThe deadly tram runs every nine minutes.\n";
  const folder = folderWith(t, { "tram.md": deadly, "ferry.md": "# Ferry\n\nThe ferry leaves at 07:40.\n" });
  const log = join(folder, "texts.log");
  process.env["FAKE_CHILD_LOG"] = log;
  t.after(() => delete process.env["FAKE_CHILD_LOG"]);
  /** How often the deadly text was begun since it was asked last. */
  function tries(): number {
    const texts = existsSync(log) ? readFileSync(log, "utf8").match(/deadly/gu) : null;
    rmSync(log, { force: true });
    return texts?.length ?? 0;
  }
  /** A fresh process of the embedder, whose vectors are as long as the index has them. */
  function session<T>(work: (service: Service) => T | Promise<T>): Promise<T> {
    const child = createEmbedderProcess({ entry, model: "hashes", roots: [] });
    const vectors = createHashEmbedder();
    const embedder: Embedder = {
      ...child,
      async embed(text, task, signal, urgency) {
        const made = await child.embed(text, task, signal, urgency);
        return made.ok ? vectors.embed(text, task) : made;
      },
    };
    return indexed(folder, embedder, work).finally(() => child.close());
  }

  await session(async (service) => {
    assert.equal(tries(), 3);
    assert.equal(service.status().embedded, 1);
    const [first, ...others] = service.textsSetAside();
    assert.equal(others.length, 0);
    assert.equal(first?.path, "tram.md");
    assert.match(first.reason, /^Lines \d to \d have no vector\. The model's process ended 3 times .*signal SIGKILL/u);
    const found = await service.search("tram", { mode: "hybrid", vectors: "question-first", depth: 3 });
    assert.match(found.hits[0]?.passage.text ?? "", /nine minutes/u, "keywords find it");
    assert.equal(tries(), 0, "a question does not try it again");
  });
  await session((service) => {
    assert.equal(tries(), 0, "remembered over a restart");
    assert.equal(service.textsSetAside().length, 1);
  });
  writeFileSync(join(folder, "docs", "tram.md"), deadly.replace("deadly ", ""));
  await session((service) => {
    assert.deepEqual([service.status().embedded, service.textsSetAside()], [2, []], "an edited text is tried anew");
  });
});

test("where the model embeds nothing at all, no text is set aside for it", async (t) => {
  const folder = folderWith(t, {
    "tram.md": "# Tram\n\nThe tram runs.\n",
    "ferry.md": "# Ferry\n\nThe ferry leaves.\n",
  });
  const broken: Embedder = { ...createHashEmbedder(), embed: async () => failure("text-crashes", "It crashed.") };
  await indexed(folder, broken, (service) => assert.deepEqual(service.textsSetAside(), []));
  await indexed(folder, createHashEmbedder(), (service) => assert.equal(service.status().embedded, 2));
});
