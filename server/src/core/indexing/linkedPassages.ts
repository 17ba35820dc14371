import type { LinkedPassages } from "../lexical/linkTexts.ts";
import type { Store } from "../ports.ts";
import type { FileCatalogue } from "./fileCatalogue.ts";
import type { FolderIndex } from "./folderIndex.ts";
import { headingKey } from "./pageLinks.ts";

const extensions = ["", ".md", ".mdx", ".markdown", ".txt", ".text"];

/** Finds the passages that a link leads to: of the section that it names, or of the whole page. */
export function createLinkedPassages(ports: {
  readonly index: FolderIndex;
  readonly files: FileCatalogue;
  readonly store: Pick<Store, "passages">;
}): LinkedPassages {
  const { index, files, store } = ports;
  /** By a file's passages, whose list is another one when the file is indexed anew. */
  const sections = new WeakMap<readonly number[], Uint32Array>();
  const resolved = new Map<string, readonly number[]>();
  let version = -1;

  /** The hashes of the headings above and in a file's passages, each followed by its passage. */
  function sectionsOf(passages: readonly number[]): Uint32Array {
    const known = sections.get(passages);
    if (known !== undefined) return known;
    const pairs: number[] = [];
    for (const [place, { breadcrumb, plain }] of store.passages(passages.map(index.idOf)).entries()) {
      const lines = plain.split("\n").filter((line) => line.length <= longestHeading);
      for (const key of new Set([...breadcrumb, ...lines].map(headingKey)))
        pairs.push(hashOf(key), passages[place] as number);
    }
    const found = Uint32Array.from(pairs);
    sections.set(passages, found);
    return found;
  }

  function sectionAt(passages: readonly number[], heading: string): readonly number[] {
    const wanted = hashOf(heading);
    const pairs = sectionsOf(passages);
    const found: number[] = [];
    for (let at = 0; at < pairs.length; at += 2) if (pairs[at] === wanted) found.push(pairs[at + 1] as number);
    return found.length > 0 ? found : passages;
  }

  function filesAt(page: string): readonly number[] {
    if (!page.startsWith("/")) return files.byName(page).map(({ id }) => id);
    for (const extension of extensions) {
      const file = files.byPath(page.slice(1) + extension);
      if (file !== undefined) return [file.id];
    }
    return [];
  }

  function find(page: string, heading: string): readonly number[] {
    return filesAt(page).flatMap((file) => {
      const passages = index.passagesOf(file);
      return heading === "" ? passages : sectionAt(passages, heading);
    });
  }

  return {
    get version() {
      return index.version;
    },
    at(page, heading) {
      if (version !== index.version) resolved.clear();
      version = index.version;
      const key = `${page}\n${heading}`;
      const passages = resolved.get(key) ?? find(page, heading);
      resolved.set(key, passages);
      return passages;
    },
  };
}

const longestHeading = 200;

/** FNV-1a of 32 bits (Fowler, Noll and Vo): among the headings of one file, two are hardly ever alike. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
