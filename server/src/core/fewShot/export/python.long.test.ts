import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { documentOf, exported, hostileDocument, hostileText } from "../../../../../test/support/exportedShots.ts";
import { runPython } from "../../../../../test/support/exportedPython.ts";

test("DSPy and LangChain themselves show a model what the document says", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "ask-docs-python-"));
  context.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const given = process.env["ASK_DOCS_PYTHON"];
  const python = given ?? join(folder, "bin", "python");
  if (given === undefined) {
    const made = [
      spawnSync("python3", ["-m", "venv", folder]),
      spawnSync(python, ["-m", "pip", "install", "--quiet", "dspy", "langchain-core"]),
    ];
    if (made.some(({ status }) => status !== 0)) {
      context.skip("the libraries cannot be installed here");
      return;
    }
  }
  const documents = [
    ...fc.sample(fc.array(fc.tuple(hostileText, hostileText), { minLength: 1, maxLength: 3 }), 50).map(documentOf),
    hostileDocument,
  ];
  const files = documents.flatMap((document) => [
    exported(document, "dspy").text,
    exported(document, "langchain").text,
  ]);
  const read = runPython(files, python, false) ?? assert.fail();
  for (const [at, { demonstrations, frontMatter }] of documents.entries()) {
    const values = demonstrations.flatMap(({ fields }) => fields.map(({ value }) => value));
    assert.deepEqual(read[2 * at]?.slice(1), values);
    assert.deepEqual(read[2 * at + 1], [frontMatter.task, ...values, "{asked}"]);
  }
});
