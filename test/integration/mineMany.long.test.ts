import assert from "node:assert/strict";
import { createWriteStream, readFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { askDocsJson, temporaryFolder } from "./commandLine.ts";

const rows = 1_000_000;
const labels = ["refund", "delivery", "other"];

test("a million rows are streamed, and an even sample of each label is kept", { timeout: 600_000 }, async (t) => {
  const folder = temporaryFolder(t);
  const file = createWriteStream(join(folder, "rows.jsonl"));
  for (let at = 0; at < rows; at += 1) {
    const text = `Message ${at.toString(36)} about parcel ${(at * 7919) % 1_000_003} and bill ${(at * 104_729) % 999_983}`;
    if (!file.write(`${JSON.stringify({ text, label: labels[at % 3] })}\n`)) await once(file, "drain");
  }
  file.end('{"text": "no end\n');
  await once(file, "finish");
  const out = join(temporaryFolder(t), "pairs.jsonl");
  const { code, value, stderr } = await askDocsJson(
    "shots",
    "mine",
    "--folder",
    folder,
    "--out",
    out,
    "--per-page",
    "1000",
  );
  assert.equal(code, 0);
  assert.match(stderr, /^rows\.jsonl:1000001: It is no JSON/mu);
  const pairs = readFileSync(out, "utf8")
    .trim()
    .split("\n")
    .map((row) => JSON.parse(row) as { provenance: { startOffset: number } });
  assert.equal(pairs.length, value["pairs"]);
  assert.ok(pairs.length >= 900 && pairs.length <= 1000);
  // An even sample: half of it from each half of the file.
  const size = Math.max(...pairs.map(({ provenance }) => provenance.startOffset));
  const early = pairs.filter(({ provenance }) => provenance.startOffset < size / 2).length;
  assert.ok(early > 0.4 * pairs.length && early < 0.6 * pairs.length, String(early));
});
