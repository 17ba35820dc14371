import type { FileCatalogue } from "../indexing/fileCatalogue.ts";
import { nameKey } from "../search/nameKey.ts";
import { compileTyped, ranks, wordsKey } from "./typedMatch.ts";

/** A tag of the folder's notes, without its sign. */
export interface CountedTag {
  /** As most notes write it. */
  readonly tag: string;
  /** What ways to write it have in common. */
  readonly key: string;
  /** Notes that have it, or one below it. */
  readonly files: number;
}

/** The key of a tag: case, accents and vowel points aside. */
const keyOf = (tag: string): string => tag.split("/").map(nameKey).join("/");

/** A tag and those above it: `a/b` is an `a` too. */
function* withParents(tag: string): Generator<string> {
  for (let end = tag.indexOf("/"); end >= 0; end = tag.indexOf("/", end + 1)) if (end > 0) yield tag.slice(0, end);
  yield tag;
}

/** Builds the counting of the tags of a folder's notes; nothing but the catalogue in memory is read. */
export function createTagCompletion({ files }: { readonly files: Pick<FileCatalogue, "all"> }) {
  return function completeTag(typed: string): readonly CountedTag[] {
    const matches = compileTyped(typed);
    const counts = new Map<string, { files: number; readonly spellings: Map<string, number> }>();
    for (const { tags } of files.all()) {
      const own = new Map<string, string>();
      for (const tag of tags.flatMap((each) => [...withParents(each)]))
        if (!own.has(keyOf(tag))) own.set(keyOf(tag), tag);
      for (const [key, tag] of own) {
        const known = counts.get(key) ?? { files: 0, spellings: new Map<string, number>() };
        known.files += 1;
        known.spellings.set(tag, (known.spellings.get(tag) ?? 0) + 1);
        counts.set(key, known);
      }
    }
    const fitting = [...counts].flatMap(([key, { files: count, spellings }]) => {
      const [tag] = [...spellings].reduce((best, one) => (one[1] > best[1] ? one : best));
      const rank = matches({ name: wordsKey(tag), around: "" });
      // Letters here and there would fit nearly every tag.
      return rank === undefined || rank === ranks - 1 ? [] : { tag, key, files: count };
    });
    return fitting.sort(byUse);
  };
}

/** Those of most notes first. */
export const byUse = (a: CountedTag, b: CountedTag): number => b.files - a.files || (a.key < b.key ? -1 : 1);
