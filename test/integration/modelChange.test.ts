import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { installFromFolder } from "../../server/src/adapters/models/installFromFolder.ts";
import { tinyModelFiles } from "../../server/src/adapters/models/tinyModel.ts";
import { startTestHub, type TestHub } from "../../server/src/adapters/models/testHub.ts";
import { createSystemClock } from "../../server/src/adapters/systemClock.ts";
import {
  installModelRequest,
  installProgress,
  lookUpModelRequest,
  modelsRequest,
  removeModelRequest,
  type InstallProgressView,
} from "../../protocol/modelMessages.ts";
import type { IndexStatus } from "../../protocol/views.ts";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { handbook } from "./commandLine.ts";
import { startServer, timeUntil, type ServerUnderTest } from "./languageServerClient.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";

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

const settingsOf = (name: string): Readonly<Record<string, unknown>> => ({
  "askDocs.model.name": name,
  "askDocs.model.mirror": hub.address,
});

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

let hub: TestHub;

before(async () => {
  hub = await startTestHub({
    "owner/hub": { commit, files: tinyModelFiles({ dimensions: 12, padding: 2_000_000 }), card: { license: "mit" } },
  });
  work = mkdtempSync(join(tmpdir(), "ask-docs-change-"));
  folder = join(work, "handbook");
  storage = join(work, "storage");
  cpSync(join(handbook, "en"), folder, { recursive: true });
  await installTiny("one", 24);
  await installTiny("two", 40);
  server = await startServer([folder], storage, settingsOf("one"));
});

const network = {};

after(async () => {
  await server.stop();
  await hub.close();
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
  await choose("one");
  await server.until(isReadyWith("one"));
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

test("the editor looks a model up, installs it with progress, may stop and go on, lists it and removes it", async () => {
  const { client } = server;
  const seen: InstallProgressView[] = [];
  client.onNotification(installProgress, (progress) => void seen.push(progress));
  const offer = await client.sendRequest(lookUpModelRequest, { name: "owner/hub", revision: "", network });
  assert.deepEqual([offer.commit, offer.licence, offer.folder], [commit, "mit", join(storage, "models")]);
  assert.ok((offer.bytes ?? 0) > 2_000_000);
  assert.ok(hub.requests.every((request) => !request.startsWith("CDN")));

  hub.spoil = ({ cdn, range, response }) => {
    if (!cdn || range !== undefined) return undefined;
    response.write(
      Buffer.from(hub.repositories.get("owner/hub")?.files.get("onnx/model_quantized.onnx") ?? []).subarray(0, 900_000),
    );
    return true;
  };
  const stop = new CancellationTokenSource();
  const stopped = client.sendRequest(installModelRequest, { offer, network }, stop.token);
  stopped.catch(() => undefined);
  await timeUntil(() => Promise.resolve(seen.some(({ received }) => received >= 900_000)));
  stop.cancel();
  await assert.rejects(stopped, /was stopped/u);
  await client.sendRequest(installModelRequest, { offer, network });
  assert.match(hub.requests.at(-1) ?? "", /^CDN .* bytes=900000-/u);
  assert.deepEqual(seen.at(-1), { name: "owner/hub", received: offer.bytes, total: offer.bytes, waiting: false });

  const { models, chosen, host } = await client.sendRequest(modelsRequest);
  assert.deepEqual([chosen, host], ["owner/nowhere", new URL(hub.address).host]);
  assert.ok(models.some(({ name, kind }) => name === "owner/hub" && kind === "installed"));
  await choose("owner/hub");
  await server.until(isReadyWith("owner/hub"));
  await client.sendRequest(removeModelRequest, { name: "owner/hub" });
  const { problem } = await server.until(({ problem }) => problem !== undefined);
  assert.match(problem ?? "", /owner\/hub/u);
  await assert.rejects(
    client.sendRequest(lookUpModelRequest, { name: "owner/none", revision: "", network }),
    /has no model/u,
  );
});
