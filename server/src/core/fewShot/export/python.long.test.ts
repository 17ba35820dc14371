import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { documentOf, exported, hostileDocument, hostileText } from "../../../../../test/support/exportedShots.ts";
import { runPython } from "../../../../../test/support/exportedPython.ts";

const validate = `
import json, sys
from pathlib import Path
from openai.types.chat import ChatCompletionMessageParam
from pydantic import TypeAdapter
from skills_ref import validate
folder, messages = json.load(sys.stdin)
TypeAdapter(list[ChatCompletionMessageParam]).validate_python(messages)
print(json.dumps(validate(Path(folder))))
`;

test("DSPy and LangChain show a model what the document says; OpenAI and the skills library take theirs", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "ask-docs-python-"));
  context.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const given = process.env["ASK_DOCS_PYTHON"];
  const python = given ?? join(folder, "bin", "python");
  if (given === undefined) {
    const made = [
      spawnSync("python3", ["-m", "venv", folder]),
      spawnSync(python, ["-m", "pip", "install", "--quiet", "dspy", "langchain-core", "skills-ref"]),
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
  const skill = join(folder, "my-mails-2");
  mkdirSync(skill);
  writeFileSync(join(skill, "SKILL.md"), exported(hostileDocument, "skill").text);
  const { messages } = JSON.parse(exported(hostileDocument, "chat").text) as { messages: unknown };
  const judged = spawnSync(python, ["-c", validate], { input: JSON.stringify([skill, messages]), encoding: "utf8" });
  assert.equal(judged.stdout.trim(), "[]", judged.stderr);
});
