import type { Block } from "../../../documents/document.ts";
import { pathParts } from "../../../search/pageTwins.ts";
import type { Pair } from "../../pair.ts";
import type { HashedPage } from "../readPage.ts";

/** A page that may be another one in another language. */
type Version = Pick<HashedPage, "path" | "contentHash" | "language" | "blocks" | "text">;

/** Texts of all pages that are kept for comparing; UTF-16 code units. */
const mostKept = 50_000_000;
/** How much longer one language may be than another. */
const mostLonger = 2.5;
const longestParagraph = 1000;
/** Share of the longer page's blocks that must be in step; shorter pages than `certainBlocks` must share numbers too. */
const leastInStep = 0.8;
const [leastBlocks, certainBlocks, mostBlocks] = [2, 4, 2000];
const [withNumbers, withoutNumbers] = [0.9, 0.75];

/**
 * Gathers the pages whose paths name a language (`en/setup.md`, `setup.ru.md`) and pairs those that are one page in two:
 * nearly the same blocks in the same order, with the same numbers in them. Their headings, paragraphs and items are translations.
 */
export function createLanguageVersions() {
  const pages = new Map<string, Version[]>();
  let kept = 0;
  return {
    add({ path, contentHash, language, blocks, text }: HashedPage): void {
      const { page, languages, versions } = pathParts(path);
      if (languages.length === 0 || kept + text.length > mostKept) return;
      kept += text.length;
      const key = [page, ...versions].join("\n");
      pages.set(key, [...(pages.get(key) ?? []), { path, contentHash, language, blocks, text }]);
    },
    pairs: (): readonly Pair[] => [...pages.values()].flatMap(pairsAmong),
  };
}

/** Each page with the first one, if that is in another language. */
const pairsAmong = ([first, ...others]: readonly Version[]): readonly Pair[] =>
  first === undefined
    ? []
    : others.flatMap((other) => (other.language === first.language ? [] : pairsOf(first, other)));

function pairsOf(one: Version, other: Version): readonly Pair[] {
  const [mine, theirs] = [one.blocks, other.blocks];
  const longer = Math.max(mine.length, theirs.length);
  if (longer > mostBlocks || longer < leastBlocks) return [];
  const steps = alignBlocks(mine.map(keyOf), theirs.map(keyOf));
  const numbered = steps.filter(([at]) => numbersOf(mine[at]) !== "").length;
  if (steps.length < leastInStep * longer || (longer < certainBlocks && numbered === 0)) return [];
  const confidence = numbered >= certainBlocks ? withNumbers : withoutNumbers;
  return steps.flatMap(([at, there], place): readonly Pair[] => {
    const [a, b] = [mine[at], theirs[there]];
    if (a === undefined || b === undefined || !areTranslations(a, b)) return [];
    // What no number ties must stand between what goes with it in both.
    const [before, after] = [steps[place - 1] ?? [-1, -1], steps[place + 1] ?? [mine.length, theirs.length]];
    const tied = [at - before[0], there - before[1], after[0] - at, after[1] - there].every((step) => step === 1);
    return tied || numbersOf(a) !== "" ? [pairOf(one, a, other, b, confidence)] : [];
  });
}

/** The longest common subsequence of two pages' blocks, as places in both. */
function alignBlocks(one: readonly string[], other: readonly string[]): readonly (readonly [number, number])[] {
  const width = other.length + 1;
  const lengths = new Uint16Array((one.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = one.length - 1; i >= 0; i -= 1)
    for (let j = other.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const steps: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < one.length && j < other.length;)
    if (one[i] === other[j]) steps.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  return steps;
}

/** What a block and its translation have in common. */
const keyOf = (block: Block): string => `${shapeOf(block)} ${numbersOf(block)}`;

function shapeOf(block: Block): string {
  const depth = block.kind === "heading" ? block.level : block.kind === "listItem" ? block.depth : 0;
  return `${block.kind}${depth}`;
}

const numbersOf = (block: Block | undefined): string => (block?.plain.match(/\d+/gu) ?? []).sort().join(" ");

function areTranslations(a: Block, b: Block): boolean {
  if (a.kind === "code" || a.kind === "table" || a.plain === b.plain) return false;
  const [longer, shorter] = [Math.max(a.plain.length, b.plain.length), Math.min(a.plain.length, b.plain.length)];
  return longer <= longestParagraph && longer <= mostLonger * shorter + 10 && /\p{L}{2}/u.test(a.plain);
}

function pairOf(one: Version, a: Block, other: Version, b: Block, confidence: number): Pair {
  const place = ({ path, contentHash }: Version, { start, end }: Block) => ({
    path,
    startOffset: start,
    endOffset: end,
    contentHash,
  });
  return {
    input: a.plain,
    output: b.plain,
    kind: "translation",
    language: one.language,
    outputLanguage: other.language,
    provenance: place(one, a),
    outputProvenance: place(other, b),
    confidence,
    flags: [],
    group: one.path,
  };
}
