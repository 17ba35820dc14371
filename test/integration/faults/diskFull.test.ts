import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openStore } from "../../../server/src/adapters/sqlite/openStore.ts";
import { startServer } from "../languageServerClient.ts";
import { createHashEmbedder, model } from "../scale/folderService.ts";

/** SQLite says that the disk is full when a database may have no more pages. */
const ports = (maxPages?: number) => ({
  openStore: (options: Parameters<typeof openStore>[0]) =>
    openStore({ ...options, ...(maxPages === undefined ? {} : { maxPages }) }),
  describeModel: () => Promise.resolve({ ok: true as const, value: model }),
  createEmbedder: () => ({
    ...createHashEmbedder(),
    configure: () => undefined,
    runtime: () => Promise.reject(new Error("none")),
  }),
});

test("when the disk is full it is told, what is indexed answers on, and with room again everything is there", async (t) => {
  const work = mkdtempSync(join(tmpdir(), "ask-docs-full-"));
  t.after(() => rmSync(work, { recursive: true, force: true }));
  const [folder, storage] = [join(work, "docs"), join(work, "storage")];
  mkdirSync(folder);
  writeFileSync(join(folder, "ferry.md"), "# Ferry\n\nThe ferry leaves the pier at 07:40 on weekdays.\n");
  const full = await startServer([folder], storage, {}, ports(80));
  await full.until(({ activity, embedded }) => activity === "ready" && embedded === 1);
  for (let page = 0; page < 300; page += 1)
    writeFileSync(join(folder, `page${page}.md`), `# Page ${page}\n\n${`Lamp ${page} burns. `.repeat(100)}\n`);
  // Many changes at once: the whole folder is looked through.
  await full.fileEvents({ uri: `file://${join(folder, ".gitignore")}`, type: 1 });
  const { problem } = await full.until((status) => status.problem !== undefined);
  assert.match(problem ?? "", /^The disk that holds the index .* is full; make room on it .*Nothing .* is lost\.$/u);
  assert.match((await full.search("ferry pier", 1))[0]?.text ?? "", /07:40/u);
  await full.stop();

  const roomy = await startServer([folder], storage, {}, ports());
  t.after(() => roomy.stop());
  await roomy.until((status) => status.files === 301 && status.embedded === status.passages && status.passages > 300);
  assert.equal((await roomy.status()).problem, undefined);
});
