import assert from "node:assert/strict";
import { test } from "node:test";
import type { IndexStatus } from "../../../protocol/views.ts";
import { createEnglishTexts } from "../testTexts.ts";
import { describeStatus, emptyStatus, isPaused } from "./statusText.ts";

const texts = createEnglishTexts();

const ready: IndexStatus = {
  activity: "ready",
  files: 2757,
  read: 0,
  toRead: 0,
  passages: 20_000,
  embedded: 20_000,
  embeddedFiles: 2757,
  failedFiles: 0,
  bytesOnDisk: 12_345_678,
  model: "multilingual-e5-small",
  folders: ["handbook"],
  trusted: true,
};

void test("ready is quiet and says the figures", () => {
  const text = describeStatus(ready, texts);
  assert.deepEqual(
    { icon: text.icon, short: text.short, severity: text.severity },
    { icon: "book", short: "", severity: "normal" },
  );
  assert.deepEqual(text.details, ["2,757 pages", "12.3 MB on disk", "Model: multilingual-e5-small"]);
});

void test("progress counts", () => {
  const reading = describeStatus({ ...ready, activity: "reading", read: 12, toRead: 1312 }, texts);
  assert.equal(reading.short, "reading 12 of 1,312");
  const embedding = describeStatus({ ...ready, activity: "embedding", embedded: 1, embeddedFiles: 312 }, texts);
  assert.equal(embedding.short, "embedding 312 of 2,757");
  assert.ok(embedding.details.includes("312 of 2,757 pages can be searched by meaning"));
});

void test("a change of models says how far it is, and a model that does not fit says so", () => {
  const nextModel = { name: "bge", texts: 300, embedded: 41 };
  const changing = describeStatus({ ...ready, activity: "embedding", nextModel }, texts);
  assert.equal(changing.short, "changing model, 13 %");
  assert.ok(changing.details.includes("Next model: bge, 41 of 300 texts done"));
  assert.ok(describeStatus({ ...ready, misfit: "It does not fit." }, texts).details.includes("It does not fit."));
});

void test("each reason to wait has its own words", () => {
  const wait = (waitReason: "battery" | "busy" | "paused"): string =>
    describeStatus({ ...ready, activity: "waiting", waitReason }, texts).short;
  assert.deepEqual([wait("battery"), wait("busy"), wait("paused")], ["waiting on battery", "waiting", "paused"]);
});

void test("a problem goes before everything else", () => {
  const failed = describeStatus({ ...ready, activity: "failed", problem: "The disk is full; free some space." }, texts);
  assert.equal(failed.severity, "error");
  assert.equal(failed.summary, "The disk is full; free some space.");
  assert.equal(describeStatus({ ...ready, problem: "One file." }, texts).severity, "warning");
});

void test("no folder, and a restricted one, are told", () => {
  assert.match(describeStatus({ ...ready, folders: [] }, texts).summary, /Open a folder/);
  assert.ok(describeStatus({ ...ready, trusted: false }, texts).details.some((line) => line.startsWith("Restricted")));
});

void test("paused by either way of saying so", () => {
  assert.equal(isPaused({ ...ready, activity: "paused" }), true);
  assert.equal(isPaused({ ...ready, activity: "waiting", waitReason: "paused" }), true);
  assert.equal(isPaused({ ...ready, activity: "waiting", waitReason: "battery" }), false);
});

void test("the first status is all zeros", () => {
  const first = emptyStatus({ activity: "starting", folders: ["a"], trusted: false });
  assert.equal(first.files + first.passages + first.bytesOnDisk, 0);
  assert.equal(describeStatus(first, texts).short, "starting");
  assert.deepEqual(describeStatus(first, texts).details, []);
});
