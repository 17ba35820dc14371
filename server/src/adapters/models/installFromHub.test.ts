import assert from "node:assert/strict";
import { execFile, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openModel } from "../embedder/modelFolder.ts";
import { createSystemClock } from "../systemClock.ts";
import type { Network } from "../egress/egressGate.ts";
import { createTestGate } from "../egress/testGate.ts";
import { createHttpClient } from "./http.ts";
import { createHub } from "./hub.ts";
import { installFromHub, type InstallProgress } from "./installFromHub.ts";
import { planInstallation } from "./planInstallation.ts";
import { sha256, startTestHub, type TestHub } from "./testHub.ts";
import { tinyModelFiles } from "./tinyModel.ts";

const name = "owner/tiny";
const commit = "0123456789abcdef0123456789abcdef01234567";
const weights = "onnx/model_quantized.onnx";
const files = tinyModelFiles({ dimensions: 16, padding: 3_000_000 });
const weightBytes = files.get(weights)?.length ?? 0;
const card = { license: "mit", language: ["en", "pt-BR"] };

let hub: TestHub;
before(async () => {
  hub = await startTestHub({});
});
after(() => hub.close());
beforeEach(() => {
  hub.repositories.set(name, { commit, files, card, branches: ["v1"] });
  hub.spoil = () => undefined;
  (hub.requests as string[]).length = 0;
});

const rootOf = async (context: TestContext): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), "ask-docs-models-"));
  context.after(() => rm(root, { recursive: true, force: true }));
  return root;
};

interface Wishes {
  readonly revision?: string;
  readonly sha256?: string;
  readonly signal?: AbortSignal;
  readonly network?: Network;
  readonly onProgress?: (progress: InstallProgress) => void;
  readonly name?: string;
  readonly address?: string;
}

async function install(root: string, wishes: Wishes = {}) {
  const { signal = new AbortController().signal, network, onProgress } = wishes;
  const http = createHttpClient(createTestGate(), { environment: {}, patience: 1500, ...network });
  const clock = createSystemClock();
  const pause = 10;
  try {
    const at = createHub({ http, clock, address: wishes.address ?? hub.address, pause });
    const wanted = { name: wishes.name ?? name, revision: wishes.revision ?? "", sha256: wishes.sha256 };
    const plan = await planInstallation(at, wanted, signal);
    if (!plan.ok) return plan;
    return await installFromHub(plan.value, root, { hub: at, http, clock, signal, onProgress, pause });
  } finally {
    await http.close();
  }
}

const failureOf = async (root: string, wishes: Wishes = {}): Promise<{ code: string; message: string }> => {
  const installed = await install(root, wishes);
  assert.ok(!installed.ok, "it should not have been installed");
  assert.equal((await openModel(name, [root])).ok, false);
  return installed.failure;
};

const weightRequests = (): readonly string[] => hub.requests.filter((request) => request.startsWith("CDN"));

test("a model is installed from the CDN its hub leads to, checked, described, and can be opened", async (context) => {
  const root = await rootOf(context);
  const seen: InstallProgress[] = [];
  const installed = await install(root, { onProgress: (progress) => void seen.push(progress) });
  assert.ok(installed.ok, JSON.stringify(installed));
  const opened = await openModel(name, [root]);
  assert.ok(opened.ok, JSON.stringify(opened));
  const { manifest, description } = opened.value;
  assert.deepEqual(
    [manifest.revision, manifest.asked, manifest.licence, manifest.languages, manifest.dimensions, manifest.maxTokens],
    [commit, "main", "mit", ["en", "pt"], 16, 512],
  );
  assert.match(description.id, /^owner\/tiny-[0-9a-f]{12}$/u);
  const total = [...files.values()].reduce((sum, data) => sum + data.length, 0);
  assert.deepEqual(seen.at(-1), { received: total, total, waiting: false });
  assert.ok(seen.every(({ received }, place) => received >= (seen[place - 1]?.received ?? 0)));
  // A branch is resolved to its commit once; the files are those of the commit.
  assert.match(hub.requests[0] ?? "", /revision\/main/u);
  assert.ok(hub.requests.slice(1).every((request) => !request.includes("/main/")));
  assert.deepEqual(await readdir(join(root, ".downloads")), ["owner--tiny.lock"]);

  (hub.requests as string[]).length = 0;
  assert.ok((await install(root)).ok);
  assert.deepEqual(weightRequests(), []);
});

test("another revision takes the former one's place", async (context) => {
  const root = await rootOf(context);
  assert.ok((await install(root, { revision: "v1" })).ok);
  const other = commit.replace("0", "f");
  hub.repositories.set(name, { commit: other, files: tinyModelFiles({ dimensions: 24 }) });
  assert.ok((await install(root, { revision: other })).ok);
  const opened = await openModel(name, [root]);
  assert.ok(opened.ok);
  assert.deepEqual(
    [opened.value.manifest.revision, opened.value.manifest.dimensions, opened.value.manifest.asked],
    [other, 24, other],
  );
});

test("a connection that is cut again and again is taken up where it ended", async (context) => {
  const root = await rootOf(context);
  hub.spoil = ({ cdn }) => (cdn ? 700_000 : undefined);
  assert.ok((await install(root)).ok);
  // What was under way when the connection was cut may be lost.
  const starts = weightRequests().map((request) => Number(/ bytes=(\d+)-/u.exec(request)?.[1] ?? 0));
  assert.equal(starts.length, 5);
  assert.ok(starts.every((start, place) => place === 0 || start > (starts[place - 1] ?? 0)), starts.join());
});

test("after a kill half-way, a later try goes on from there", async (context) => {
  const root = await rootOf(context);
  hub.spoil = ({ cdn, response, range }) => {
    if (!cdn || range !== undefined) return undefined;
    const data = files.get(weights) ?? Buffer.alloc(0);
    response.setHeader("etag", `"${sha256(data)}"`);
    response.setHeader("content-length", data.length);
    response.write(data.subarray(0, 1_000_000));
    return true;
  };
  const child = fork(join(import.meta.dirname, "../../../../test/fixtures/models/installProgram.ts"), [hub.address, name, root], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await new Promise<void>((resolve) => {
    child.on("message", (received) => {
      if (Number(received) >= 1_000_000) resolve();
    });
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
  assert.equal((await openModel(name, [root])).ok, false);
  assert.ok((await install(root)).ok);
  assert.match(weightRequests().at(-1) ?? "", / bytes=1000000-/u);
  assert.ok((await openModel(name, [root])).ok);
});

test("a cancelled fetch keeps what it has, and the next goes on", async (context) => {
  const root = await rootOf(context);
  const stop = new AbortController();
  hub.spoil = ({ cdn, range }) => {
    if (!cdn || range !== undefined) return undefined;
    setTimeout(() => stop.abort(), 100);
    return 500_000;
  };
  const { code } = await failureOf(root, {
    signal: stop.signal,
    onProgress: ({ received }) => {
      if (received > 400_000) stop.abort();
    },
  });
  assert.equal(code, "cancelled");
  assert.ok((await install(root)).ok);
  assert.match(weightRequests().at(-1) ?? "", / bytes=\d{6}-/u);
});

test("a file that has changed since is not mended with parts of the old one", async (context) => {
  const root = await rootOf(context);
  const stop = new AbortController();
  hub.spoil = ({ cdn }) => (cdn ? 700_000 : undefined);
  const abort = ({ received }: InstallProgress): void => {
    if (received > 600_000) stop.abort();
  };
  await failureOf(root, { signal: stop.signal, onProgress: abort });
  // The same commit with other bytes cannot be, but a mirror may have been mended meanwhile.
  const mended = new Map(files).set(weights, tinyModelFiles({ dimensions: 16, padding: 3_000_000, seed: "b" }).get(weights) ?? Buffer.alloc(0));
  hub.repositories.set(name, { commit, files: mended });
  hub.spoil = () => undefined;
  assert.ok((await install(root)).ok);
  assert.ok((await openModel(name, [root])).ok);
});

test("bytes that are not those of the hash are refused, named, and thrown away", async (context) => {
  const root = await rootOf(context);
  const wrong = Buffer.from(files.get(weights) ?? []);
  wrong[2_000_000] = 0;
  hub.spoil = ({ cdn, response }) => {
    if (!cdn) return undefined;
    response.end(wrong);
    return true;
  };
  const { code, message } = await failureOf(root);
  assert.equal(code, "model-damaged");
  assert.ok(message.includes("SHA-256") && message.includes(weights), message);
  assert.deepEqual(
    (await readdir(join(root, ".downloads", `owner--tiny@${commit}`, "onnx"))).filter((file) => !file.endsWith(".tag")),
    [],
  );
  hub.spoil = () => undefined;
  assert.ok((await install(root)).ok);
});

test("the person's own hash is held against the hub's, before anything is fetched, and against the bytes", async (context) => {
  const root = await rootOf(context);
  const { code, message } = await failureOf(root, { sha256: "0".repeat(64) });
  assert.equal(code, "model-damaged");
  assert.ok(message.includes("0".repeat(64)), message);
  assert.deepEqual(weightRequests(), []);
  assert.ok((await install(root, { sha256: sha256(files.get(weights) ?? Buffer.alloc(0)) })).ok);
});

test("a small file altered on the way is seen by git's hash of it; a wrong size too", async (context) => {
  const root = await rootOf(context);
  hub.spoil = ({ url, response }) => {
    if (!url.endsWith("tokenizer_config.json")) return undefined;
    response.end(Buffer.from(files.get("tokenizer_config.json") ?? []).fill("x", 0, 5));
    return true;
  };
  assert.equal((await failureOf(root)).code, "model-damaged");
  hub.spoil = ({ cdn, response }) => {
    if (!cdn) return undefined;
    response.end(Buffer.alloc(weightBytes + 1));
    return true;
  };
  assert.match((await failureOf(root)).message, /longer than/u);
});

test("429 is waited for as long as it asks, and given up when that is too long", async (context) => {
  const root = await rootOf(context);
  let refused = 0;
  hub.spoil = ({ cdn, response }) => {
    if (!cdn || refused >= 2) return undefined;
    refused += 1;
    response.writeHead(429, { "retry-after": "1" }).end();
    return true;
  };
  const start = performance.now();
  assert.ok((await install(root)).ok);
  assert.ok(performance.now() - start > 1900);
  const other = await rootOf(context);
  hub.spoil = ({ cdn, response }) => {
    if (!cdn) return undefined;
    response.writeHead(429, { "retry-after": "3600" }).end();
    return true;
  };
  const { code, message } = await failureOf(other);
  assert.equal(code, "network");
  assert.match(message, /left alone for a while \(429\)/u);
});

test("a server that is out of order is tried again a few times, and then named", async (context) => {
  const root = await rootOf(context);
  let tries = 0;
  hub.spoil = ({ response, cdn }) => {
    if (!cdn) return undefined;
    tries += 1;
    response.writeHead(503).end();
    return true;
  };
  const { message } = await failureOf(root);
  assert.match(message, /out of order at the moment \(503\)/u);
  assert.equal(tries, 5);
});

test("what is not there, not public, or without ONNX weights is told apart", async (context) => {
  const root = await rootOf(context);
  assert.match((await failureOf(root, { name: "owner/nothing" })).message, /has no model owner\/nothing\. Check the model's name/u);
  assert.match((await failureOf(root, { revision: "v9" })).message, /has no model owner\/tiny at revision v9/u);
  assert.equal((await failureOf(root, { name: "../../etc" })).code, "model-missing");
  hub.spoil = ({ response }) => {
    response.writeHead(403, { "x-error-code": "GatedRepo" }).end();
    return true;
  };
  assert.match((await failureOf(root)).message, /only to those who are signed in \(403\)/u);
  hub.spoil = () => undefined;
  hub.repositories.set("owner/torch", { commit, files: new Map([["config.json", Buffer.from("{}")]]) });
  assert.match((await failureOf(root, { name: "owner/torch" })).message, /holds no ONNX weights/u);
  const noTokenizer = new Map(files);
  noTokenizer.delete("tokenizer.json");
  hub.repositories.set("owner/half", { commit, files: noTokenizer });
  assert.match((await failureOf(root, { name: "owner/half" })).message, /holds no tokenizer\.json/u);
});

test("a hub that cannot be reached, falls silent, or is something else is named with a way out", async (context) => {
  const root = await rootOf(context);
  const closed = await startTestHub({});
  await closed.close();
  assert.match((await failureOf(root, { address: closed.address })).message, /could not be reached: the connection was refused\. Check/u);
  hub.spoil = ({ cdn, response }) => {
    if (cdn) response.writeHead(200).write("some");
    return cdn ? true : undefined;
  };
  const silent = await failureOf(root, { network: { patience: 300 } });
  assert.match(silent.message, /the connection fell silent/u);
  hub.spoil = ({ response }) => {
    response.end("<html>Log in to the network</html>");
    return true;
  };
  assert.match((await failureOf(root)).message, /does not answer like a model hub/u);
});

test("a slow server is not a dead one", async (context) => {
  const root = await rootOf(context);
  hub.spoil = ({ cdn, response }) => {
    if (!cdn) return undefined;
    const data = files.get(weights) ?? Buffer.alloc(0);
    response.setHeader("content-length", data.length);
    void (async () => {
      const step = Math.ceil(data.length / 12);
      for (let at = 0; at < data.length; at += step) {
        response.write(data.subarray(at, at + step));
        await sleep(60);
      }
      response.end();
    })();
    return true;
  };
  assert.ok((await install(root, { network: { patience: 400 } })).ok);
});

test("weights without the output that vectors are made of are refused", async (context) => {
  const root = await rootOf(context);
  const bad = new Map(files).set(weights, Buffer.from("this is no model at all".repeat(10_000)));
  hub.repositories.set(name, { commit, files: bad });
  const { code, message } = await failureOf(root);
  assert.equal(code, "model-unusable");
  assert.match(message, /is not an ONNX model/u);
});

test("two windows that install the same model at once: one fetches, both have it", async (context) => {
  const root = await rootOf(context);
  hub.spoil = ({ cdn, response }) => {
    if (!cdn) return undefined;
    setTimeout(() => response.end(files.get(weights)), 400);
    return true;
  };
  const waits: boolean[] = [];
  const script = join(import.meta.dirname, "../../../../test/fixtures/models/installProgram.ts");
  const other = new Promise<number>((resolve) => {
    execFile(process.execPath, [script, hub.address, name, root], (error) => resolve(error === null ? 0 : 1));
  });
  while (!existsSync(join(root, ".downloads", `owner--tiny@${commit}`))) await sleep(5);
  const mine = await install(root, { onProgress: ({ waiting }) => void waits.push(waiting) });
  assert.ok(mine.ok, JSON.stringify(mine));
  assert.equal(await other, 0);
  assert.equal(weightRequests().length, 1);
  assert.ok(waits.includes(true));
  assert.ok((await openModel(name, [root])).ok);
});

test("a full disk and a folder that cannot be written to are named", async (context) => {
  const root = await rootOf(context);
  const taken = join(root, "taken");
  await writeFile(taken, "a file");
  const { code, message } = await failureOf(taken);
  assert.equal(code, "unwritable");
  assert.ok(message.includes(taken), message);
  hub.repositories.set(name, { commit, files, card });
  hub.spoil = ({ url, response }) => {
    if (!url.startsWith("/api/")) return undefined;
    const siblings = [...files].map(([rfilename, data]) => ({ rfilename, size: rfilename === weights ? 1e15 : data.length }));
    response.end(JSON.stringify({ sha: commit, siblings }));
    return true;
  };
  const full = await failureOf(root);
  assert.equal(full.code, "disk-full");
  assert.match(full.message, /needs 10000000\d\d MB more/u);
  assert.equal(await stat(join(root, "owner")).catch(() => undefined), undefined);
});

test("the description holds what a person wants to know later", async (context) => {
  const root = await rootOf(context);
  assert.ok((await install(root)).ok);
  const manifest = JSON.parse(await readFile(join(root, name, "askdocs.json"), "utf8")) as { weights: string; origin: string };
  assert.equal(manifest.weights, `${weights} of ${name} at ${new URL(hub.address).host}`);
  assert.equal(manifest.origin, name);
});

test("a mirror that has the files alone will do; a revision that is a commit is written down", async (context) => {
  const root = await rootOf(context);
  const mirror = await startTestHub({ [name]: { commit, files, card } }, true);
  context.after(() => mirror.close());
  const { address } = mirror;
  assert.match((await failureOf(root, { address, name: "owner/none" })).message, /has no model owner\/none/u);
  assert.ok((await install(root, { address })).ok);
  const byBranch = await openModel(name, [root]);
  assert.ok(byBranch.ok);
  assert.deepEqual([byBranch.value.manifest.revision, byBranch.value.manifest.asked], [undefined, "main"]);
  const installed = await install(root, { address, revision: commit });
  assert.ok(installed.ok, JSON.stringify(installed));
  const byCommit = await openModel(name, [root]);
  assert.equal(byCommit.ok && byCommit.value.manifest.revision, commit);
  // There is nobody but the person to say what the weights must be.
  const elsewhere = await rootOf(context);
  assert.match((await failureOf(elsewhere, { address, sha256: "0".repeat(64) })).message, /SHA-256/u);
});
