import { Buffer } from "node:buffer";
import type { FileStat, Workspace } from "../../../server/src/core/ports.ts";
import { failure, success } from "../../../server/src/core/result.ts";

/** Random numbers from 0 to 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "da", "fe", "gi", "ho", "ja", "pe"];
const vocabulary = 60_000;

/** A word by its rank: frequent ones are short, as in any language. */
function wordOf(rank: number): string {
  let word = "";
  for (let rest = rank + 16; rest > 0; rest = Math.floor(rest / 16)) word = (syllables[rest % 16] ?? "") + word;
  return word;
}

/** Words as natural text has them: the nth most frequent one n times rarer than the first (Zipf's law). */
const drawWord = (random: () => number): string => wordOf(Math.floor(Math.exp(random() * Math.log(vocabulary))));

export const questionOf = (seed: number): string => {
  const random = createRandom(seed * 31 + 7);
  return Array.from({ length: 6 }, () => drawWord(random)).join(" ");
};

/** Passages of one page: each section is one. */
const passagesPerPage = 4;

/** A page of four sections, another one for each number. */
export function pageOf(page: number): string {
  const random = createRandom(page + 1);
  const words = (count: number): string => Array.from({ length: count }, () => drawWord(random)).join(" ");
  const sections = Array.from({ length: passagesPerPage }, () => `## ${words(3)}\n\n${words(40)}. ${words(40)}.\n`);
  return `# ${words(4)}\n\n${sections.join("\n")}`;
}

/** A folder of pages that are made up when they are read, the same each time. */
export function generatedPages(passages: number): Workspace {
  const pages = Math.ceil(passages / passagesPerPage);
  const stat = (page: number): FileStat => ({ path: `part${page % 50}/page${page}.md`, size: 3000, modified: 1000 });
  const pageAt = (path: string): number => Number(/page(\d+)\.md$/u.exec(path)?.[1] ?? Infinity);
  return {
    async *crawl() {
      for (let page = 0; page < pages; page += 1)
        yield await Promise.resolve({ kind: "file" as const, file: stat(page) });
    },
    find: (path) => Promise.resolve(pageAt(path) < pages ? stat(pageAt(path)) : undefined),
    read: (path) =>
      Promise.resolve(
        pageAt(path) < pages
          ? success(Buffer.from(pageOf(pageAt(path))))
          : failure("unreadable", `There is no ${path}.`),
      ),
    why: () => Promise.resolve({ indexed: true, reason: "It is a document." }),
  };
}
