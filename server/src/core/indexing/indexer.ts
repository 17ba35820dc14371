import { decodeText } from "../documents/decode.ts";
import type { DocumentParser } from "../documents/document.ts";
import type { ParserRegistry } from "../documents/parsers.ts";
import type { Clock, FailedFile, FileRecord, FileStat, Hash, Store, Workspace } from "../ports.ts";
import type { Failure } from "../result.ts";
import type { DefinitionIndex } from "../hover/definitionIndex.ts";
import type { LinkTexts } from "../lexical/linkTexts.ts";
import type { FileCatalogue } from "./fileCatalogue.ts";
import type { FolderIndex } from "./folderIndex.ts";
import { pipelineOf, type MadeDocument, type PassageMaker } from "./makePassages.ts";
import { packTerms } from "./packTerms.ts";
import { createTurns } from "./turns.ts";

export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/** What a refresh found and did. */
export interface RefreshReport {
  readonly files: number;
  readonly changed: number;
  readonly removed: number;
  readonly skipped: readonly SkippedFile[];
  readonly failed: readonly SkippedFile[];
}

export interface RefreshProgress {
  readonly done: number;
  readonly total: number;
  readonly path: string;
}

/** A file changed this shortly before it was read may change again with the same date and size: read it next time too. */
const racyMilliseconds = 2000;
/** Files read together and written in one transaction: a crash costs little, and memory stays bounded. */
const filesPerTransaction = 32;
const bytesPerTransaction = 2_000_000;
/** Milliseconds of parsing after which other work has its turn. */
const breathAfter = 20;

type ReadFile =
  | { readonly kind: "same"; readonly record: FileRecord; readonly stat: FileStat }
  | { readonly kind: "changed"; readonly stat: FileStat; readonly text: string; readonly contentHash: string }
  | { readonly kind: "failed"; readonly stat: FileStat; readonly failure: Failure };

type MadeFile =
  | Exclude<ReadFile, { kind: "changed" }>
  | (Extract<ReadFile, { kind: "changed" }> & { readonly parser: DocumentParser; readonly made: MadeDocument });

/** What there is to do about one path. */
type Look =
  | { readonly kind: "read"; readonly stat: FileStat }
  | { readonly kind: "gone"; readonly path: string; readonly known: FileRecord | undefined }
  | { readonly kind: "current" };

/** Keeps store, catalogue and in-memory index the same as the workspace. */
export function createIndexer(ports: {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly index: FolderIndex;
  readonly definitions: DefinitionIndex;
  readonly links: LinkTexts;
  readonly files: FileCatalogue;
  readonly parsers: ParserRegistry;
  /** Asked for only when there is something to index: it loads the language detector. */
  readonly loadMaker: () => Promise<PassageMaker>;
  readonly hash: Hash;
  readonly clock: Clock;
}) {
  const { workspace, store, index, definitions, links, files, parsers, loadMaker, hash, clock } = ports;
  /** Reading a group of files and writing it is one turn: what changed later is written later. */
  const inTurn = createTurns();

  const isCurrent = (stat: FileStat, known: FileStat): boolean =>
    stat.size === known.size && stat.modified === known.modified;

  /** The date under which a file is remembered: none that could hide a change made right after it was read. */
  const remembered = (stat: FileStat): FileStat =>
    clock.wallTime() - stat.modified < racyMilliseconds ? { ...stat, modified: -1 } : stat;

  async function readFile(stat: FileStat, known: FileRecord | undefined, pipeline: string): Promise<ReadFile> {
    const read = await workspace.read(stat.path);
    if (!read.ok) return { kind: "failed", stat, failure: read.failure };
    const contentHash = hash(read.value);
    if (known?.contentHash === contentHash && known.pipeline === pipeline) return { kind: "same", record: known, stat };
    const decoded = decodeText(read.value);
    if (!decoded.ok) return { kind: "failed", stat, failure: decoded.failure };
    return { kind: "changed", stat, text: decoded.value.text, contentHash };
  }

  function remove(id: number): void {
    store.removeFile(id);
    index.removeFile(id);
    definitions.removeFile(id);
    links.remove(id);
    files.remove(id);
  }

  function write(file: MadeFile, known: FileRecord | undefined): void {
    if (file.kind === "same") {
      store.touchFile(file.record.id, remembered(file.stat));
      files.put({ ...file.record, ...remembered(file.stat) });
      return;
    }
    if (known !== undefined) {
      index.removeFile(known.id);
      definitions.removeFile(known.id);
      links.remove(known.id);
    }
    if (file.kind === "failed") {
      if (known !== undefined) remove(known.id);
      store.recordFailure({ ...file.stat, failure: file.failure });
      return;
    }
    writeChanged(file);
  }

  function writeChanged({ stat, contentHash, parser, made }: Extract<MadeFile, { kind: "changed" }>): void {
    const { title, language, document, passages } = made;
    const file = {
      ...remembered(stat),
      contentHash,
      language,
      title,
      aliases: document.aliases,
      tags: document.tags,
      ...(document.date === undefined ? {} : { date: document.date }),
      pipeline: pipelineOf(parser),
    };
    const { fileId, passageIds, definitionIds } = store.replaceFile(
      file,
      passages,
      made.definitions,
      made.links,
      made.outline,
    );
    links.replace(fileId, made.links);
    files.put({ id: fileId, ...file });
    index.addFile({
      fileId,
      passages: passages.map(({ language, vectorKey }, place) => ({
        id: passageIds[place] ?? -1,
        language,
        vectorKey,
      })),
      ...packTerms(passages.map(({ terms }) => terms)),
    });
    for (const [place, { kind, keys }] of made.definitions.entries()) {
      definitions.add({ id: definitionIds[place] ?? -1, fileId, kind, keys });
    }
  }

  async function crawl(signal: AbortSignal | undefined) {
    const stats: FileStat[] = [];
    const skipped: SkippedFile[] = [];
    for await (const entry of workspace.crawl(signal)) {
      if (entry.kind === "file") stats.push(entry.file);
      else skipped.push({ path: entry.path, reason: entry.reason });
    }
    return { stats, skipped };
  }

  function removeGone(seen: ReadonlySet<string>): number {
    const gone = [...files.all()].filter(({ path }) => !seen.has(path));
    const goneFailures = store.failedFiles().filter(({ path }) => !seen.has(path));
    if (gone.length === 0 && goneFailures.length === 0) return 0;
    store.transaction(() => {
      for (const { id } of gone) remove(id);
      for (const { path } of goneFailures) store.forgetFailure(path);
    });
    return gone.length;
  }

  const needsReading = (stat: FileStat, known: FileRecord | undefined, failed: FailedFile | undefined): boolean => {
    const parser = parsers.parserFor(stat.path);
    if (parser === undefined) return false;
    if (known !== undefined) return !isCurrent(stat, known) || known.pipeline !== pipelineOf(parser);
    return failed === undefined || !isCurrent(stat, failed);
  };

  /** Parses what changed, letting other work through every few milliseconds: a language server answers meanwhile. */
  async function makeAll(read: readonly ReadFile[], maker: PassageMaker): Promise<readonly MadeFile[]> {
    const made: MadeFile[] = [];
    let breath = clock.now();
    for (const file of read) {
      const parser = parsers.parserFor(file.stat.path);
      if (file.kind !== "changed") made.push(file);
      else if (parser !== undefined)
        made.push({ ...file, parser, made: maker.make(file.stat.path, file.text, parser) });
      if (clock.now() - breath < breathAfter) continue;
      await clock.sleep(0);
      breath = clock.now();
    }
    return made;
  }

  /** Reads the files and writes them in one transaction; returns the paths of those whose content changed. */
  async function indexGroup(group: readonly FileStat[]): Promise<readonly string[]> {
    const maker = await loadMaker();
    const read = await Promise.all(
      group.map((stat) => {
        const parser = parsers.parserFor(stat.path);
        return readFile(stat, files.byPath(stat.path), parser === undefined ? "" : pipelineOf(parser));
      }),
    );
    const made = await makeAll(read, maker);
    store.transaction(() => {
      for (const file of made) write(file, files.byPath(file.stat.path));
    });
    return read.filter(({ kind }) => kind === "changed").map(({ stat }) => stat.path);
  }

  async function lookAt(path: string): Promise<Look> {
    const stat = await workspace.find(path);
    const known = files.byPath(path);
    if (stat === undefined) return { kind: "gone", path, known };
    return needsReading(stat, known, undefined) ? { kind: "read", stat } : { kind: "current" };
  }

  function forget(looks: readonly Look[]): void {
    const gone = looks.flatMap((look) => (look.kind === "gone" ? look : []));
    if (gone.length === 0) return;
    store.transaction(() => {
      for (const { path, known } of gone) {
        if (known !== undefined) remove(known.id);
        store.forgetFailure(path);
      }
    });
  }

  return {
    /**
     * Brings these paths alone up to date: reads what is new or changed, forgets what is gone or no longer a document.
     * Returns the paths whose content was indexed anew. May run beside a refresh: it waits for one group of files at most.
     */
    refreshFiles: (paths: readonly string[]): Promise<readonly string[]> =>
      inTurn(async () => {
        const looks = await Promise.all(paths.map(lookAt));
        forget(looks);
        const changed: string[] = [];
        for (const group of groups(looks.flatMap((look) => (look.kind === "read" ? look.stat : []))))
          changed.push(...(await indexGroup(group)));
        return changed;
      }),
    /**
     * Reads what is new or changed since the last time and forgets what is gone. A file whose size and date are as they
     * were is not opened. Stops cleanly when `signal` aborts: what is written so far stays.
     */
    async refresh(signal?: AbortSignal, onProgress?: (progress: RefreshProgress) => void): Promise<RefreshReport> {
      const { stats, skipped } = await crawl(signal);
      const failures = new Map(store.failedFiles().map((file) => [file.path, file]));
      const removed = removeGone(new Set(stats.map(({ path }) => path)));
      const todo = stats.filter((stat) => needsReading(stat, files.byPath(stat.path), failures.get(stat.path)));
      let changed = 0;
      let done = 0;
      for (const group of groups(todo)) {
        signal?.throwIfAborted();
        changed += (await inTurn(() => indexGroup(group))).length;
        done += group.length;
        onProgress?.({ done, total: todo.length, path: group.at(-1)?.path ?? "" });
      }
      const failed = store.failedFiles().map(({ path, failure }) => ({ path, reason: failure.message }));
      return { files: stats.length - failed.length, changed, removed, skipped, failed };
    },
  };
}

function* groups(files: readonly FileStat[]): Generator<readonly FileStat[]> {
  let group: FileStat[] = [];
  let bytes = 0;
  for (const file of files) {
    if (group.length === filesPerTransaction || (group.length > 0 && bytes + file.size > bytesPerTransaction)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(file);
    bytes += file.size;
  }
  if (group.length > 0) yield group;
}
