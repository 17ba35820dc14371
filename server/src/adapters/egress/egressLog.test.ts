import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { promisify } from "node:util";
import { createEgressLog, type EgressStart } from "./egressLog.ts";
import type { EgressLimits } from "./egressFiles.ts";

const run = promisify(execFile);
const program = join(import.meta.dirname, "../../../../test/fixtures/egress/recordingProgram.ts");
const day = 86_400_000;

const start: EgressStart = {
  ...{ purpose: "answer", method: "POST", scheme: "https", host: "models.example", path: "/v1/chat/completions" },
  ...{ isLocal: false, passages: [{ path: "notes/a.md", startOffset: 10, endOffset: 90 }], bytesOut: 1200 },
};

function open(t: TestContext, limits?: EgressLimits) {
  const place = mkdtempSync(join(tmpdir(), "ask-docs-egress-"));
  t.after(() => rmSync(place, { recursive: true, force: true }));
  const time = { now: Date.UTC(2026, 10, 25, 9) };
  const told: string[] = [];
  const parts = { clock: { wallTime: () => time.now }, warn: (message: string) => void told.push(message) };
  const again = (reads = false, at = place) =>
    createEgressLog({ place: at, ...parts, reads, ...(limits === undefined ? {} : { limits }) });
  return { place, time, told, again, log: again() };
}

test("a request is recorded before it has ended, and what became of it after", (t) => {
  const { log, again, time } = open(t);
  const { since } = log.read();
  assert.equal(since, time.now);
  time.now += 1000;
  const entry = log.begin(start);
  const underWay = { ...start, at: time.now, bytesIn: 0, outcome: "unfinished" };
  assert.deepEqual(again(true).read().records, [underWay]);
  time.now += 2500;
  entry.sent(700);
  entry.sent(500);
  entry.received(42);
  entry.answered(200);
  entry.end("answered");
  entry.end("failed");
  const ended = { ...underWay, bytesIn: 42, outcome: "answered", status: 200, seconds: 2.5 };
  assert.deepEqual(again(true).read(), { since, records: [ended], omitted: 0, place: log.read().place });
});

test("the newest stands first; cleared, it begins anew", (t) => {
  const { log, time } = open(t);
  for (const path of ["/a", "/b", "/c"]) {
    log.begin({ ...start, path }).end("stopped");
    time.now += 1;
  }
  assert.deepEqual(
    log.read().records.map(({ path }) => path),
    ["/c", "/b", "/a"],
  );
  log.clear();
  assert.deepEqual([log.read().records, log.read().since], [[], time.now]);
});

test("who only looks begins no record", (t) => {
  const { place, again } = open(t);
  const elsewhere = join(place, "not", "there");
  assert.equal(again(true, elsewhere).read().since, undefined);
  assert.throws(() => statSync(elsewhere));
});

test("several processes write at once, over many files, and nothing of it is lost", async (t) => {
  const { place, again } = open(t, { fileBytes: 5000, allBytes: 10_000_000, age: day });
  await Promise.all([1, 2, 3].map(() => run(process.execPath, [program, place, "200"])));
  const { records } = again(true).read();
  assert.equal(records.length, 600);
  assert.ok(records.every(({ outcome, bytesIn, bytesOut }) => outcome === "answered" && bytesIn === bytesOut));
  assert.ok(readdirSync(place).length > 5);
});

test("a process that is killed leaves behind what it had sent", async (t) => {
  const { place, again } = open(t);
  await assert.rejects(run(process.execPath, [program, place, "killed"]), { signal: "SIGKILL" });
  const [record] = again(true).read().records;
  assert.deepEqual([record?.path, record?.outcome, record?.bytesOut], ["/killed", "unfinished", 77]);
});

test("the record is bounded in size and age, and says from when on it is whole", (t) => {
  const limits = { fileBytes: 2000, allBytes: 20_000, age: 30 * day };
  const { log, place, time } = open(t, limits);
  const begun = time.now;
  const bytes = () => readdirSync(place).reduce((sum, file) => sum + statSync(join(place, file)).size, 0);
  for (let at = 0; at < 300; at += 1) {
    log.begin(start).end("failed");
    time.now += 60_000;
  }
  assert.ok(bytes() < limits.allBytes + 2 * limits.fileBytes, `${bytes()} bytes`);
  const kept = log.read();
  assert.ok(kept.records.length > 20 && kept.records.length < 100, `${kept.records.length}`);
  assert.ok((kept.since ?? 0) > begun);
  time.now += 40 * day;
  log.begin({ ...start, path: "/new" }).end("answered");
  assert.deepEqual(
    log.read().records.map(({ path }) => path),
    ["/new"],
  );
  assert.equal(log.read().since, time.now);
});

test("no other person of the machine reads it, and git does not take it", (t) => {
  const { log, place } = open(t);
  log.begin(start);
  const [file = ""] = readdirSync(place).filter((name) => name.endsWith(".jsonl"));
  if (process.platform !== "win32") assert.equal(statSync(join(place, file)).mode & 0o077, 0);
  assert.ok(readdirSync(place).includes(".gitignore"));
});

test("a line that is cut or strange spoils no other", (t) => {
  const { log, place } = open(t);
  log.begin({ ...start, path: "/a" });
  const [file = ""] = readdirSync(place).filter((name) => name.endsWith(".jsonl"));
  appendFileSync(join(place, file), '\n{"kind":"start","id":"x","at":1,"pur');
  appendFileSync(join(place, file), "\n[1,2]\nnull\n{}\n\u0000");
  log.begin({ ...start, path: "/b" });
  assert.deepEqual(new Set(log.read().records.map(({ path }) => path)), new Set(["/a", "/b"]));
});

test("a disk that takes nothing stops nothing: it is told once, kept in memory, and written when it can be", (t) => {
  const { place, again, told } = open(t);
  const [file = ""] = readdirSync(place).filter((name) => name.endsWith(".jsonl"));
  rmSync(join(place, file));
  mkdirSync(join(place, file));
  const log = again();
  assert.equal(told.length, 0, "nothing was sent, so nothing is missing");
  log.begin({ ...start, path: "/full" }).end("answered");
  log.begin({ ...start, path: "/full2" }).end("answered");
  assert.equal(told.length, 1);
  assert.match(
    told[0] ?? "",
    /^The record of what leaves this machine cannot be written to .+ \(EISDIR\)\. Make room/u,
  );
  assert.equal(log.read().problem, told[0]);
  assert.equal(log.read().records.length, 2);
  rmSync(join(place, file), { recursive: true });
  log.begin({ ...start, path: "/room" });
  assert.equal(log.problem(), undefined);
  assert.equal(again(true).read().records.length, 3);
});

test("on a disk that is really full, all requests go on and are listed", async (t) => {
  const { place } = open(t);
  const inside = (script: string) => run("unshare", ["--map-root-user", "--mount", "sh", "-c", script]);
  const mount = `mount -t tmpfs -o size=16k none ${place}`;
  if (
    !(await inside(mount).then(
      () => true,
      () => false,
    ))
  ) {
    t.skip("NOT SHOWN HERE: this system lets no one mount a small disk (unshare --map-root-user --mount).");
    return;
  }
  const { stdout, stderr } = await inside(`${mount} && ${process.execPath} ${program} ${place} 150`);
  assert.match(stderr, /cannot be written to .+ \(ENOSPC\)/u);
  assert.equal(stderr.match(/ENOSPC/gu)?.length, 1);
  assert.equal(stdout.trim(), "150");
});

test("a record that cannot be written is no reason to fail", (t) => {
  const { place, again, told } = open(t);
  writeFileSync(join(place, "file"), "");
  const log = again(false, join(place, "file"));
  log.begin(start).end("answered");
  assert.equal(told.length, 1);
  assert.equal(log.read().records.length, 1);
});
