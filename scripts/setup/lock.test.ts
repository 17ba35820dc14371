import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { withLock } from "./lock.mjs";

async function lockFolder(t: TestContext) {
  const parent = await mkdtemp(join(tmpdir(), "ask-docs-lock-"));
  t.after(() => rm(parent, { recursive: true }));
  return { parent, lock: join(parent, "dist", ".lock") };
}

test("works that ask for the lock at once run one after the other, and leave nothing behind", async (t) => {
  const { parent, lock } = await lockFolder(t);
  let running = 0;
  let waited = 0;
  const work = async () => {
    running += 1;
    assert.equal(running, 1);
    await sleep(50);
    running -= 1;
  };
  const wait = () => {
    waited += 1;
  };
  await Promise.all([withLock(lock, work, wait), withLock(lock, work, wait), withLock(lock, work, wait)]);
  assert.equal(waited, 2);
  assert.deepEqual(await readdir(join(parent, "dist")), []);
});

test("the lock is given back when the work throws", async (t) => {
  const { lock } = await lockFolder(t);
  await assert.rejects(
    withLock(lock, () => Promise.reject(new Error("no"))),
    /no/,
  );
  assert.equal(await withLock(lock, () => Promise.resolve(7)), 7);
});

test("the lock of a process that has died is taken over at once", async (t) => {
  const { lock } = await lockFolder(t);
  const { pid } = spawnSync(process.execPath, ["--version"]);
  await mkdir(lock, { recursive: true });
  await writeFile(join(lock, "owner"), JSON.stringify({ host: hostname(), pid }));
  assert.equal(
    await withLock(
      lock,
      () => Promise.resolve("mine"),
      () => assert.fail("waited"),
    ),
    "mine",
  );
});

test("a lock of another machine is taken over when its heartbeat has stopped", async (t) => {
  const { lock } = await lockFolder(t);
  await mkdir(lock, { recursive: true });
  await writeFile(join(lock, "owner"), JSON.stringify({ host: "another", pid: process.pid }));
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(lock, longAgo, longAgo);
  assert.equal(
    await withLock(
      lock,
      () => Promise.resolve("mine"),
      () => assert.fail("waited"),
    ),
    "mine",
  );
});
