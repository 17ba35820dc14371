import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { isGone, startServer, timeUntil } from "../languageServerClient.ts";

test("while the model's process hangs, words answer at once; it is ended and replaced, and nothing is lost", async (t) => {
  const work = mkdtempSync(join(tmpdir(), "ask-docs-hung-"));
  t.after(() => rmSync(work, { recursive: true, force: true }));
  writeFileSync(join(work, "ferry.md"), "# Ferry\n\nThe ferry leaves the pier at 07:40 on weekdays.\n");
  const server = await startServer([work], join(work, ".ask-docs"));
  t.after(() => server.stop());
  await server.until(({ passages, embedded }) => passages === 1 && embedded === 1);
  const hung = server.embedders.at(-1) ?? 0;
  process.kill(hung, "SIGSTOP");

  // What comes in meanwhile is found by its words, and gets its vector later.
  writeFileSync(join(work, "tram.md"), "# Tram\n\nThe tram runs every nine minutes.\n");
  await server.fileEvents({ uri: `file://${join(work, "tram.md")}`, type: 1 });
  const found = await timeUntil(async () => (await server.search("tram minutes"))[0]?.text.includes("nine") === true);
  const start = performance.now();
  const last = server.ask("When does the ferry leave the pier?");
  const early = (): boolean =>
    server.refined.some(({ answer }) => answer.sentences.some(({ text }) => text.includes("07:40")));
  await timeUntil(() => Promise.resolve(early()));
  const byWords = performance.now() - start;
  const { sentences } = await last;
  const whole = performance.now() - start;
  t.diagnostic(
    `found after ${found.toFixed(0)} ms; answered by words after ${byWords.toFixed(0)} ms, at last after ${whole.toFixed(0)} ms`,
  );
  assert.ok(sentences.some(({ text }) => text.includes("07:40")));
  assert.ok(byWords < whole / 4, "words do not wait for the process");
  assert.ok(await isGone(hung));
  const status = await server.until(({ passages, embedded }) => passages === 2 && embedded === 2);
  assert.equal(status.problem, undefined);
});
