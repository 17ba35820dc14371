import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import type { CrawlEntry, Workspace } from "../../core/ports.ts";
import { createDiskWorkspace, type DiskWorkspaceOptions } from "./diskWorkspace.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

async function makeFolder(context: TestContext, files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-disk-"));
  context.after(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

async function open(folder: string, options: Partial<DiskWorkspaceOptions> = {}): Promise<Workspace> {
  const result = await createDiskWorkspace(folder, { extensions: [".md", ".txt"], ...options });
  assert.ok(result.ok);
  return result.value;
}

async function crawl(workspace: Workspace): Promise<{ files: string[]; skipped: Record<string, string> }> {
  const entries: CrawlEntry[] = [];
  for await (const entry of workspace.crawl()) entries.push(entry);
  return {
    files: entries.flatMap((entry) => (entry.kind === "file" ? [entry.file.path] : [])),
    skipped: Object.fromEntries(
      entries.flatMap((entry) => (entry.kind === "skipped" ? [[entry.path, entry.reason]] : [])),
    ),
  };
}

async function readCode(workspace: Workspace, path: string): Promise<string> {
  const result = await workspace.read(path);
  return result.ok ? "read" : result.failure.code;
}

test("a crawl lists documents in a fixed order with size and date, and reads back their bytes", async (context) => {
  const folder = await makeFolder(context, {
    "b.md": "bb",
    "a/z.txt": "z",
    "a.md": "a",
    "a/b/c.md": "c",
    "x.ts": "no",
  });
  const workspace = await open(folder);
  assert.deepEqual(await crawl(workspace), { files: ["a/b/c.md", "a/z.txt", "a.md", "b.md"], skipped: {} });
  for await (const entry of workspace.crawl()) {
    assert.ok(entry.kind === "file" && Math.abs(entry.file.modified - Date.now()) < 60_000);
    assert.ok(entry.file.size === (entry.file.path === "b.md" ? 2 : 1));
  }
  const bytes = await workspace.read("b.md");
  assert.ok(bytes.ok && Buffer.from(bytes.value).toString() === "bb");
});

test("ignored files and folders are named once with their rule; why agrees", async (context) => {
  const folder = await makeFolder(context, {
    ".gitignore": "build/\nold.md\n*.log\n",
    ".askdocsignore": "!build/docs/\n",
    "build/docs/a.md": "a",
    "build/b.md": "b",
    "build/out/c.md": "c",
    "node_modules/p/readme.md": "r",
    "docs/.gitignore": "!old.md\n",
    "docs/old.md": "kept",
    "old.md": "gone",
    "x.log": "log",
    "secrets.txt": "s",
  });
  const workspace = await open(folder);
  const { files, skipped } = await crawl(workspace);
  assert.deepEqual(files, ["build/docs/a.md", "docs/old.md"]);
  assert.deepEqual(Object.keys(skipped), ["build/b.md", "build/out", "node_modules", "old.md", "secrets.txt"]);
  const expected = {
    indexed: false,
    reason: skipped["old.md"],
    rule: { file: ".gitignore", line: 2, pattern: "old.md" },
  };
  assert.deepEqual(await workspace.why("old.md"), expected);
  assert.equal((await workspace.why("build/out/c.md")).rule?.pattern, "build/");
  assert.equal((await workspace.why("build/docs/a.md")).rule?.file, ".askdocsignore");
  assert.match((await workspace.why("node_modules/p/readme.md")).reason, /node_modules/u);
  assert.match((await workspace.why("secrets.txt")).reason, /secrets/u);
});

test("a crawl and why agree about every path", async (context) => {
  const folder = await makeFolder(context, {
    ".gitignore": "*\n!*/\n!*.md\ndrop/\n",
    ".askdocsignore": "!drop/**/keep.md\n/a/skip\n",
    "a/b.md": "x",
    "a/b.txt": "x",
    "a/skip/c.md": "x",
    "drop/d.md": "x",
    "drop/e/keep.md": "x",
    "drop/e/f/keep.md": "x",
    ".hidden/g.md": "x",
  });
  const workspace = await open(folder);
  const { files } = await crawl(workspace);
  assert.deepEqual(files, ["a/b.md", "drop/e/f/keep.md", "drop/e/keep.md"]);
  for (const path of [
    "a/b.md",
    "a/b.txt",
    "a/skip/c.md",
    "drop/d.md",
    "drop/e/keep.md",
    "drop/e/f/keep.md",
    ".hidden/g.md",
  ]) {
    assert.equal((await workspace.why(path)).indexed, files.includes(path), path);
  }
});

test("links: circles, links out, broken links and doubles are passed over and said", async (context) => {
  const outside = await makeFolder(context, { "secret.md": "s" });
  const folder = await makeFolder(context, { "a/doc.md": "d", "real.md": "r" });
  await symlink(folder, join(folder, "a", "loop"));
  await symlink(outside, join(folder, "out"));
  await symlink(join(outside, "secret.md"), join(folder, "out.md"));
  await symlink(join(folder, "nowhere.md"), join(folder, "broken.md"));
  await symlink("self.md", join(folder, "self.md"));
  await symlink("a", join(folder, "b"));
  await symlink("real.md", join(folder, "same.md"));
  const workspace = await open(folder);
  const { files, skipped } = await crawl(workspace);
  assert.deepEqual(files, ["a/doc.md", "real.md", "same.md"]);
  assert.match(skipped["a/loop"] ?? "", /never end/u);
  assert.match(skipped["b"] ?? "", /already indexed/u);
  assert.match(skipped["out"] ?? "", /out of the folder/u);
  assert.match(skipped["out.md"] ?? "", /out of the folder/u);
  assert.match(skipped["broken.md"] ?? "", /leads nowhere/u);
  assert.match(skipped["self.md"] ?? "", /circle/u);
  assert.equal(Object.keys(skipped).length, 6);
  assert.equal(await readCode(workspace, "out.md"), "outside-folder");
  assert.equal(await readCode(workspace, "out/secret.md"), "outside-folder");
  assert.equal(await readCode(workspace, "broken.md"), "unreadable");
  assert.match((await workspace.why("a/loop/a/doc.md")).reason, /never end/u);
  assert.match((await workspace.why("out/secret.md")).reason, /out of the folder/u);
});

test("reading refuses paths outside, folders, missing files and files over the limit", async (context) => {
  const folder = await makeFolder(context, { "docs/a.md": "a", "docs/big.md": "0123456789!" });
  const workspace = await open(join(folder, "docs"), { maxFileSize: 10 });
  for (const path of ["../docs2/a.md", "..", join(folder, "docs", "a.md"), "x/../../docs.md", "a\0.md"]) {
    assert.equal(await readCode(workspace, path), "outside-folder", path);
  }
  assert.equal(await readCode(workspace, "big.md"), "too-large");
  assert.equal(await readCode(workspace, "missing.md"), "unreadable");
  assert.equal(await readCode(workspace, "a.md/b.md"), "unreadable");
  assert.equal(await readCode(workspace, ""), "unreadable");
  assert.equal(await readCode(workspace, "a.md"), "read");
  assert.match((await crawl(workspace)).skipped["big.md"] ?? "", /larger/u);
});

test("why answers for every kind of path", async (context) => {
  const folder = await makeFolder(context, {
    "a.md": "text",
    "b.ts": "code",
    "binary.md": "\0\0PNG",
    "big.md": "0".repeat(200),
    "d/e.md": "",
  });
  const workspace = await open(folder, { maxFileSize: 100 });
  const reason = async (path: string): Promise<string> => (await workspace.why(path)).reason;
  assert.equal((await workspace.why("a.md")).indexed, true);
  assert.match(await reason("b.ts"), /No glob/u);
  assert.match(await reason("binary.md"), /not a text file/u);
  assert.match(await reason("big.md"), /larger/u);
  assert.match(await reason("d"), /is a folder/u);
  assert.match(await reason("."), /folder itself/u);
  assert.match(await reason("x/missing.md"), /There is no/u);
  assert.match(await reason("../x.md"), /outside/u);
});

test("beyond the limit of documents the crawl stops and says so; why knows", async (context) => {
  const folder = await makeFolder(context, { "a.md": "", "b/c.md": "", "d.md": "", "e.md": "" });
  const workspace = await open(folder, { maxFiles: 2 });
  const { files, skipped } = await crawl(workspace);
  assert.deepEqual(files, ["a.md", "b/c.md"]);
  assert.deepEqual(Object.keys(skipped), ["d.md"]);
  assert.equal((await workspace.why("b/c.md")).indexed, true);
  assert.match((await workspace.why("e.md")).reason, /more than 2 documents/u);
});

test("a folder that is missing, or is a file, is refused", async (context) => {
  const folder = await makeFolder(context, { "a.md": "" });
  const missing = await createDiskWorkspace(join(folder, "no"), { extensions: [".md"] });
  assert.ok(!missing.ok && missing.failure.code === "folder-missing");
  const file = await createDiskWorkspace(join(folder, "a.md"), { extensions: [".md"] });
  assert.ok(!file.ok && file.failure.code === "not-a-folder");
});

test("a folder that goes away while it is crawled is passed over and said", async (context) => {
  const folder = await makeFolder(context, { "a/a.md": "", "b/b.md": "", "c.md": "" });
  const workspace = await open(folder);
  const seen: string[] = [];
  for await (const entry of workspace.crawl()) {
    if (seen.length === 0) await rm(join(folder, "b"), { recursive: true });
    seen.push(entry.kind === "file" ? entry.file.path : `${entry.path}: ${entry.reason}`);
  }
  assert.deepEqual(seen, ["a/a.md", "b: The folder b cannot be listed: it is no longer there.", "c.md"]);
});

test("a crawl ends when its signal is aborted", async (context) => {
  const folder = await makeFolder(context, { "a.md": "", "b.md": "" });
  const workspace = await open(folder);
  const controller = new AbortController();
  const seen: string[] = [];
  await assert.rejects(async () => {
    for await (const entry of workspace.crawl(controller.signal)) {
      seen.push(entry.kind);
      controller.abort();
    }
  }, /abort/iu);
  assert.equal(seen.length, 1);
});
