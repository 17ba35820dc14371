import { execFileSync, fork, type ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from "vscode-jsonrpc/node";
import { answerRefined, askRequest, searchRequest, statusRequest } from "../../protocol/serverMessages.ts";
import { modelRoots } from "./benchIndex.ts";

/** Milliseconds at the 50th and the 95th of a hundred. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
}

export function latencyOf(milliseconds: readonly number[]): Latency {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95) };
}

/** After a folder was read, where its links lead is found out in the background. */
const warmingUp = 5000;

/** Resident memory of a process, in MB. */
const memoryOf = (pid: number): number =>
  Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024);

async function timeUntil(find: () => Promise<boolean>): Promise<number> {
  const start = performance.now();
  while (!(await find())) {
    if (performance.now() - start > 180_000) throw new Error("Not there after three minutes.");
    await sleep(5);
  }
  return Math.round(performance.now() - start);
}

/** Starts the built language server on a folder, as the editor does, and asks it at once. */
async function startAndAsk(folder: string, storagePath: string, question: string) {
  const started = performance.now();
  const child = fork(join(import.meta.dirname, "../../dist/server.js"), ["--node-ipc"], {
    execArgv: ["--max-semi-space-size=8"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const client = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  client.onUnhandledNotification(() => undefined);
  let shown: number | undefined;
  client.onNotification(answerRefined, () => {
    shown ??= Math.round(performance.now() - started);
  });
  client.listen();
  const uri = pathToFileURL(folder).href;
  await client.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: { workspace: { workspaceFolders: true } },
    workspaceFolders: [{ uri, name: basename(folder) }],
    initializationOptions: { storagePath, modelRoots, trusted: true, settings: {} },
  });
  await client.sendNotification("initialized", {});
  await client.sendRequest(askRequest, { id: "first", question });
  const last = Math.round(performance.now() - started);
  return { client, child, firstAnswerMs: { shown: shown ?? last, last } };
}

async function end(child: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.disconnect();
  await exit;
}

/** Milliseconds from the start of a language server to the first answer that is shown, and to the last word on it. */
export async function measureStart(folder: string, storagePath: string, question: string) {
  const { child, firstAnswerMs } = await startAndAsk(folder, storagePath, question);
  await end(child);
  return firstAnswerMs;
}

/** What a language server in a process of its own needs for an index that is there already. */
export async function measureServer(folder: string, storagePath: string, questions: readonly string[]) {
  const [first = "What is this?"] = questions;
  const { client, child, firstAnswerMs } = await startAndAsk(folder, storagePath, first);
  const search = (query: string) => client.sendRequest(searchRequest, { query, limit: 10 });
  const status = () => client.sendRequest(statusRequest);
  await timeUntil(async () => (await status()).activity === "ready");
  await sleep(warmingUp);
  const opened = memoryOf(child.pid ?? 0);

  const times: number[] = [];
  for (const question of [...questions, ...questions]) {
    const start = performance.now();
    await search(question);
    times.push(performance.now() - start);
  }
  const searched = memoryOf(child.pid ?? 0);

  const lexical: number[] = [];
  const dense: number[] = [];
  const { passages } = await status();
  const edited = join(folder, "copy0", "edited.md");
  for (let edit = 0; edit < 5; edit += 1) {
    const word = `quirple${edit}x${passages}`;
    writeFileSync(edited, `# Edited\n\nThe ${word} was changed a moment ago.\n`);
    await client.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: pathToFileURL(edited).href, type: edit === 0 ? 1 : 2 }],
    });
    const start = performance.now();
    lexical.push(await timeUntil(async () => (await search(word)).hits.some(({ text }) => text.includes(word))));
    await timeUntil(async () => {
      const { embedded, passages: all } = await status();
      return embedded === all;
    });
    dense.push(Math.round(performance.now() - start));
    await sleep(500);
  }
  const afterEdits = memoryOf(child.pid ?? 0);
  await end(child);
  return {
    passages,
    firstAnswerMs,
    searchMs: latencyOf(times),
    editMs: { lexical: latencyOf(lexical), dense: latencyOf(dense) },
    memoryMb: { opened, searched, afterEdits },
  };
}
