import assert from "node:assert/strict";
import { test } from "node:test";
import { openMemoryFolder } from "../../../../test/support/memoryFolder.ts";
import type { FolderPart } from "./mention.ts";

const files = new Map([
  [
    "a/printers.md",
    "# Printers\n\n## Paper\n\nThe paper of the big printer is kept in room 12.\n\n## Toner\n\nThe toner of the printer is kept in room 40.\n",
  ],
  ["a/b/office.md", "# Office\n\nThe printer of the office is kept in room 7.\n"],
  ["ab/home.md", "# Home\n\nThe printer at home is kept in room 1.\n"],
]);

const file = (path: string): FolderPart => ({ kind: "file", path });
const folder = (path: string): FolderPart => ({ kind: "folder", path });
const heading = (path: string, ...headings: string[]): FolderPart => ({ kind: "heading", path, headings });

test("a question is answered from what it mentions alone", async (t) => {
  const service = await openMemoryFolder(t, files);
  const paths = async (...parts: FolderPart[]) => {
    const { scope } = service.scopeOf(parts);
    const { hits } = await service.search("printer room", { mode: "hybrid", vectors: "stored", depth: 10, scope });
    return [...new Set(hits.map(({ file: { path } }) => path))].sort();
  };
  assert.deepEqual(await paths(file("ab/home.md")), ["ab/home.md"]);
  assert.deepEqual(await paths(folder("a")), ["a/b/office.md", "a/printers.md"]);
  assert.deepEqual(await paths(folder("a/b"), file("ab/home.md")), ["a/b/office.md", "ab/home.md"]);
  assert.deepEqual(await paths(heading("a/printers.md", "Printers", "Toner")), ["a/printers.md"]);
  assert.deepEqual(await paths(folder("")), ["a/b/office.md", "a/printers.md", "ab/home.md"]);
  assert.deepEqual(await paths(folder("c"), file("gone.md"), heading("a/printers.md", "Ink")), []);
  assert.deepEqual(await paths(), []);
});

test("of a passage with several sections the one asked is answered from", async (t) => {
  const service = await openMemoryFolder(t, files);
  const { scope } = service.scopeOf([heading("a/printers.md", "Printers", "Toner")]);
  const options = { vectors: "stored", threshold: 0, scope } as const;
  const { citations } = await service.ask("Where is the paper of the big printer kept?", options);
  assert.deepEqual(
    citations.map(({ quote }) => quote),
    ["The toner of the printer is kept in room 40."],
  );
});

test("what is not there is told from what is", async (t) => {
  const service = await openMemoryFolder(t, files);
  const parts = [file("ab/home.md"), file("gone.md"), folder("a"), folder("gone"), heading("a/printers.md", "Toner")];
  assert.deepEqual([...service.scopeOf(parts).found], [parts[0], parts[2]]);
});
