import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createDiskWorkspace } from "../disk/diskWorkspace.ts";
import { createBufferWorkspace, type OpenBuffer } from "./bufferWorkspace.ts";

test("a buffer counts where its file is a document and its words differ", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-buffers-"));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "a.md"), "one\r\ntwo\nthree\n");
  await writeFile(join(folder, "ignored.md"), "ignored\n");
  await writeFile(join(folder, ".askdocsignore"), "ignored.md\n");
  const disk = await createDiskWorkspace(folder, { extensions: [".md"] });
  assert.ok(disk.ok);
  const buffers = new Map<string, OpenBuffer>();
  const workspace = createBufferWorkspace(disk.value, (path) => buffers.get(path), 100);
  const read = async (path: string): Promise<string> => {
    const bytes = await workspace.read(path);
    return bytes.ok ? Buffer.from(bytes.value).toString() : bytes.failure.code;
  };
  const crawled = async () => {
    const files = [];
    for await (const entry of workspace.crawl()) if (entry.kind === "file") files.push(entry.file);
    return files;
  };

  buffers.set("a.md", { text: "one\ntwo\nthree\n", changedAt: 5 });
  assert.equal(await read("a.md"), "one\r\ntwo\nthree\n");
  assert.equal(await workspace.isUnsaved("a.md"), false);
  assert.deepEqual(await workspace.find("a.md"), await disk.value.find("a.md"));

  buffers.set("a.md", { text: "zwölf\n", changedAt: 7 });
  assert.equal(await read("a.md"), "zwölf\n");
  assert.equal(await workspace.isUnsaved("a.md"), true);
  assert.deepEqual(await workspace.find("a.md"), { path: "a.md", size: 7, modified: 7 });
  assert.deepEqual(await crawled(), [{ path: "a.md", size: 7, modified: 7 }]);

  buffers.set("a.md", { text: "x".repeat(101), changedAt: 8 });
  assert.equal(await read("a.md"), "too-large");

  buffers.set("ignored.md", { text: "edited", changedAt: 9 });
  buffers.set("nowhere.md", { text: "never saved", changedAt: 9 });
  assert.equal(await workspace.find("ignored.md"), undefined);
  assert.equal(await workspace.find("nowhere.md"), undefined);
  assert.equal(await read("nowhere.md"), "unreadable");
});
