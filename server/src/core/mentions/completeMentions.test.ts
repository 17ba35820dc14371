import assert from "node:assert/strict";
import { test } from "node:test";
import { openMemoryFolder } from "../../../../test/support/memoryFolder.ts";
import type { Service } from "../service.ts";
import type { MentionQuery } from "./completeMentions.ts";

const complete = (service: Service, of: MentionQuery["of"], typed: string, more: Partial<MentionQuery> = {}) =>
  service
    .completeMention({ of, typed, limit: 10, recent: [], ...more })
    .map(({ part }) =>
      part.kind === "heading" ? `${part.path}#${part.headings.join("/")}` : `${part.kind} ${part.path}`,
    );

const files = new Map([
  ["en/travel policy.md", "# Travel\n\nBy train.\n\n## Costs\n\nShort.\n\n## Costs\n\nMore.\n"],
  ["he/מדיניות החזרים.md", "# החזרים\n\nתוך שבוע.\n\n## מסמכים נדרשים\n\nקבלה.\n"],
  ["readme.txt", "Hello.\n"],
]);

test("files and folders are found by name, title and what they stand in", async (t) => {
  const service = await openMemoryFolder(t, files);
  assert.deepEqual(complete(service, "places", "trav"), ["file en/travel policy.md"]);
  assert.deepEqual(complete(service, "places", "en"), ["folder en", "file en/travel policy.md"]);
  assert.deepEqual(complete(service, "places", "מדיניות ה"), ["file he/מדיניות החזרים.md"]);
  assert.deepEqual(complete(service, "places", "החזר"), ["file he/מדיניות החזרים.md"]);
  assert.equal(complete(service, "places", "").length, 5);
});

test("those that were open last come first", async (t) => {
  const service = await openMemoryFolder(t, files);
  for (const path of files.keys()) assert.equal(complete(service, "places", "", { recent: [path] })[0], `file ${path}`);
  assert.equal(
    complete(service, "headings", "", { recent: ["he/מדיניות החזרים.md", "gone.md"] })[0],
    "he/מדיניות החזרים.md#החזרים",
  );
});

test("headings are found with their file, also of sections too small for passages of their own, each once", async (t) => {
  const service = await openMemoryFolder(t, files);
  assert.deepEqual(complete(service, "headings", "costs"), ["en/travel policy.md#Travel/Costs"]);
  assert.deepEqual(complete(service, "headings", "policy costs"), ["en/travel policy.md#Travel/Costs"]);
  assert.deepEqual(complete(service, "headings", "מסמכים"), ["he/מדיניות החזרים.md#החזרים/מסמכים נדרשים"]);
  assert.deepEqual(complete(service, "headings", "", { acceptsFile: (path) => path.startsWith("he/") }).length, 2);
});

test("completion follows the files", async (t) => {
  const changing = new Map(files);
  const service = await openMemoryFolder(t, changing);
  assert.equal(complete(service, "headings", "costs").length, 1);
  changing.set("en/travel policy.md", "# Travel\n\n## Prices\n\nMore.\n");
  changing.delete("readme.txt");
  await service.refreshFiles(["en/travel policy.md", "readme.txt"]);
  assert.deepEqual(complete(service, "headings", "costs"), []);
  assert.deepEqual(complete(service, "headings", "prices"), ["en/travel policy.md#Travel/Prices"]);
  assert.deepEqual(complete(service, "places", "readme"), []);
});
