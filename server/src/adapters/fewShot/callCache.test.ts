import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { CompletionModel } from "../../core/fewShot/evaluation/completionModel.ts";
import { success } from "../../core/result.ts";
import { openCallCache } from "./callCache.ts";

const folder = await mkdtemp(join(tmpdir(), "ask-docs-calls-"));
after(() => rm(folder, { recursive: true }));

/** Answers each prompt with itself. */
function echo() {
  const asked: string[] = [];
  const model: CompletionModel = {
    name: "echo",
    async complete({ prompt }) {
      const text = prompt.kind === "text" ? prompt.text : "";
      asked.push(text);
      return success({ text, seconds: 0.1 });
    },
  };
  return { asked, model };
}
const request = (text: string) => ({ prompt: { kind: "text", text, stop: [] } as const, mostTokens: 4 });

test("what was asked once is not asked again, in another run either; no prompt is kept", async () => {
  const file = join(folder, "a.jsonl");
  const first = echo();
  const one = await openCallCache(file, first.model, "here");
  for (const text of ["secret question", "other", "other"]) await one.model.complete(request(text));
  assert.deepEqual([first.asked.length, one.reused()], [2, 1]);
  const second = echo();
  const again = await openCallCache(file, second.model, "here");
  assert.ok((await again.model.complete(request("other"))).ok);
  assert.deepEqual([second.asked.length, again.reused()], [0, 1]);
  await (await openCallCache(file, second.model, "elsewhere")).model.complete(request("other"));
  assert.equal(second.asked.length, 1, "another server answers for itself");
  assert.doesNotMatch(await readFile(file, "utf8"), /"prompt"/u);
});

test("a file over its limit keeps the newest answers, whole lines, at most half of it", async () => {
  const file = join(folder, "b.jsonl");
  const { model } = echo();
  const { model: filling } = await openCallCache(file, model, "here");
  for (let at = 0; at < 50; at += 1) await filling.complete(request(`question ${at}`));
  const [before] = [(await stat(file)).size];
  const later = echo();
  const cut = await openCallCache(file, later.model, "here", { mostBytes: before - 1 });
  assert.ok((await stat(file)).size <= before / 2);
  await cut.model.complete(request("question 49"));
  assert.equal(later.asked.length, 0);
  await cut.model.complete(request("question 0"));
  assert.equal(later.asked.length, 1);
  for (const line of (await readFile(file, "utf8")).trim().split("\n")) assert.ok(JSON.parse(line));
});

test("a line that was cut short is passed over", async () => {
  const file = join(folder, "c.jsonl");
  const { asked, model } = echo();
  await (await openCallCache(file, model, "here")).model.complete(request("a"));
  await writeFile(file, (await readFile(file, "utf8")) + '{"key":"ab');
  const after = await openCallCache(file, model, "here");
  await after.model.complete(request("b"));
  const last = await openCallCache(file, model, "here");
  for (const text of ["a", "b"]) await last.model.complete(request(text));
  assert.deepEqual([asked, last.reused()], [["a", "b"], 2]);
});
