import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { findSources } from "../diagnose/staleSources.ts";
import { parseShots } from "../document/parseShots.ts";
import { dropDemonstrations } from "./dropDemonstrations.ts";
import { dropLine } from "./dropLine.ts";
import { surplusDemonstrations } from "./rebalance.ts";
import { refreshSources } from "./refreshSources.ts";
import { applyEdits } from "./textEdit.ts";

const top = "---\nshots: 1\nlabels: [a, b]\n---\n";
const clock = { now: () => performance.now(), sleep: async () => undefined };
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

test("dropping a demonstration takes its lines and the blank ones after it, and leaves comments", () => {
  const text = `${top}\n=== one\nt: 1\nl: a\n\n\n# About two\n=== two\nt: 2\nl: b\n \n=== three\nt: 3\nl: a`;
  const drop = (...places: readonly number[]): string =>
    applyEdits(text, dropDemonstrations(text, parseShots(text), places));
  assert.equal(drop(0), `${top}\n# About two\n=== two\nt: 2\nl: b\n \n=== three\nt: 3\nl: a`);
  assert.equal(drop(1), `${top}\n=== one\nt: 1\nl: a\n\n\n# About two\n=== three\nt: 3\nl: a`);
  assert.equal(drop(0, 1, 2), `${top}\n# About two\n`);
  const windows = text.replaceAll("\n", "\r\n");
  assert.equal(
    applyEdits(windows, dropDemonstrations(windows, parseShots(windows), [0])),
    drop(0).replaceAll("\n", "\r\n"),
  );
});

test("dropping a line takes its end", () => {
  assert.equal(applyEdits("a\nb\r\nc", [dropLine("a\nb\r\nc", { start: 2, end: 3 })]), "a\nc");
  assert.equal(applyEdits("a\nb", [dropLine("a\nb", { start: 2, end: 3 })]), "a\n");
});

test("rebalancing keeps as many of each label as the rarest has, the surest and the first", () => {
  const shot = (label: string, confidence?: number): string =>
    `===\n${confidence === undefined ? "" : `@ a.md 0-1 sha256:0123456789abcdef confidence:${confidence}\n`}t: x\nl: ${label}\n`;
  const parsed = parseShots(top + shot("a", 0.4) + shot("a") + shot("b") + shot("a", 0.9) + shot("a") + shot("b"));
  assert.deepEqual(surplusDemonstrations(parsed), [0, 3]);
  assert.deepEqual(surplusDemonstrations(parseShots(top + shot("a") + shot("a"))), []);
  assert.deepEqual(surplusDemonstrations(parseShots("---\nshots: 1\n---\n===\nt: x\n")), []);
});

test("refreshing writes the place and the words of now, also where they stand in several lines", async () => {
  const old = "Intro.\n\nSnapshots are kept for thirty days before they go.\n";
  const now = "Intro, longer.\n\nSnapshots are kept\nfor sixty days before they go.\n";
  const sentence = "Snapshots are kept for thirty days before they go.";
  const at = old.indexOf(sentence);
  const line = `@ a.md ${at}-${at + sentence.length} sha256:${hashOf(old).slice(0, 16)} lang:en`;
  const text = `${top}=== one\n${line}\nt: ${sentence}\nl: a\n`;
  const sources = {
    read: async () => ({ text: now, contentHash: hashOf(now) }),
    pathOf: () => undefined,
  };
  const parsed = parseShots(text);
  const changed = applyEdits(text, refreshSources(parsed, await findSources(parsed, { sources, clock })));
  const start = now.indexOf("Snapshots");
  const end = now.length - 1;
  assert.equal(
    changed,
    `${top}=== one\n@ a.md ${start}-${end} sha256:${hashOf(now).slice(0, 16)} lang:en\nt:\n| Snapshots are kept\n| for sixty days before they go.\nl: a\n`,
  );
  const again = parseShots(changed);
  const found = await findSources(again, { sources, clock });
  assert.deepEqual(
    found.map(({ state }) => state.kind),
    ["unchanged"],
  );
  assert.deepEqual(refreshSources(again, found), []);
});
