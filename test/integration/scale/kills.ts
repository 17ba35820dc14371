import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { OpenStore } from "../../../server/src/adapters/sqlite/openStore.ts";
import { createHashEmbedder, model, openFolderService, type OpenService } from "./folderService.ts";

const handbook = fileURLToPath(new URL("../../fixtures/handbook", import.meta.url));
const program = fileURLToPath(new URL("../../fixtures/indexing/indexOnce.ts", import.meta.url));
/** A program that is not done by then is killed at a time spread over this; milliseconds. */
const longestRun = 600;

const pathsOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:md|mdx|markdown|txt)$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(".ask-docs"))
    .sort();

/** Changes, adds, moves and removes some files, so that every run has something to write. */
function changeFiles(folder: string, round: number, random: () => number): void {
  const paths = pathsOf(folder);
  for (const path of paths) {
    const chance = random();
    if (chance < 0.15)
      writeFileSync(path, `${readFileSync(path, "utf8")}\n\nNote ${round}: the ledger was ${chance}.\n`);
    else if (chance < 0.18) renameSync(path, join(dirname(path), `moved${round}-${Math.floor(chance * 1e6)}.md`));
    else if (chance < 0.2 && paths.length > 30) rmSync(path);
  }
  for (let page = 0; page < 3; page += 1)
    writeFileSync(
      join(folder, `page${round}-${page}.md`),
      `# Page ${round}\n\nThe lamp of round ${round} is ${random()}.\n`,
    );
}

/** Runs the indexing and kills it; returns whether the kill came before its end. */
async function runAndKill(folder: string, indexDir: string, after: number): Promise<boolean> {
  const child = fork(program, [folder, indexDir], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const exit = once(child, "exit");
  const [message] = (await Promise.race([once(child, "message"), exit])) as unknown[];
  assert.equal(message, "begins");
  await Promise.race([sleep(after), exit]);
  child.kill("SIGKILL");
  const [, signal] = (await exit) as [number | null, string | null];
  return signal === "SIGKILL";
}

/** Everything stored, by content: ids and dates, which depend on the order of the work, left out. */
function contentsOf(store: OpenStore) {
  const files = new Map(store.files().map((file) => [file.id, file]));
  const definitions = new Map<number, unknown[]>();
  for (const { id } of [...store.loadDefinitions()]) {
    for (const { id: _id, fileId, ...definition } of store.definitions([id]))
      definitions.set(fileId, [...(definitions.get(fileId) ?? []), definition]);
  }
  const rows = [...store.load()].map(({ fileId, passages, terms, postings }) => {
    const { id: _id, modified: _modified, ...file } = files.get(fileId) ?? { id: 0, modified: 0 };
    const records = store
      .passages(passages.map(({ id }) => id))
      .map(({ id: _own, fileId: _file, ...passage }) => passage);
    const keys = records.map(({ vectorKey }) => vectorKey);
    const vectors = store.vectors.get(model.id, keys);
    assert.equal(vectors.size, new Set(keys).size);
    return {
      file,
      records,
      terms,
      postings,
      vectors: keys.map((key) => vectors.get(key)),
      definitions: definitions.get(fileId),
    };
  });
  assert.equal(rows.length, files.size);
  const path = ({ file }: (typeof rows)[number]): string => ("path" in file ? file.path : "");
  return { rows: rows.sort((a, b) => (path(a) < path(b) ? -1 : 1)), failed: store.failedFiles() };
}

const questions = ["How long are backups kept?", "lamp round", "כמה זמן נשמרים הגיבויים", "Note ledger", "night shift"];

interface Results {
  readonly asked: { readonly query: string; readonly mode: string; readonly pending: number };
  /** By place. */
  readonly scores: ReadonlyMap<string, number>;
}

async function resultsOf({ service }: OpenService): Promise<readonly Results[]> {
  const results: Results[] = [];
  for (const query of questions) {
    for (const mode of ["bm25", "vector", "hybrid"] as const) {
      const { hits, pending } = await service.search(query, { mode, vectors: "stored", depth: 1000 });
      const scores = hits.map(({ file, passage, score }) => [`${file.path}:${passage.start}`, score] as const);
      results.push({ asked: { query, mode, pending }, scores: new Map(scores) });
    }
  }
  return results;
}

/** The same places with the same scores, but for what the order of adding up does to the last digits. */
function assertAlike(actual: readonly Results[], expected: readonly Results[]): void {
  assert.equal(actual.length, expected.length);
  for (const [at, { asked, scores }] of actual.entries()) {
    const wanted = expected[at];
    assert.deepEqual(asked, wanted?.asked);
    assert.deepEqual([...scores.keys()].sort(), [...(wanted?.scores.keys() ?? [])].sort());
    for (const [place, score] of scores)
      assert.ok(Math.abs(score - (wanted?.scores.get(place) ?? 0)) < 1e-5, `${asked.query}: ${place}`);
  }
}

/**
 * Kills the indexing of a changing folder `kills` times at random; after each the index must open and load, and after
 * the last and one run that is let finish, it must be as one made afresh. `seed` decides about the changes and times.
 */
export async function killAndCompare(kills: number, seed: number): Promise<{ readonly early: number }> {
  const work = mkdtempSync(join(tmpdir(), "ask-docs-kills-"));
  const [folder, indexDir] = [join(work, "handbook"), join(work, "index")];
  let state = seed;
  const random = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 2 ** 31;
  try {
    mkdirSync(folder);
    cpSync(handbook, folder, { recursive: true });
    let early = 0;
    for (let round = 0; round < kills; round += 1) {
      changeFiles(folder, round, random);
      if (await runAndKill(folder, indexDir, random() * longestRun)) early += 1;
      const { service, store } = await openFolderService(folder, indexDir, createHashEmbedder());
      assert.deepEqual(store.warnings, []);
      assert.ok(store.writable, "the dead process's lease is taken over");
      assert.equal(service.status().files, store.files().length);
      store.close();
    }
    const caughtUp = await openFolderService(folder, indexDir, createHashEmbedder());
    await caughtUp.service.refresh();
    await caughtUp.service.embedAll();
    const fresh = await openFolderService(folder, join(work, "fresh"), createHashEmbedder());
    await fresh.service.refresh();
    await fresh.service.embedAll();
    assert.deepEqual(contentsOf(caughtUp.store), contentsOf(fresh.store));
    assertAlike(await resultsOf(caughtUp), await resultsOf(fresh));
    caughtUp.store.close();
    fresh.store.close();
    return { early };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
