import type { LinkedPassages } from "../lexical/linkTexts.ts";
import type { Store } from "../ports.ts";
import type { FileCatalogue } from "./fileCatalogue.ts";
import type { FolderIndex } from "./folderIndex.ts";
import { fnv1a } from "../fnv.ts";
import { headingKey } from "./pageLinks.ts";

const extensions = ["", ".md", ".mdx", ".markdown", ".txt", ".text"];

/** Finds the passages that a link leads to: of the section that it names, or of the whole page. */
export function createLinkedPassages(ports: {
  readonly index: FolderIndex;
  readonly files: FileCatalogue;
  readonly store: Pick<Store, "passages" | "breadcrumbs">;
}): LinkedPassages {
  const { index, files, store } = ports;
  /** By a file's passages, whose list is another one when the file is indexed anew. */
  const above = new WeakMap<readonly number[], Uint32Array>();
  const inside = new WeakMap<readonly number[], Uint32Array>();

  const resolved = new Map<string, readonly number[]>();
  let version = -1;

  /** The hashes of the headings above a file's passages, each followed by its passage. */
  function headingsAbove(passages: readonly number[]): Uint32Array {
    const known = above.get(passages);
    if (known !== undefined) return known;
    const found = hashesOf(passages, store.breadcrumbs(passages.map(index.idOf)));
    above.set(passages, found);
    return found;
  }

  /** The same of the lines in them that may be headings: sections that are small are joined in one passage. */
  function headingsInside(passages: readonly number[]): Uint32Array {
    const known = inside.get(passages);
    if (known !== undefined) return known;
    const records = store.passages(passages.map(index.idOf));
    const lines = records.map(({ plain }) => plain.split("\n").filter((line) => line.length <= longestHeading));
    const found = hashesOf(passages, lines);
    inside.set(passages, found);
    return found;
  }

  function sectionAt(passages: readonly number[], heading: string): readonly number[] {
    const wanted = fnv1a(heading);
    const section = passagesOf(headingsAbove(passages), wanted);
    if (section.length > 0) return section;
    const joined = passagesOf(headingsInside(passages), wanted);
    return joined.length > 0 ? joined : passages;
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

/** Hashes of texts (among the headings of one file, two are hardly ever alike), each followed by the passage that it is of. */
const hashesOf = (passages: readonly number[], texts: readonly (readonly string[])[]): Uint32Array =>
  Uint32Array.from(
    texts.flatMap((own, place) =>
      [...new Set(own.map(headingKey))].flatMap((key) => [fnv1a(key), passages[place] as number]),
    ),
  );

function passagesOf(pairs: Uint32Array, wanted: number): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < pairs.length; at += 2) if (pairs[at] === wanted) found.push(pairs[at + 1] as number);
  return found;
}
