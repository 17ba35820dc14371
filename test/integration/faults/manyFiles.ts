import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { startServer } from "../languageServerClient.ts";
import { createHashEmbedder, model } from "../scale/folderService.ts";

const nameOf = (file: number): string => join(`part${file % 100}`, `page${file}.md`);

function write(folder: string, branch: string, files: number): void {
  for (let file = 0; file < files; file += 1)
    writeFileSync(
      join(folder, nameOf(file)),
      `# Page ${file}\n\nOn ${branch}, lamp ${file} burns ${file * 3} hours.\n`,
    );
}

/** That many files change at once, as by a checkout: none is missed, and questions are answered meanwhile. */
export async function changeManyFiles(t: TestContext, files: number): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "ask-docs-many-"));
  const folder = join(work, "docs");
  for (let part = 0; part < 100; part += 1) mkdirSync(join(folder, `part${part}`), { recursive: true });
  writeFileSync(join(folder, "ferry.md"), "# Ferry\n\nThe ferry leaves the pier at 07:40 on weekdays.\n");
  write(folder, "main", files);
  const embedder = createHashEmbedder();
  const server = await startServer(
    [folder],
    join(work, "storage"),
    {},
    {
      describeModel: () => Promise.resolve({ ok: true as const, value: model }),
      createEmbedder: () => ({
        ...embedder,
        configure: () => undefined,
        runtime: () => Promise.reject(new Error("none")),
      }),
    },
  );
  t.after(async () => {
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });
  const settled = () =>
    server.until(
      ({ activity, passages, embedded }) => activity === "ready" && passages === files + 1 && embedded === passages,
      120_000,
    );
  const first = performance.now();
  await settled();
  const before = process.memoryUsage().rss;

  const start = performance.now();
  write(folder, "other", files);
  // Told in pieces, some of which come while the folder is being looked through for those before.
  const uris = Array.from({ length: files }, (_, file) => `file://${join(folder, nameOf(file))}`);
  for (let from = 0; from < files; from += 900)
    await server.fileEvents(...uris.slice(from, from + 900).map((uri) => ({ uri, type: 2 as const })));
  const waits: number[] = [];
  let most = before;
  for (let found = 0; found < 5; found += 1) {
    const asked = performance.now();
    const answer = await server.search(`path:ferry.md pier`, 3);
    waits.push(performance.now() - asked);
    most = Math.max(most, process.memoryUsage().rss);
    assert.ok(answer.some(({ text }) => text.includes("07:40")));
  }
  const asked = performance.now();
  const { sentences, nearest } = await server.ask("path:ferry.md When does the ferry leave the pier?");
  const answered = performance.now() - asked;
  assert.ok(
    [...sentences, ...nearest.map(({ quote }) => ({ text: quote }))].some(({ text }) => text.includes("07:40")),
  );
  // One more change, right behind.
  const last = nameOf(files - 1);
  writeFileSync(join(folder, last), "# Last\n\nThe very last lamp is a lantern.\n");
  await server.fileEvents({ uri: `file://${join(folder, last)}`, type: 2 });
  await settled();
  const took = performance.now() - start;
  most = Math.max(most, process.memoryUsage().rss);

  assert.match((await server.search("very last lantern", 1))[0]?.text ?? "", /lantern/u);
  for (let file = 0; file < files - 1; file += 499) {
    const hits = await server.search(`path:"page${file}.md" lamp`, 3);
    assert.deepEqual(
      hits.map(({ text }) => text),
      [`On other, lamp ${file} burns ${file * 3} hours.`],
    );
  }
  t.diagnostic(
    `first ${((start - first) / 1000).toFixed(1)} s; changed ${(took / 1000).toFixed(1)} s; searches meanwhile ` +
      `${waits.map((wait) => wait.toFixed(0)).join(", ")} ms; answer ${answered.toFixed(0)} ms; ` +
      `memory ${(before / 1e6).toFixed(0)} to ${(most / 1e6).toFixed(0)} MB`,
  );
  assert.ok(Math.max(...waits) < 3000, "searches meanwhile");
  assert.ok(most - before < 250e6, "memory");
}
