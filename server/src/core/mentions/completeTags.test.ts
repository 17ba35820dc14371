import assert from "node:assert/strict";
import { test } from "node:test";
import { openMemoryFolder } from "../../../../test/support/memoryFolder.ts";

test("tags are counted by note, with those above them, those of most notes first", async (t) => {
  const files = new Map([
    ["a.md", "---\ntags: [project/alpha, Work]\n---\n\nText #work and #work.\n"],
    ["b.md", "Text #work #project/beta.\n\n```\n#code\n```\n"],
    ["c.md", "# A heading\n\n#תגית/פנימית, #тег and `#no`; white is #fff.\n"],
  ]);
  const service = await openMemoryFolder(t, files);
  const tags = (typed = "") => service.completeTag(typed).map(({ tag, files: count }) => `${tag} ${count}`);
  assert.deepEqual(tags(), [
    "project 2",
    "Work 2",
    "project/alpha 1",
    "project/beta 1",
    "тег 1",
    "תגית 1",
    "תגית/פנימית 1",
  ]);
  assert.deepEqual(tags("be"), ["project/beta 1"]);
  assert.deepEqual(tags("project/a"), ["project/alpha 1"]);
  assert.deepEqual(tags("פנ"), ["תגית/פנימית 1"]);
  assert.deepEqual(tags("zz"), []);
  files.set("b.md", "Text #project/beta and #new.\n");
  await service.refreshFiles(["b.md"]);
  assert.deepEqual(tags("n"), ["new 1"]);
  assert.deepEqual(tags("work"), ["Work 1"]);
});
