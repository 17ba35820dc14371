import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { startServer } from "../languageServerClient.ts";
import { createHashEmbedder, model, openFolderService } from "./folderService.ts";

const pages = 2000;

function temporaryFolder(t: TestContext): string {
  const work = mkdtempSync(join(tmpdir(), "ask-docs-branches-"));
  t.after(() => rmSync(work, { recursive: true, force: true }));
  return work;
}

const git = (folder: string, ...args: readonly string[]): void =>
  void execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });

function writePages(folder: string, branch: string): void {
  for (let page = 0; page < pages; page += 1) {
    const file = join(folder, `part${page % 20}`, `page${page}.md`);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, `# Page ${page}\n\nOn ${branch}, lamp ${page} burns for ${page * 3} hours.\n`);
  }
}

/** A repository with the branches `main` and `other`, on which every page differs; `main` is checked out. */
function makeRepository(folder: string): void {
  mkdirSync(folder);
  git(folder, "init", "-q", "-b", "main");
  for (const branch of ["main", "other"]) {
    if (branch !== "main") git(folder, "checkout", "-q", "-b", branch);
    writePages(folder, branch);
    git(folder, "add", "-A");
    git(folder, "commit", "-q", "-m", branch);
  }
  git(folder, "checkout", "-q", "main");
}

test("on the command line's index, what a branch, a rename or a return has seen before is not embedded again", async (t) => {
  const folder = join(temporaryFolder(t), "repository");
  makeRepository(folder);
  const embedder = createHashEmbedder();
  /** Brings the index in the folder up to date as `ask-docs index` does; returns how many passages were embedded. */
  async function index(): Promise<number> {
    const { service, store } = await openFolderService(folder, join(folder, ".ask-docs"), embedder);
    const before = embedder.passages;
    await service.refresh();
    await service.embedAll();
    assert.deepEqual([service.status().embedded, service.status().files], [pages, pages]);
    store.close();
    return embedder.passages - before;
  }
  assert.equal(await index(), pages);
  git(folder, "checkout", "-q", "other");
  assert.equal(await index(), pages);
  git(folder, "checkout", "-q", "main");
  assert.equal(await index(), 0);
  renameSync(join(folder, "part1"), join(folder, "renamed"));
  assert.equal(await index(), 0);
});

test("in the editor a branch switch of 2,000 files seen before embeds nothing, nor does a worktree or a clone", async (t) => {
  const work = temporaryFolder(t);
  const [folder, clone, tree] = ["repository", "clone", "worktree"].map((name) => join(work, name)) as [
    string,
    string,
    string,
  ];
  makeRepository(folder);
  const embedder = createHashEmbedder();
  const ports = {
    describeModel: () => Promise.resolve({ ok: true as const, value: model }),
    createEmbedder: () => ({
      ...embedder,
      configure: () => undefined,
      runtime: () => Promise.reject(new Error("none")),
    }),
  };
  const server = await startServer([folder], join(work, "storage"), {}, ports);
  t.after(() => server.stop());
  /** Waits until the pages of the branch are found and all have vectors; returns how many were embedded. */
  async function settled(branch: string, before: number): Promise<number> {
    for (;;) {
      await server.until((status) => status.activity === "ready" && status.embedded === status.passages, 60_000);
      const hits = await server.search(`lamp 7 on ${branch}`, 50);
      if (hits.length > 0 && hits.every(({ text }) => text.startsWith(`On ${branch},`))) break;
    }
    return embedder.passages - before;
  }
  const switchTo = async (branch: string): Promise<number> => {
    const before = embedder.passages;
    git(folder, "checkout", "-q", branch);
    // So many changes at once are what an editor tells of a switch.
    const paths = Array.from({ length: pages }, (_, page) => join(folder, `part${page % 20}`, `page${page}.md`));
    await server.fileEvents(...paths.map((path) => ({ uri: `file://${path}`, type: 2 as const })));
    return settled(branch, before);
  };
  assert.equal(await settled("main", 0), pages);
  assert.equal(await switchTo("other"), pages);
  assert.equal(await switchTo("main"), 0);
  assert.equal(await switchTo("other"), 0);

  git(folder, "worktree", "add", "-q", tree, "main");
  git(work, "clone", "-q", folder, clone);
  for (const copy of [tree, clone]) {
    const before = embedder.passages;
    const second = await startServer([copy], join(work, "storage"), {}, ports);
    await second.until((status) => status.passages === pages && status.embedded === pages, 60_000);
    await second.stop();
    assert.equal(embedder.passages, before);
  }
});
