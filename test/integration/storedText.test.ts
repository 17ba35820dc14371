import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  startTestChatServer,
  writeAnswer,
  writeError,
  type TestChatServer,
} from "../../server/src/adapters/chat/testChatServer.ts";

const cli = join(import.meta.dirname, "../../dist/cli.js");
const [marker, asked, key] = ["quixotrefle", "Zembladine", "sk-kept-nowhere-4711"];
const work = mkdtempSync(join(tmpdir(), "ask-docs-stored-"));
const [folder, home, index] = [join(work, "docs"), join(work, "home"), join(work, "index")];
let server: TestChatServer;

before(async () => {
  server = await startTestChatServer();
  for (const place of [folder, home, join(home, "tmp")]) mkdirSync(place, { recursive: true });
  writeFileSync(join(folder, "valve.md"), `# Valve\n\nThe ${marker} valve of ${asked} is opened on Mondays.\n`);
  writeFileSync(join(folder, "broken.md"), Buffer.from([0xff, 0xfe, 0x00, 0xd8, ...Buffer.from(marker), 0x00]));
  writeFileSync(join(folder, "rows.shots"), `---\nshots: 1\ntemplate: nonsense\n---\n${marker}\n`);
});
after(async () => {
  await server.close();
  rmSync(work, { recursive: true });
});

/** All that a process of the product may write by itself goes into `home` or the index. */
function run(...args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const own = {
    HOME: home,
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    TMPDIR: join(home, "tmp"),
  };
  const env = { ...process.env, ...own, ASK_DOCS_CHAT_KEY: key };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (_, stdout, stderr) => {
      resolve({ stdout, stderr });
    });
  });
}

const filesUnder = (place: string): readonly string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

function assertAbsent(text: string, where: string): void {
  for (const secret of [marker, asked, key])
    assert.ok(!text.toLowerCase().includes(secret.toLowerCase()), `${secret} in ${where}`);
}

const where = ["--folder", folder, "--index-dir", index];
const question = `When is the valve of ${asked} opened?`;

test("what is told and stored beside the index holds no words of documents, no question and no key", async () => {
  const told = [
    await run("index", ...where),
    await run("status", ...where),
    await run("doctor", ...where),
    await run("search", question, ...where, "--set", "askDocs.nothing=1"),
    await run("search", question, ...where, "--vectors", "broken"),
  ];
  const model = ["--model", "scripted", "--model-url", server.address];
  const scripts: readonly (typeof server.script)[] = [
    (_, response) => writeAnswer(response, `The ${marker} valve is opened on Mondays [1].`),
    (_, response) => writeError(response, 500, "broken"),
    (_, response) => void response.writeHead(200).end("no events at all"),
    (_, response) => void response.destroy(),
  ];
  for (const script of scripts) {
    server.script = script;
    const { stdout, stderr } = await run("ask", question, ...where, ...model);
    assert.match(stdout, /Mondays/u);
    told.push({ stdout: "", stderr });
  }
  assert.ok(server.chats.every(({ authorization }) => authorization === `Bearer ${key}`));
  for (const { stdout, stderr } of told) {
    assertAbsent(stderr, "stderr");
    // The index's own commands tell numbers; the answers are what was asked for.
    assertAbsent(stdout, "stdout");
  }
  const stored = filesUnder(index);
  const record = stored.filter((file) => /egress-[\d-]+\.jsonl$/u.test(file)).map((file) => readFileSync(file, "utf8"));
  assert.match(record.join(""), /"purpose":"answer".+"valve\.md"/u);
  const database = stored.filter((file) => /\.(?:db|sqlite3?)(?:-wal|-shm)?$/u.test(file));
  assert.ok(database.length > 0, stored.join("\n"));
  // The index is made of the documents' words; the question and the key are not among them.
  const words = database.map((file) => readFileSync(file, "latin1")).join("");
  assert.ok(words.includes(marker));
  assert.ok(!words.includes(key) && !words.includes("When is the valve"));
  for (const file of [...stored, ...filesUnder(home)])
    if (!database.includes(file)) assertAbsent(readFileSync(file, "latin1"), file);
});

test("a server that writes the key into its refusal does not have it told", async () => {
  server.script = (_, response) => writeError(response, 401, `Incorrect API key provided: ${key}.`);
  const { stderr } = await run("ask", question, ...where, "--model", "scripted", "--model-url", server.address);
  assert.match(stderr, /The documents' own words are shown/u);
  assertAbsent(stderr, "stderr");
});
