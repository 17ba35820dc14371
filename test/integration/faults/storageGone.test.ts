import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import type { AnswerView } from "../../../protocol/views.ts";
import { startServer, timeUntil, type ServerUnderTest } from "../languageServerClient.ts";
import { createHashEmbedder, model } from "../scale/folderService.ts";

const ferry = "# Ferry\n\nThe ferry leaves the pier at 07:40 on weekdays.\n";
const tram = "# Tram\n\nThe tram runs every nine minutes.\n";

interface Place {
  readonly folder: string;
  readonly storage: string;
  readonly server: ServerUnderTest;
}

const embedder = createHashEmbedder();
const ports = {
  describeModel: () => Promise.resolve({ ok: true as const, value: model }),
  createEmbedder: () => ({
    ...embedder,
    configure: () => undefined,
    runtime: () => Promise.reject(new Error("none")),
  }),
};

async function open(t: TestContext): Promise<Place> {
  const work = mkdtempSync(join(tmpdir(), "ask-docs-gone-"));
  const [folder, storage] = [join(work, "docs"), join(work, "storage")];
  mkdirSync(folder);
  writeFileSync(join(folder, "ferry.md"), ferry);
  const server = await startServer([folder], storage, {}, ports);
  t.after(async () => {
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });
  await server.until(({ activity, embedded }) => activity === "ready" && embedded === 1);
  return { folder, storage, server };
}

const says = ({ sentences, nearest }: AnswerView, words: string): boolean =>
  [...sentences, ...nearest.map(({ quote }) => ({ text: quote }))].some(({ text }) => text.includes(words));
const changed = (folder: string, name: string) => ({ uri: `file://${join(folder, name)}`, type: 2 as const });

test("an index that is deleted under the server is made again; questions are answered all the while", async (t) => {
  const { folder, storage, server } = await open(t);
  rmSync(storage, { recursive: true });
  assert.equal((await server.status()).files, 1);
  assert.ok(says(await server.ask("When does the ferry leave the pier?"), "07:40"));
  writeFileSync(join(folder, "tram.md"), tram);
  await server.fileEvents(changed(folder, "tram.md"));
  await timeUntil(async () => (await server.search("tram minutes")).some(({ text }) => text.includes("nine")));
  await server.until(({ activity, files, embedded }) => activity === "ready" && files === 2 && embedded === 2);
  // What was written is there for another window.
  const again = await startServer([folder], storage, {}, ports);
  t.after(() => again.stop());
  await again.until(({ files, embedded }) => files === 2 && embedded === 2);
});

test("a folder that goes away, as a drive does, is told; its index stays and it is read again when it is back", async (t) => {
  const { folder, server } = await open(t);
  const before = embedder.passages;
  renameSync(folder, `${folder}-away`);
  await server.fileEvents({ uri: `file://${folder}`, type: 3 }, changed(folder, ".gitignore"));
  const { problem, files } = await server.until((status) => status.problem !== undefined);
  assert.match(problem ?? "", /docs.*\.$/su);
  assert.equal(files, 1, "what is known of it is kept");
  renameSync(`${folder}-away`, folder);
  writeFileSync(join(folder, "tram.md"), tram);
  await server.fileEvents({ uri: `file://${folder}`, type: 1 }, changed(folder, ".gitignore"));
  await server.until((status) => status.files === 2 && status.problem === undefined);
  assert.equal(embedder.passages - before, 1, "only what is new is embedded");
});
