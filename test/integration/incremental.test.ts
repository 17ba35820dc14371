import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { askDocs, askDocsJson, startAskDocs, temporaryFolder } from "./commandLine.ts";

const page = (topic: string, number: number): string =>
  `# ${topic}\n\n${[1, 2, 3].map((part) => `## Part ${part}\n\n${`The ${topic} of part ${part} is numbered ${number * part}. `.repeat(20)}`).join("\n\n")}\n`;

function writePages(folder: string, count: number): void {
  for (let number = 1; number <= count; number += 1)
    writeFileSync(join(folder, `page${number}.md`), page(`topic${number}`, number));
}

const index = (folder: string, ...flags: string[]) =>
  askDocsJson("index", "--folder", folder, ...flags).then(({ value }) => value);

test("a second run embeds nothing, an edit only its passages; what is deleted is gone, a rename costs nothing", async (t) => {
  const folder = temporaryFolder(t);
  writePages(folder, 4);
  const first = await index(folder);
  assert.equal(first["embedded"], first["passages"]);
  const second = await index(folder);
  assert.equal(second["embedded"], 0);
  assert.equal(second["reused"], first["passages"]);

  writeFileSync(join(folder, "page2.md"), page("topic2", 2).replace("## Part 2", "## Part two"));
  const edited = await index(folder);
  assert.equal(edited["embedded"], 1);

  renameSync(join(folder, "page3.md"), join(folder, "renamed.md"));
  const renamed = await index(folder);
  assert.equal(renamed["embedded"], 0);
  assert.equal(renamed["files"], 4);
  const hits = (await askDocsJson("search", "topic3", "--folder", folder)).value["hits"] as { path: string }[];
  assert.equal(hits[0]?.path, "renamed.md");

  rmSync(join(folder, "page1.md"));
  const removed = await index(folder);
  assert.equal(removed["files"], 3);
  const gone = (await askDocsJson("search", "topic1", "--mode", "bm25", "--folder", folder)).value["hits"] as {
    path: string;
  }[];
  assert.ok(gone.every(({ path }) => path !== "page1.md"));
});

test("an edit within the same second, with the same size, is seen", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "note.md"), "The door code is 1111.\n");
  await index(folder, "--vectors", "none");
  writeFileSync(join(folder, "note.md"), "The door code is 2222.\n");
  const { value } = await askDocsJson("search", "door code", "--vectors", "none", "--folder", folder);
  assert.match((value["hits"] as { text: string }[])[0]?.text ?? "", /2222/);
});

test("ask embeds the question's own candidates first, and says what is pending", async (t) => {
  const folder = temporaryFolder(t);
  writePages(folder, 120);
  const { value } = await askDocsJson("ask", "What is the topic7 of part 2 numbered?", "--folder", folder);
  const { pending } = value["freshness"] as { pending: number };
  assert.ok(pending > 200 && pending < 360, String(pending));
  assert.match(String(value["answer"]), /topic7 of part 2 is numbered 14/);
  const { value: status } = await askDocsJson("status", "--folder", folder);
  assert.equal(status["state"], "partial");
});

for (const signal of ["SIGINT", "SIGKILL"] as const) {
  test(`${signal} in the middle of embedding leaves a good index that goes on where it was`, async (t) => {
    const folder = temporaryFolder(t);
    writePages(folder, 800);
    const { child, finished } = startAskDocs(["index", "--folder", folder, "--json"]);
    const start = Date.now();
    for (let embedded = 0; embedded < 64 && Date.now() - start < 60_000;) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const { stdout } = await askDocs("status", "--folder", folder, "--json");
      embedded = (JSON.parse(stdout) as { readonly embedded: number }).embedded;
    }
    child.kill(signal);
    const { code } = await finished;
    if (signal === "SIGINT") assert.equal(code, 130);
    const { value: status } = await askDocsJson("status", "--folder", folder);
    assert.equal(status["files"], 800);
    assert.ok(Number(status["embedded"]) >= 64);
    const hits = (await askDocsJson("search", "topic149", "--mode", "bm25", "--folder", folder)).value["hits"] as {
      path: string;
    }[];
    assert.equal(hits[0]?.path, "page149.md");
  });
}

test("two processes on one index: the second reads while the first writes", async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "sub"));
  writePages(join(folder, "sub"), 150);
  const { child, finished } = startAskDocs(["index", "--folder", folder, "--json"]);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  writeFileSync(join(folder, "new.md"), "# New\n\nA page that came later.\n");
  const asked = await askDocs("search", "topic7", "--mode", "bm25", "--folder", folder);
  assert.equal(asked.code, 0);
  child.kill("SIGINT");
  await finished;
});
