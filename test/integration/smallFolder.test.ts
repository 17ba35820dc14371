import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { askDocsJson, temporaryFolder } from "./commandLine.ts";

test("in a folder of one page, being the best passage is no reason to be an answer", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "bakery.md"), "# Bakery\n\nThe bakery on the quay opens at seven and sells rye bread.\n");
  const unanswerable = await askDocsJson("ask", "How many seats does the ferry have?", "--folder", folder);
  assert.equal(unanswerable.code, 3, JSON.stringify(unanswerable.value));
  const answerable = await askDocsJson("ask", "When does the bakery open?", "--folder", folder);
  assert.equal(answerable.code, 0, JSON.stringify(answerable.value));
  assert.match(String(answerable.value["answer"]), /opens at seven/);
});
