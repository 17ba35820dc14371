import assert from "node:assert/strict";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from "vscode-jsonrpc/node";
import { askRequest, searchRequest, statusRequest } from "../../protocol/serverMessages.ts";
import { folderOf, isGone, startServer, timeUntil } from "./languageServerClient.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

function temporaryFolder(t: TestContext): string {
  const work = mkdtempSync(join(tmpdir(), "ask-docs-process-"));
  t.after(() => rmSync(work, { recursive: true, force: true }));
  writeFileSync(join(work, "ferry.md"), "# Ferry\n\nThe ferry leaves the pier at 07:40 on weekdays.\n");
  return work;
}

/** The server in a process of its own, as the editor starts it. */
async function startProcess(t: TestContext, work: string) {
  const child = fork(join(root, "server/src/main.ts"), ["--node-ipc"], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  t.after(() => child.kill("SIGKILL"));
  const client = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  let embedder = 0;
  client.onNotification("window/logMessage", ({ message }: { message: string }) => {
    embedder = Number(/process (\d+) started/u.exec(message)?.[1] ?? embedder);
  });
  client.onUnhandledNotification(() => undefined);
  client.listen();
  await client.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    workspaceFolders: [folderOf(work)],
    initializationOptions: {
      storagePath: join(work, ".ask-docs"),
      modelRoots: [join(root, "models")],
      trusted: true,
      settings: {},
    },
  });
  await client.sendNotification("initialized", {});
  return {
    child,
    embedder: () => embedder,
    status: () => client.sendRequest(statusRequest),
    ask: (question: string) => client.sendRequest(askRequest, { id: "1", question }),
    search: async (query: string) => (await client.sendRequest(searchRequest, { query, limit: 5 })).hits,
  };
}

/** One that has answered a question, so that its embedder runs. */
async function startAnswering(t: TestContext): Promise<{ readonly child: ChildProcess; readonly embedder: number }> {
  const { child, embedder, ask } = await startProcess(t, temporaryFolder(t));
  await timeUntil(async () => {
    const answer = await ask("When does the ferry leave the pier?");
    return answer.sentences.some(({ text }) => text.includes("07:40"));
  });
  await timeUntil(() => Promise.resolve(embedder() > 0));
  return { child, embedder: embedder() };
}

test("when the editor's side is gone, the server and its embedder are gone too", async (t) => {
  const { child, embedder } = await startAnswering(t);
  const exit = once(child, "exit");
  child.disconnect();
  await exit;
  assert.ok(await isGone(embedder));
});

test("when the server is killed, its embedder ends", async (t) => {
  const { child, embedder } = await startAnswering(t);
  child.kill("SIGKILL");
  assert.ok(await isGone(embedder));
});

test("a second window reads what the first has indexed, and takes over when that is closed", async (t) => {
  const work = temporaryFolder(t);
  const storage = join(work, ".ask-docs");
  const first = await startServer([work], storage);
  await first.until(({ activity, embedded }) => activity === "ready" && embedded === 1);
  const second = await startServer([work], storage);
  t.after(() => second.stop());
  const { activity, files } = await second.until((status) => status.files > 0);
  assert.deepEqual([activity, files], ["ready", 1]);
  assert.match((await second.search("ferry pier"))[0]?.text ?? "", /07:40/u);
  await first.stop();
  writeFileSync(join(work, "tram.md"), "# Tram\n\nThe tram runs every nine minutes.\n");
  await timeUntil(async () => (await second.search("tram")).length > 1);
});

test("when the first window's server is killed, the second one's takes over, with all that was indexed", async (t) => {
  const work = temporaryFolder(t);
  const first = await startProcess(t, work);
  await timeUntil(async () => {
    const { activity, embedded } = await first.status();
    return activity === "ready" && embedded === 1;
  });
  const second = await startProcess(t, work);
  await timeUntil(async () => (await second.search("ferry pier")).length === 1);
  writeFileSync(join(work, "bus.md"), "# Bus\n\nThe bus stops at the market.\n");

  const killed = once(first.child, "exit");
  first.child.kill("SIGKILL");
  await killed;
  writeFileSync(join(work, "tram.md"), "# Tram\n\nThe tram runs every nine minutes.\n");
  // The second one is told of no change: taking over, it looks through the folder.
  await timeUntil(async () => {
    const { files, passages, embedded, problem } = await second.status();
    assert.equal(problem, undefined);
    return files === 3 && embedded === passages;
  });
  assert.match((await second.search("tram"))[0]?.text ?? "", /nine minutes/u);
  assert.match((await second.search("ferry pier"))[0]?.text ?? "", /07:40/u);

  const third = await startProcess(t, work);
  await timeUntil(async () => (await third.search("market bus")).some(({ text }) => text.includes("market")));
  assert.equal((await third.status()).problem, undefined);
});
