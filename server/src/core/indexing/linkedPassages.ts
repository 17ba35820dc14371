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
  const sections = new WeakMap<readonly number[], ReadonlyMap<string, readonly number[]>>();
  const resolved = new Map<string, readonly number[]>();
  let version = -1;

  /** A file's passages by the headings above and in them. */
  function sectionsOf(passages: readonly number[]): ReadonlyMap<string, readonly number[]> {
    const known = sections.get(passages);
    if (known !== undefined) return known;
    const found = new Map<string, number[]>();
    for (const [place, { breadcrumb, plain }] of store.passages(passages.map(index.idOf)).entries()) {
      const lines = plain.split("\n").filter((line) => line.length <= longestHeading);
      for (const key of new Set([...breadcrumb, ...lines].map(headingKey))) {
        const passage = passages[place] as number;
        const others = found.get(key);
        if (others === undefined) found.set(key, [passage]);
        else others.push(passage);
      }
    }
    sections.set(passages, found);
    return found;
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
      return heading === "" ? passages : (sectionsOf(passages).get(heading) ?? passages);
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
