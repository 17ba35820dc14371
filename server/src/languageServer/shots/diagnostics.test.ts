import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { JudgedShots } from "../../core/fewShot/diagnose/diagnoseShots.ts";
import { parseShots } from "../../core/fewShot/document/parseShots.ts";
import { estimatedTokens } from "../../core/fewShot/tokens/tokenCounter.ts";
import { createShotsDiagnostics } from "./diagnostics.ts";

/** Judges when it is told to; remembers the versions that it was asked for. */
function createSlowJudging() {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  return {
    asked,
    finish: () => waiting.splice(0).forEach((done) => done()),
    judging: {
      async judge(document: TextDocument): Promise<JudgedShots> {
        asked.push(document.version);
        await new Promise<void>((done) => waiting.push(done));
        const parsed = parseShots(document.getText());
        return { parsed, findings: parsed.faults, sources: [], sensitive: [], counter: estimatedTokens };
      },
      filesChanged: () => undefined,
    },
  };
}

const at = (version: number, text: string): TextDocument =>
  TextDocument.create("file:///a.shots", "shots", version, text);

test("keystrokes are waited out, and what was found of a former version is not shown", async () => {
  const { judging, asked, finish } = createSlowJudging();
  const published: (readonly [number, readonly unknown[]])[] = [];
  const diagnostics = createShotsDiagnostics({
    judging,
    publish: (_uri, version, list) => void published.push([version, list.map(({ code }) => code)]),
    failed: (error) => assert.ifError(error),
  });
  diagnostics.changed(at(1, ""));
  diagnostics.changed(at(2, ""));
  await sleep(400);
  assert.deepEqual(asked, [2]);
  diagnostics.changed(at(3, "---\nshots: 1\n---\n?\n"));
  finish();
  await sleep(400);
  finish();
  await sleep(0);
  assert.deepEqual(asked, [2, 3]);
  assert.deepEqual(published, [[3, ["unknown-line"]]]);
  diagnostics.closed("file:///a.shots");
  assert.deepEqual(published.at(-1), [3, []]);
  diagnostics.again();
  await sleep(400);
  assert.deepEqual(asked, [2, 3]);
});

test("no more diagnostics are shown than can be read", async () => {
  const { judging, finish } = createSlowJudging();
  let shown = 0;
  const diagnostics = createShotsDiagnostics({
    judging,
    publish: (_uri, _version, list) => void (shown = list.length),
    failed: (error) => assert.ifError(error),
  });
  diagnostics.changed(at(1, `---\nshots: 1\n---\n${"?\n".repeat(2000)}`));
  await sleep(400);
  finish();
  await sleep(0);
  assert.equal(shown, 500);
  diagnostics.close();
});
