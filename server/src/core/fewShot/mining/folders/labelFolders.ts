import { trimRange } from "../../../documents/ranges.ts";
import { pathParts } from "../../../search/pageTwins.ts";
import type { Pair } from "../../pair.ts";
import type { HashedPage } from "../readPage.ts";

/** A longer file is a document, not an example; UTF-16 code units. */
const longestText = 4000;
const [fewestFolders, fewestFiles] = [2, 3];
/** Files of one folder that are kept. */
const mostKept = 10_000;
const confidence = 0.85;

interface Folder {
  readonly texts: Pair[];
  readonly extensions: Set<string>;
  /** Files that are no short texts. */
  others: number;
  seen: number;
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/**
 * Gathers short texts by folder and labels them by their folder's name, where several folders beside each other hold
 * nothing else: `spam/1.txt`, `ham/1.txt`. Folders named by a language or a version are no labels.
 */
export function createLabelFolders() {
  const folders = new Map<string, Folder>();
  return {
    add({ path, contentHash, language, text, blocks }: HashedPage): void {
      const name = folderOf(path);
      const folder = folders.get(name) ?? { texts: [], extensions: new Set(), others: 0, seen: 0 };
      folders.set(name, folder);
      folder.extensions.add(path.slice(path.lastIndexOf(".")));
      const range = trimRange(text, 0, text.length);
      const headings = blocks.filter(({ kind }) => kind === "heading").length;
      if (range === undefined || text.length > longestText || headings > 1) {
        folder.others += 1;
        return;
      }
      folder.seen += 1;
      if (folder.texts.length >= mostKept) return;
      const label = name.slice(name.lastIndexOf("/") + 1);
      const provenance = { path, startOffset: range.start, endOffset: range.end, contentHash };
      const input = text.slice(range.start, range.end);
      folder.texts.push({
        ...{ input, output: label, label, kind: "folder", language, provenance, confidence, flags: [], group: path },
      });
    },
    pairs(): readonly Pair[] {
      const siblings = Map.groupBy(
        [...folders.keys()].filter((name) => name !== ""),
        folderOf,
      );
      return [...siblings.values()].flatMap((names) => {
        const examples = names.flatMap((name) => {
          const folder = folders.get(name);
          return folder !== undefined && holdsExamples(name, folder, [...folders.keys()]) ? [folder] : [];
        });
        const alike = new Set(examples.flatMap(({ extensions }) => [...extensions])).size === 1;
        // Where most siblings hold documents, the others are documents too.
        if (!alike || examples.length < fewestFolders || examples.length < names.length / 2) return [];
        return examples.flatMap(({ texts }) => texts);
      });
    },
  };
}

function holdsExamples(name: string, { texts, others, seen }: Folder, all: readonly string[]): boolean {
  const { languages, versions } = pathParts(`${name.slice(name.lastIndexOf("/") + 1)}/x.txt`);
  return (
    languages.length + versions.length === 0 &&
    texts.length >= fewestFiles &&
    others <= 0.1 * seen &&
    !all.some((other) => other.startsWith(`${name}/`))
  );
}
