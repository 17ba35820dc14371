import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { startTestChatServer, writeAnswer } from "../../server/src/adapters/chat/testChatServer.ts";
import { handbook } from "./commandLine.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const cli = join(root, "dist", "cli.js");
const recorder = join(root, "test/fixtures/hostile/recordConnections.cjs");
const question = "How long are backups kept?";
/** Of its own user and network, which has not even a loopback that is up. */
const namespace = ["unshare", "--map-root-user", "--net"];

let work = "";
let folder = "";
before(() => {
  work = mkdtempSync(join(tmpdir(), "ask-docs-network-"));
  folder = join(work, "docs");
  cpSync(join(handbook, "en"), folder, { recursive: true });
  writeFileSync(join(folder, "beacon.md"), "# Beacon\n\n![x](https://evil.example/x.png) <https://evil.example/>\n");
});
after(() => {
  rmSync(work, { recursive: true, force: true });
});

/** The main paths, each with what it must print. */
function paths(place: string): readonly (readonly [args: readonly string[], prints: RegExp])[] {
  const where = ["--folder", folder, "--index-dir", join(place, "index")];
  const pairs = join(place, "pairs.jsonl");
  return [
    [["index", ...where], /passage/u],
    [["search", "backups kept", ...where], /backups\.md/u],
    [["ask", question, ...where], /35 days/u],
    [["status", ...where], /passage/u],
    [["shots", "mine", "--folder", folder, "--out", pairs], /pairs/u],
    [["shots", "build", "--pairs", pairs, "--out", join(place, "a.shots"), "--k", "3"], /(?:)/u],
    [["doctor", ...where], /(?:)/u],
  ];
}

async function followPaths(place: string, prefix: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  for (const [args, prints] of paths(place)) {
    const [program = "", ...rest] = [...prefix, process.execPath, cli, ...args];
    const { stdout, stderr } = await run(program, rest, { env: { ...process.env, ...environment } });
    assert.match(stdout + stderr, prints, args.join(" "));
  }
}

test("the main paths work, embeddings included, in a namespace that has no network", async (t) => {
  const [program = "", ...args] = namespace;
  if (spawnSync(program, [...args, "true"]).status !== 0) {
    t.skip("NOT SHOWN HERE: this system lets no one make a network namespace (unshare --map-root-user --net).");
    return;
  }
  const reach = `fetch("http://192.0.2.1/", { signal: AbortSignal.timeout(2000) }).then(() => process.exit(1), (e) => console.log(e.cause.code))`;
  const { stdout } = await run(program, [...args, process.execPath, "-e", reach]);
  assert.match(stdout, /ENETUNREACH/u, "the namespace has a network");
  await followPaths(mkdtempSync(join(work, "namespace-")), namespace, {});
});

test("no process of the product connects or looks up a name, but to the model that was asked for", async () => {
  const log = join(work, "connections.txt");
  writeFileSync(log, "");
  const environment = { ASK_DOCS_CONNECTIONS: log, NODE_OPTIONS: `--require ${JSON.stringify(recorder)}` };
  await followPaths(mkdtempSync(join(work, "recorded-")), [], environment);
  const told = (): readonly string[] => readFileSync(log, "utf8").trim().split("\n");
  assert.ok(told().some((line) => /^started .*cli\.js$/u.test(line)));
  assert.ok(
    told().some((line) => /^started .*embedder/u.test(line)),
    told().join("\n"),
  );
  assert.deepEqual(
    told().filter((line) => !line.startsWith("started ")),
    [],
  );

  // The recorder sees a connection where there is one.
  const server = await startTestChatServer((_, response) => {
    void writeAnswer(response, "Backups are kept for 35 days [1].");
  });
  try {
    const ask = ["ask", question, "--folder", folder, "--index-dir", join(work, "asked"), "--vectors", "none"];
    const args = [cli, ...ask, "--model", "scripted", "--model-url", server.address];
    await run(process.execPath, args, { env: { ...process.env, ...environment } });
    const { host } = new URL(server.address);
    const seen = told().filter((line) => line.startsWith("connect ") || line.startsWith("lookup "));
    assert.deepEqual([...new Set(seen)], [`connect ${host}`]);
  } finally {
    await server.close();
  }
});
