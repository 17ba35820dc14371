import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { installFromFolder } from "../../server/src/adapters/models/installFromFolder.ts";
import { tinyModelFiles } from "../../server/src/adapters/models/tinyModel.ts";
import { createSystemClock } from "../../server/src/adapters/systemClock.ts";
import type { IndexStatus } from "../../protocol/views.ts";
import { handbook } from "./commandLine.ts";
import { startServer, type ServerUnderTest } from "./languageServerClient.ts";

let work = "";
let folder = "";
let storage = "";
let server: ServerUnderTest;

/** Installs a model made for tests where the server looks for models. */
async function installTiny(name: string, dimensions: number): Promise<void> {
  const source = join(work, "sources", name);
  for (const [path, data] of tinyModelFiles({ dimensions, seed: name, words: ["backups", "kept", "days", "tape"] })) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), data);
  }
  const { signal } = new AbortController();
  const installed = await installFromFolder({ folder: source, name }, join(storage, "models"), {
    clock: createSystemClock(),
    signal,
  });
  assert.ok(installed.ok, JSON.stringify(installed));
}

const settingsOf = (name: string): Readonly<Record<string, unknown>> => ({ "askDocs.model.name": name });

const choose = (name: string): Promise<void> =>
  server.client.sendNotification("workspace/didChangeConfiguration", { settings: settingsOf(name) });

const isReadyWith =
  (name: string) =>
  ({ activity, passages, embedded, model, nextModel }: IndexStatus): boolean =>
    activity === "ready" &&
    passages > 0 &&
    embedded === passages &&
    model.startsWith(`${name}-`) &&
    nextModel === undefined;

const topPath = async (query: string): Promise<string | undefined> => (await server.search(query))[0]?.place.path;

before(async () => {
  work = mkdtempSync(join(tmpdir(), "ask-docs-change-"));
  folder = join(work, "handbook");
  storage = join(work, "storage");
  cpSync(join(handbook, "en"), folder, { recursive: true });
  await installTiny("one", 24);
  await installTiny("two", 40);
  server = await startServer([folder], storage, settingsOf("one"));
});

after(async () => {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
});

test("the old model answers until the new one's vectors are there; then the new one does; going back costs nothing", async () => {
  const first = await server.until(isReadyWith("one"));
  await server.client.sendRequest("askDocs/setPaused", { paused: true });
  await choose("two");
  const waiting = await server.until(({ nextModel }) => nextModel !== undefined);
  assert.ok(waiting.model.startsWith("one-"));
  assert.deepEqual(
    [waiting.nextModel?.name, waiting.nextModel?.embedded, waiting.embedded],
    ["two", 0, first.passages],
  );
  // Answered by the old vectors, while nothing is embedded for the new model.
  assert.equal(await topPath("how long backups are kept"), "backups.md");
  const answer = await server.ask("How long are backups kept?");
  assert.equal(answer.freshness.pending, 0);

  await server.client.sendRequest("askDocs/setPaused", { paused: false });
  const seen = server.statuses.length;
  await server.until(isReadyWith("two"));
  const steps = server.statuses.slice(seen).map(({ status }) => status);
  assert.ok(steps.every(({ model, nextModel }) => !model.startsWith("one-") || nextModel !== undefined));
  assert.equal(await topPath("how long backups are kept"), "backups.md");

  const before = server.embedders.length;
  const start = performance.now();
  await choose("one");
  await server.until(isReadyWith("one"));
  assert.ok(performance.now() - start < 3000);
  assert.equal(await topPath("how long backups are kept"), "backups.md");
  assert.ok(server.embedders.length - before <= 1, "only the question was embedded");
});

test("a change can be taken back half-way", async () => {
  await server.until(isReadyWith("one"));
  await installTiny("three", 16);
  await server.client.sendRequest("askDocs/setPaused", { paused: true });
  await choose("three");
  await server.until(({ nextModel }) => nextModel?.name === "three");
  await choose("one");
  const back = await server.until(({ nextModel }) => nextModel === undefined);
  assert.ok(back.model.startsWith("one-"));
  assert.equal(back.embedded, back.passages);
  await server.client.sendRequest("askDocs/setPaused", { paused: false });
});

test("a change survives a restart: the old model answers again, and the new one's vectors are made", async () => {
  await server.client.sendRequest("askDocs/setPaused", { paused: true });
  await choose("three");
  await server.until(({ nextModel }) => nextModel?.name === "three");
  await server.stop();
  server = await startServer([folder], storage, settingsOf("three"));
  const again = await server.until(({ nextModel }) => nextModel?.name === "three");
  assert.ok(again.model.startsWith("one-"));
  assert.equal(await topPath("how long backups are kept"), "backups.md");
  writeFileSync(join(folder, "tapirs.md"), "# Tapirs\n\nTapirs sleep through the afternoon.\n");
  await server.fileEvents({ uri: new URL(`file://${join(folder, "tapirs.md")}`).href, type: 1 });
  await server.client.sendRequest("askDocs/setPaused", { paused: false });
  await server.until(isReadyWith("three"));
  assert.equal(await topPath("tapirs sleep"), "tapirs.md");
});

test("a model that is not there leaves the old one answering, with a word on what to do", async () => {
  await choose("owner/nowhere");
  const { problem, model } = await server.until(({ problem }) => problem !== undefined);
  assert.match(problem ?? "", /Choose Model…/u);
  assert.ok(model.startsWith("three-"));
  assert.equal(await topPath("tapirs sleep"), "tapirs.md");
  await installTiny("owner/nowhere", 8);
  await choose("three");
  await choose("owner/nowhere");
  const done = await server.until(isReadyWith("owner/nowhere"));
  assert.equal(done.problem, undefined);
});
