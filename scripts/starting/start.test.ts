import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { runCommand } from "../testing/commands.ts";
import { findProgram } from "./desktop.ts";
import { checkFolder, readPort } from "./wanted.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const startProgram = join(root, "scripts/start.ts");

async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-start-test-"));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** Puts a program `code` there that writes its arguments, one a line, into the file `arguments` and fails with 3. */
async function makeCode(folder: string): Promise<void> {
  await writeFile(join(folder, "code"), `#!/bin/sh\nprintf '%s\\n' "$@" > "${join(folder, "arguments")}"\nexit 3\n`);
  await chmod(join(folder, "code"), 0o755);
}

const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  runCommand(process.execPath, [startProgram, ...args], { cwd: root, show: false, env });

test("a folder that is not there, or is a file, is named in one sentence", async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, "note.md"), "");
  checkFolder(folder);
  assert.throws(() => checkFolder(join(folder, "none")), /none does not exist; name a folder that holds documents\.$/);
  assert.throws(() => checkFolder(join(folder, "note.md")), /note\.md is a file; name the folder/);
});

test("a port is a number from 1 to 65535", () => {
  assert.equal(readPort(undefined), undefined);
  assert.equal(readPort("8080"), 8080);
  for (const wrong of ["0", "65536", "-1", "1.5", "x", ""]) assert.throws(() => readPort(wrong), /is no port/, wrong);
});

test("a program is found where a shell finds it, but not among npm's", async (t) => {
  const folder = await temporaryFolder(t);
  const npms = join(folder, "node_modules/.bin");
  const own = join(folder, "own");
  for (const place of [npms, own]) {
    await mkdir(place, { recursive: true });
    await writeFile(join(place, "code"), "", { mode: 0o755 });
  }
  await writeFile(join(folder, "code"), "", { mode: 0o644 });
  const path = (...places: string[]) => ({ PATH: places.join(delimiter) });
  assert.equal(findProgram("code", path(npms, "", join(folder, "none"), own), "linux"), join(own, "code"));
  assert.equal(findProgram("code", path(npms, folder), "linux"), undefined);
  assert.equal(findProgram("code", {}, "linux"), undefined);
});

test("the desktop editor gets the extension and the folder, and its exit code is passed on", async (t) => {
  const folder = await temporaryFolder(t);
  await makeCode(folder);
  const documents = join(folder, "my documents");
  await mkdir(documents);
  const { exitCode } = await start([documents], { PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` });
  assert.equal(exitCode, 3);
  assert.deepEqual((await readFile(join(folder, "arguments"), "utf8")).trim().split("\n"), [
    "--new-window",
    `--extensionDevelopmentPath=${root}`,
    documents,
  ]);
});

test("without a folder, or with one that is not there, nothing starts and the reason is one line", async () => {
  const none = await start([]);
  assert.deepEqual([none.exitCode, none.output], [1, "ask-docs: Usage: npm start -- FOLDER [--browser] [--port N]\n"]);
  const missing = await start(["/no/such/folder"]);
  assert.equal(missing.exitCode, 1);
  assert.equal(missing.output, "ask-docs: /no/such/folder does not exist; name a folder that holds documents.\n");
});
