import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readPairs } from "./readPairs.ts";

const folder = await mkdtemp(join(tmpdir(), "ask-docs-pairs-"));
after(() => rm(folder, { recursive: true }));

async function read(name: string, text: string) {
  const file = join(folder, name);
  await writeFile(file, text);
  const found = await readPairs(file);
  assert.ok(found.ok);
  return found.value;
}

test("rows of JSONL, CSV and TSV are the same rows, a byte order mark passed over", async () => {
  const rows = [
    { text: 'It is "late", really', label: "delivery", group: "mail 1" },
    { text: "איפה החבילה?\nשאלתי כבר", label: "refund", group: "mail 2" },
  ];
  const quoted = (words: string) => `"${words.replaceAll('"', '""')}"`;
  const table = (sign: string) =>
    ["text,label,group", ...rows.map((row) => Object.values(row).map(quoted).join(","))]
      .join("\r\n")
      .replace(/,(?=label|group|"(?:delivery|refund|mail))/gu, sign);
  const shapes = await Promise.all([
    read("a.jsonl", `\uFEFF${rows.map((row) => JSON.stringify(row)).join("\n")}\n`),
    read("a.csv", `\uFEFF${table(",")}`),
    read("a.tsv", table("\t")),
  ]);
  for (const { pairs, broken } of shapes) {
    assert.deepEqual(
      pairs.map(({ input, output, label, group }) => ({ text: input, output, label, group })),
      rows.map((row) => ({ ...row, output: row.label })),
    );
    assert.equal(broken, 0);
  }
});

test("what is no row is named by its line, and the rest is read", async () => {
  const { pairs, problems, broken } = await read("b.jsonl", `{"text":"a","label":"b"}\n\n{"text":\n{"label":"x"}\n`);
  assert.equal(pairs.length, 1);
  assert.deepEqual([problems.map(({ line }) => line), broken], [[3, 4], 2]);
  const table = await read("b.csv", "a,b,c\n1,2,3\n4,5,6\n");
  assert.equal(table.pairs.length, 0);
  assert.match(table.problems[0]?.reason ?? "", /name two text and label/u);
  const missing = await readPairs(join(folder, "missing.csv"));
  assert.match(missing.ok ? "" : missing.failure.message, /missing\.csv cannot be read .*JSONL, CSV or TSV/u);
});
