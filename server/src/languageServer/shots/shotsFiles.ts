import { join, posix } from "node:path";
import { decodeText } from "../../core/documents/decode.ts";
import type { ParserRegistry } from "../../core/documents/parsers.ts";
import type { CreateKnownTexts } from "../../core/fewShot/diagnose/knownTexts.ts";
import type { SourceFile, Sources } from "../../core/fewShot/diagnose/sources.ts";
import { createTestSet, type TestSet } from "../../core/fewShot/diagnose/testSet.ts";
import type { ShotsDocument } from "../../core/fewShot/shotsDocument.ts";
import type { Clock, Hash } from "../../core/ports.ts";
import type { Folders, PlacedDocument } from "../folders.ts";
import type { FolderSession } from "../folderSession.ts";

/** The files around a `.shots` document. */
export interface ShotsFiles {
  /**
   * Where its demonstrations were taken from: its own folder, or any folder of the workspace for a document that lies in
   * none, as one that was never saved. `undefined` where no folder is open.
   */
  sourcesFor(uri: string): Sources | undefined;
  /** The test file that its front matter names, else `NAME.test.jsonl` or `test.jsonl` beside it. */
  testFor(uri: string, document: ShotsDocument): Promise<TestSet | undefined>;
  /** The absolute path of that file. */
  testFileFor(uri: string, document: ShotsDocument): Promise<string | undefined>;
  /** What a document is called: its path in its folder, else the last part of its address. */
  nameOf(uri: string): string;
  /** The paths of all indexed files of its folders. */
  pathsFor(uri: string): readonly string[];
  /** The address of a source. */
  uriOf(uri: string, path: string): string | undefined;
  /** The headings over an offset of a file, from the outside in. */
  headingsAt(path: string, text: string, offset: number): readonly string[];
}

/** Builds the looking for files around documents. */
export function createShotsFiles(ports: {
  readonly folders: Folders;
  readonly hash: Hash;
  readonly parsers: ParserRegistry;
  readonly createKnownTexts: CreateKnownTexts;
  readonly clock: Clock;
}): ShotsFiles {
  const { folders, hash, parsers, createKnownTexts, clock } = ports;
  let lastTest: { readonly key: string; readonly set: Promise<TestSet> } | undefined;

  async function readIn(session: FolderSession, path: string): Promise<SourceFile | undefined> {
    if (session.current === undefined) await session.settled();
    return session.use(async ({ workspace }) => {
      const read = await workspace.read(path);
      const decoded = read.ok ? decodeText(read.value) : read;
      return read.ok && decoded.ok ? { text: decoded.value.text, contentHash: hash(read.value) } : undefined;
    });
  }

  async function readFirst(places: readonly PlacedDocument[], pathIn: (place: PlacedDocument) => string) {
    for (const place of places) {
      const file = await readIn(place.session, pathIn(place));
      if (file !== undefined) return file;
    }
    return undefined;
  }

  function placesFor(uri: string): readonly PlacedDocument[] {
    const holding = folders.holding(uri);
    return holding.length > 0 ? holding : folders.all().map((session) => ({ session, path: "" }));
  }

  async function findTest(uri: string, { frontMatter }: ShotsDocument) {
    const places = folders.holding(uri);
    const own = posix.basename(places[0]?.path ?? "", ".shots");
    const names = frontMatter.test === undefined ? [`${own}.test.jsonl`, "test.jsonl"] : [frontMatter.test];
    for (const name of names) {
      for (const { session, path } of places) {
        const inner = posix.join(posix.dirname(path), name);
        const file = await readIn(session, inner);
        if (file !== undefined) return { name, file, absolute: join(session.place.root, inner) };
      }
    }
    return undefined;
  }

  const filesOf = (uri: string) =>
    placesFor(uri).flatMap(({ session }) => [...(session.current?.service.files() ?? [])]);

  return {
    sourcesFor(uri) {
      const places = placesFor(uri);
      if (places.length === 0) return undefined;
      return {
        read: (path) => readFirst(places, () => path),
        pathOf: (contentHash) => filesOf(uri).find((file) => file.contentHash.startsWith(contentHash))?.path,
      };
    },
    async testFor(uri, document) {
      const found = await findTest(uri, document);
      if (found === undefined) return undefined;
      const { name, file } = found;
      const key = `${name}\n${file.contentHash}`;
      if (lastTest?.key === key) return lastTest.set;
      const set = createTestSet(name, file.text, { createKnownTexts, pause: () => clock.sleep(0) });
      lastTest = { key, set };
      return set;
    },
    testFileFor: async (uri, document) => (await findTest(uri, document))?.absolute,
    nameOf: (uri) => folders.holding(uri)[0]?.path ?? decodeURIComponent(posix.basename(uri)),
    pathsFor: (uri) => filesOf(uri).map(({ path }) => path),
    uriOf: (uri, path) => placesFor(uri)[0]?.session.place.uriOf(path),
    headingsAt(path, text, offset) {
      const headings: { readonly level: number; readonly plain: string }[] = [];
      for (const block of parsers.parserFor(path)?.parse(text).blocks ?? []) {
        if (block.start > offset) break;
        if (block.kind !== "heading") continue;
        while ((headings.at(-1)?.level ?? 0) >= block.level) headings.pop();
        headings.push(block);
      }
      return headings.map(({ plain }) => plain);
    },
  };
}
