import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-jsonrpc/node";
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader as ServerReader,
  StreamMessageWriter as ServerWriter,
} from "vscode-languageserver/node";
import {
  answerRefined,
  askRequest,
  searchRequest,
  statusChanged,
  statusRequest,
  type RefinedAnswer,
  type SearchParams,
} from "../../protocol/serverMessages.ts";
import type { Bundle } from "../../protocol/translate.ts";
import type { AnswerView, HitView, IndexStatus, SearchView } from "../../protocol/views.ts";
import { createMachinePorts } from "../../server/src/languageServer/machinePorts.ts";
import type { LanguageServerPorts } from "../../server/src/languageServer/ports.ts";
import { createLanguageServer } from "../../server/src/server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const embedderEntry = join(root, "server/src/adapters/embedder/embedderChild.ts");

/** A language server over streams in memory, and the editor's side of it. */
export interface ServerUnderTest {
  readonly client: MessageConnection;
  /** Process ids of the embedder, in the order of their start. */
  readonly embedders: readonly number[];
  readonly statuses: readonly { readonly at: number; readonly status: IndexStatus }[];
  readonly refined: readonly RefinedAnswer[];
  readonly logged: readonly string[];
  status(): Promise<IndexStatus>;
  until(condition: (status: IndexStatus) => boolean, milliseconds?: number): Promise<IndexStatus>;
  ask(question: string): Promise<AnswerView>;
  search(query: string, limit?: number): Promise<readonly HitView[]>;
  searchView(params: SearchParams): Promise<SearchView>;
  open(uri: string, text: string): Promise<void>;
  /** The whole text anew. */
  edit(uri: string, version: number, text: string): Promise<void>;
  close(uri: string): Promise<void>;
  /** `type`: 1 created, 2 changed, 3 deleted. */
  fileEvents(...changes: readonly { readonly uri: string; readonly type: 1 | 2 | 3 }[]): Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds after which a wait for a state counts as failed: far above what any takes, for busy machines. */
const patience = 60_000;

export const folderOf = (path: string) => ({ uri: pathToFileURL(path).href, name: basename(path) });

/** Starts a server on folders; `ports` replaces parts of the machine, `bundle` has it speak another language. */
export async function startServer(
  folders: readonly string[],
  storagePath: string,
  settings: Readonly<Record<string, unknown>> = {},
  ports: Partial<LanguageServerPorts> = {},
  bundle: Bundle = {},
): Promise<ServerUnderTest> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const embedders: number[] = [];
  const machine = createMachinePorts(embedderEntry);
  const connection = createConnection(ProposedFeatures.all, new ServerReader(toServer), new ServerWriter(toClient));
  const server = createLanguageServer(connection, {
    ...machine,
    power: { onBattery: () => Promise.resolve(false) },
    createEmbedder: (parts) =>
      machine.createEmbedder({
        ...parts,
        log: (message) => {
          const started = /process (\d+) started/u.exec(message);
          if (started !== null) embedders.push(Number(started[1]));
          parts.log(message);
        },
      }),
    ...ports,
  });
  connection.listen();

  const client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const statuses: { at: number; status: IndexStatus }[] = [];
  const refined: RefinedAnswer[] = [];
  const logged: string[] = [];
  client.onNotification(statusChanged, (status) => void statuses.push({ at: performance.now(), status }));
  client.onNotification(answerRefined, (answer) => void refined.push(answer));
  client.onNotification("window/logMessage", ({ message }: { message: string }) => void logged.push(message));
  client.listen();
  await client.sendRequest("initialize", {
    // With a process to watch, the library's timer would keep this one alive.
    processId: null,
    rootUri: null,
    capabilities: { workspace: { workspaceFolders: true } },
    workspaceFolders: folders.map(folderOf),
    initializationOptions: { storagePath, modelRoots: [join(root, "models")], trusted: true, settings, bundle },
  });
  await client.sendNotification("initialized", {});

  const status = (): Promise<IndexStatus> => client.sendRequest(statusRequest);
  let questions = 0;
  return {
    client,
    embedders,
    statuses,
    refined,
    logged,
    status,
    async until(condition, milliseconds = patience) {
      const end = performance.now() + milliseconds;
      for (;;) {
        const now = await status();
        if (condition(now)) return now;
        if (performance.now() > end) throw new Error(`Still ${JSON.stringify(now)}`);
        await sleep(20);
      }
    },
    ask: (question) => client.sendRequest(askRequest, { id: `question ${(questions += 1)}`, question }),
    search: async (query, limit = 10) => (await client.sendRequest(searchRequest, { query, limit })).hits,
    searchView: (params) => client.sendRequest(searchRequest, params),
    open: (uri, text) =>
      client.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "markdown", version: 1, text },
      }),
    edit: (uri, version, text) =>
      client.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    close: (uri) => client.sendNotification("textDocument/didClose", { textDocument: { uri } }),
    fileEvents: (...changes) => client.sendNotification("workspace/didChangeWatchedFiles", { changes }),
    async stop() {
      await client.sendRequest("shutdown");
      client.dispose();
      connection.dispose();
      await server.close();
    },
  };
}

/** Waits until what `find` looks for is there, and gives the milliseconds it took. */
export async function timeUntil(find: () => Promise<boolean>, milliseconds = patience): Promise<number> {
  const start = performance.now();
  while (!(await find())) {
    if (performance.now() - start > milliseconds) throw new Error(`Not there after ${milliseconds} ms.`);
    await sleep(5);
  }
  return performance.now() - start;
}

/** Whether a process ends within 20 s: one that loads a model notices only after that that nobody is there any more. */
export async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 400 && isRunning(pid); attempt += 1) await sleep(50);
  return !isRunning(pid);
}

/** A process that has ended but was not waited for yet (a zombie) does not run; only Linux tells of those. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s+[ZX]/mu.test(readFileSync(status, "utf8"));
}
