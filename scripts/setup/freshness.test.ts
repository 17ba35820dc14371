import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { hashSources, isBuilt, isInstalled, stampBuild, stampInstall, unstampBuild } from "./freshness.mjs";

async function makeRepository(t: TestContext, files: Readonly<Record<string, string>>) {
  const root = await mkdtemp(join(tmpdir(), "ask-docs-freshness-"));
  t.after(() => rm(root, { recursive: true }));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);
  return { root, write };
}

const lock = (packages: object) => JSON.stringify({ packages });

test("a build is fresh until a source or the lock file changes, whatever happens to tests", async (t) => {
  const { root, write } = await makeRepository(t, {
    "package-lock.json": "{}",
    "server/src/main.ts": "1",
    "dist/cli.js": "",
  });
  assert.equal(isBuilt(root), false);
  stampBuild(root, hashSources(root));
  assert.equal(isBuilt(root), true);
  await write("server/src/main.test.ts", "a test");
  assert.equal(isBuilt(root), true);
  await write("server/src/core/new.ts", "2");
  assert.equal(isBuilt(root), false);
  stampBuild(root, hashSources(root));
  await write("package-lock.json", "{ }");
  assert.equal(isBuilt(root), false);
});

test("a build without its program, or whose stamp was taken away, is not fresh", async (t) => {
  const { root, write } = await makeRepository(t, { "package-lock.json": "{}", "dist/server.js": "" });
  stampBuild(root, hashSources(root));
  assert.equal(isBuilt(root), false);
  await write("dist/cli.js", "");
  assert.equal(isBuilt(root), true);
  unstampBuild(root);
  assert.equal(isBuilt(root), false);
});

test("a stamped install is fresh until package-lock.json changes", async (t) => {
  const { root, write } = await makeRepository(t, {
    "package-lock.json": lock({ "node_modules/a": { version: "1.0.0" } }),
    "node_modules/a/index.js": "",
  });
  assert.equal(isInstalled(root), false);
  stampInstall(root);
  assert.equal(isInstalled(root), true);
  await write("package-lock.json", lock({ "node_modules/a": { version: "1.0.1" } }));
  assert.equal(isInstalled(root), false);
});

test("an install made by hand counts when npm's record holds everything that is not optional", async (t) => {
  const wanted = {
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b": { version: "2.0.0", optional: true },
  };
  const { root, write } = await makeRepository(t, { "package-lock.json": lock(wanted) });
  await write("node_modules/.package-lock.json", lock({ "node_modules/a": { version: "0.9.0" } }));
  assert.equal(isInstalled(root), false);
  await write("node_modules/.package-lock.json", lock({ "node_modules/a": { version: "1.0.0" } }));
  assert.equal(isInstalled(root), true);
});
