import { trailsOf } from "../documents/outline.ts";
import type { FileCatalogue } from "../indexing/fileCatalogue.ts";
import type { FileRecord, Store } from "../ports.ts";
import type { FolderPart } from "./mention.ts";
import { compileTyped, ranks, wordsKey, type NameKeys } from "./typedMatch.ts";

/** A part of the folder that fits what is typed. */
export interface CompletedMention {
  readonly part: FolderPart;
  /** Of a file: its title. */
  readonly title?: string;
  /** How well it fits; 0 is best. */
  readonly rank: number;
}

export interface MentionQuery {
  /** Files and folders, or headings. */
  readonly of: "places" | "headings";
  readonly typed: string;
  readonly limit: number;
  /** Paths of files that come first among those that fit as well, the first before all. */
  readonly recent: readonly string[];
  /** Whether headings of a file are wanted; default: of all. */
  readonly acceptsFile?: (path: string) => boolean;
}

interface Entry {
  readonly part: FolderPart;
  readonly title?: string;
  readonly keys: NameKeys;
}

/** Files that are read at each step: a millisecond or two. */
const readInOneGo = 32;

/** Builds the completion of files, folders and headings out of the index. */
export function createMentionCompletion(ports: {
  readonly files: Pick<FileCatalogue, "all" | "byId" | "byPath">;
  readonly store: Pick<Store, "outline">;
}) {
  const { files, store } = ports;
  const places = new WeakMap<FileRecord, readonly Entry[]>();
  const headings = new Map<number, { readonly contentHash: string; readonly entries: readonly Entry[] }>();

  /** A file and the folders above it, the innermost first. */
  function placesOf(file: FileRecord): readonly Entry[] {
    const known = places.get(file);
    if (known !== undefined) return known;
    const parts = file.path.split("/");
    const entries = parts.map((name, depth): Entry => {
      const path = parts.slice(0, depth + 1).join("/");
      const above = parts.slice(0, depth).join("/");
      if (depth < parts.length - 1)
        return { part: { kind: "folder", path }, keys: { name: wordsKey(name), around: wordsKey(above) } };
      const around = wordsKey([above, file.title, ...file.aliases].join(" "));
      return { part: { kind: "file", path }, title: file.title, keys: { name: wordsKey(name), around } };
    });
    const inwards = entries.toReversed();
    places.set(file, inwards);
    return inwards;
  }

  /** Headings are read once for each content of a file, when they are first asked for. */
  function headingsOf(file: FileRecord): readonly Entry[] {
    const known = headings.get(file.id);
    if (known?.contentHash === file.contentHash) return known.entries;
    const entries = new Map<string, Entry>();
    const ofFile = wordsKey(`${file.title} ${file.path}`);
    for (const [{ text }, headings] of trailsOf(store.outline(file.id))) {
      const trail = headings.join("\n");
      if (entries.has(trail)) continue;
      const parent = entries.get(headings.slice(0, -1).join("\n"))?.keys;
      const around = parent === undefined ? ofFile : parent.around + parent.name;
      entries.set(trail, {
        part: { kind: "heading", path: file.path, headings },
        keys: { name: wordsKey(text), around },
      });
    }
    const kept = [...entries.values()];
    headings.set(file.id, { contentHash: file.contentHash, entries: kept });
    return kept;
  }

  const entriesOf = (of: MentionQuery["of"], file: FileRecord): readonly Entry[] =>
    of === "places" ? placesOf(file) : headingsOf(file);

  /** Those that were open last first, then those that were changed last. A file without a date was changed just now. */
  function inOrder(recent: readonly string[]): readonly FileRecord[] {
    const open = recent.map((path) => files.byPath(path)).filter((file) => file !== undefined);
    const seen = new Set(open);
    const dateOf = ({ modified }: FileRecord): number => (modified < 0 ? Infinity : modified);
    const others = [...files.all()].filter((file) => !seen.has(file));
    return [...open, ...others.sort((a, b) => compare(dateOf(b), dateOf(a)) || compare(a.path, b.path))];
  }

  return {
    /** Reads what completion would wait for, a part at each step; it can be left at any step. */
    *readAhead(of: MentionQuery["of"]): Generator<void> {
      for (const id of headings.keys()) if (files.byId(id) === undefined) headings.delete(id);
      let read = 0;
      for (const file of inOrder([])) {
        if (files.byId(file.id) === file) entriesOf(of, file);
        read += 1;
        if (read % readInOneGo === 0) yield;
      }
    },
    /** The best first. */
    complete({ of, typed, limit, recent, acceptsFile = () => true }: MentionQuery): readonly CompletedMention[] {
      const matches = compileTyped(typed);
      const found = Array.from({ length: ranks }, (): CompletedMention[] => []);
      const folders = new Set<string>();
      for (const file of inOrder(recent)) {
        if (!acceptsFile(file.path)) continue;
        for (const { part, title, keys } of entriesOf(of, file)) {
          if (part.kind === "folder" && folders.has(part.path)) break;
          if (part.kind === "folder") folders.add(part.path);
          const rank = matches(keys);
          const alike = rank === undefined ? undefined : found[rank];
          if (rank === undefined || alike === undefined || alike.length >= limit) continue;
          alike.push({ part, rank, ...(title === undefined ? {} : { title }) });
        }
        if ((found[0]?.length ?? 0) >= limit) break;
      }
      return found.flat().slice(0, limit);
    },
  };
}

const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
