import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { exportFormats } from "../../server/src/core/fewShot/export/exportShots.ts";
import { askDocs } from "./commandLine.ts";

const folder = mkdtempSync(join(tmpdir(), "ask-docs-export-"));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});
const at = (name: string): string => join(folder, name);

test("a document with faults is exported to each format, its faults named by file and line", async () => {
  const lines = ["---", "shots: 1", "labels: [a, b]", "---", "=== one", "text: x", "label: a", "what is this"];
  writeFileSync(
    at("faulty.shots"),
    [...lines, "=== two", "label: b", "=== three", "text: y", "label: c", ""].join("\n"),
  );
  for (const format of exportFormats) {
    const { code, stdout, stderr } = await askDocs(
      "shots",
      "export",
      at("faulty.shots"),
      "--to",
      format,
      "--out",
      at(format),
      "--json",
    );
    assert.equal(code, 0, stderr);
    const said = JSON.parse(stdout) as { files: string[]; demonstrations: number; leftOut: number };
    assert.deepEqual([said.demonstrations, said.leftOut], [2, 1]);
    for (const file of said.files) assert.ok(readFileSync(file, "utf8").length > 0);
    for (const line of [8, 9, 13]) assert.ok(stderr.includes(`faulty.shots:${line}: `), stderr);
  }
});

test("what cannot be exported is said", async () => {
  writeFileSync(at("empty.shots"), "");
  writeFileSync(at("later.shots"), "---\nshots: 2\n---\n=== one\ntext: x\nlabel: a\n");
  writeFileSync(at("good.shots"), "---\nshots: 1\n---\n=== one\ntext: x\nlabel: a\n");
  const run = (name: string, to = "chat", out = at("out")) =>
    askDocs("shots", "export", at(name), "--to", to, "--out", out);
  const cases = [
    [await run("none.shots"), 2, /none\.shots cannot be read/u],
    [await run("good.shots", "docx"), 2, /Allowed choices are chat, openai-jsonl/u],
    [await run("empty.shots"), 1, /empty\.shots:1: .*begins with/u],
    [await run("later.shots"), 1, /later\.shots:2: /u],
    [await run("good.shots", "chat", at("none/out")), 1, /cannot be written/u],
    [await run("good.shots", "openai-jsonl"), 0, /10 examples or more; these are 1/u],
  ] as const;
  for (const [{ code, stderr }, expected, words] of cases) {
    assert.match(stderr, words);
    assert.equal(code, expected);
  }
});
