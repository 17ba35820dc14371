import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { checkNode } from "./nodeProgram.ts";

/** A program that prints a line, as Node prints its versions. */
const program = async (context: TestContext, line: string, mode = 0o755): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-node-"));
  context.after(() => rm(folder, { recursive: true }));
  const path = join(folder, "node");
  await writeFile(path, `#!/bin/sh\necho '${line}'\n`);
  await chmod(path, mode);
  return path;
};

test("a real Node.js is accepted, with its version", async () => {
  assert.deepEqual(await checkNode(process.execPath), { ok: true, value: process.versions.node });
});

test("anything else is refused in a sentence that names setting, path and fault", async (context) => {
  for (const [path, what] of [
    ["node", /is not a full path/],
    ["/nowhere/bin/node", /is not there/],
    [tmpdir(), /cannot be run/],
    [await program(context, "", 0o644), /cannot be run/],
    [await program(context, "v24.0.0"), /is no Node\.js/],
    ["/bin/false", /is no Node\.js/],
    [await program(context, '{"node": "18.20.1"}'), /is Node\.js 18\.20\.1, and 20 or newer is needed/],
    [await program(context, '{"node": "22.19.0", "electron": "37.6.0"}'), /is Electron/],
  ] as const) {
    const checked = await checkNode(path);
    assert.ok(!checked.ok);
    assert.equal(checked.failure.code, "bad-setting");
    assert.match(checked.failure.message, what);
    assert.ok(checked.failure.message.startsWith(`askDocs.embedder.node: ${path} `), checked.failure.message);
    assert.match(checked.failure.message, /the default is used\.$/);
  }
});
