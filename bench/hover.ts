/**
 * Lists what hovers say on a folder: the terms it defines, and for a sample of words what a reader would be shown.
 *
 *   node bench/hover.ts --folder DIR [--index-dir DIR] [--words 100] [--terms 100] [--seed 1]
 *
 * Read the list: a hover is irrelevant when its excerpt does not say what the hovered words mean there.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openStore } from "../server/src/adapters/sqlite/openStore.ts";
import { openFolder } from "../server/src/cli/openFolder.ts";
import { createOutput } from "../server/src/cli/output.ts";
import { createDefinitionIndex } from "../server/src/core/hover/definitionIndex.ts";
import type { Hover } from "../server/src/core/hover/hover.ts";
import type { DefinitionRecord } from "../server/src/core/ports.ts";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";

const { values: args } = parseArgs({
  options: {
    folder: { type: "string" },
    "index-dir": { type: "string" },
    words: { type: "string", default: "100" },
    terms: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
  },
});
if (args.folder === undefined) {
  console.error("usage: hover.ts --folder DIR [--index-dir DIR] [--words 100] [--terms 100] [--seed 1]");
  process.exit(2);
}
const folder = resolve(args.folder);
const indexDir = resolve(args["index-dir"] ?? join(folder, ".ask-docs"));

/** Mulberry32: the same seed gives the same sample. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const random = createRandom(Number(args.seed));
const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];

const opened = await openFolder({ folder, indexDir }, createOutput(false));
if (!opened.ok) throw new Error(opened.failure.message);
const { service, close } = opened.value;
const started = performance.now();
const report = await service.refresh();
console.log(
  `${report.files} files, ${report.changed} indexed in ${((performance.now() - started) / 1000).toFixed(1)} s`,
);

const store = openStore({ indexDir });
if (!store.ok) throw new Error(store.failure.message);
const before = memory();
const index = createDefinitionIndex();
for (const definition of store.value.loadDefinitions()) index.add(definition);
const grown = memory() - before;
const all = store.value.definitions([...store.value.loadDefinitions()].map(({ id }) => id));
const kinds = Map.groupBy(all, ({ kind }) => kind);
console.log(`${index.size} definitions, ${(grown / 1e6).toFixed(1)} MB in memory:`);
for (const [kind, some] of kinds) console.log(`  ${kind}: ${some.length}`);

const paths = [...service.files()].map(({ id, path }) => ({ id, path }));
const texts = new Map(
  paths.map(({ path }) => [path, readFileSync(join(folder, path), "utf8").replace(/^\uFEFF/u, "")]),
);
const pathOf = new Map(paths.map(({ id, path }) => [id, path]));
const milliseconds: number[] = [];

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function hover(path: string, offset: number): Promise<Hover | undefined> {
  const since = performance.now();
  const found = await service.hover({ path, text: texts.get(path) ?? "", offset, languageId: "markdown" });
  milliseconds.push(performance.now() - since);
  return found;
}

function show(path: string, start: number, word: string, found: Hover | undefined): void {
  const text = texts.get(path) ?? "";
  const context = text.slice(Math.max(0, start - 40), start + word.length + 40).replace(/\s+/gu, " ");
  const said =
    found === undefined ? "-" : `${found.term} = ${found.excerpt.replace(/\s+/gu, " ").slice(0, 160)}  [${found.path}]`;
  console.log(`${word.padEnd(24)} | …${context}… | ${said}`);
}

console.log("\n== words, taken anywhere ==");
let shown = 0;
for (let count = 0; count < Number(args.words); count += 1) {
  const path = pick(paths)?.path ?? "";
  const words = [...(texts.get(path) ?? "").matchAll(/[\p{L}\p{N}_]{2,}/gu)];
  const word = pick(words);
  if (word === undefined) continue;
  const found = await hover(path, word.index + Math.floor(word[0].length / 2));
  if (found !== undefined) shown += 1;
  show(path, word.index, word[0], found);
}

/** A place where a term is used, outside its definition, preferably in another file. */
function useOf({ term, fileId, start, end }: DefinitionRecord): { path: string; offset: number } | undefined {
  const own = pathOf.get(fileId) ?? "";
  const first = Math.floor(random() * paths.length);
  const order = [...paths.slice(first), ...paths.slice(0, first)]
    .map(({ path }) => path)
    .filter((path) => path !== own);
  for (const path of [...order, own]) {
    const text = (texts.get(path) ?? "").toLowerCase();
    const wanted = term.toLowerCase();
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
      const whole =
        !/[\p{L}\p{N}_]/u.test(text.charAt(at - 1)) && !/[\p{L}\p{N}_]/u.test(text.charAt(at + term.length));
      if (whole && !(path === own && at >= start && at < end)) return { path, offset: at };
    }
  }
  return undefined;
}

console.log("\n== terms that are defined, where they are used ==");
let [used, given] = [0, 0];
const rest = [...all];
while (rest.length > 0 && used < Number(args.terms)) {
  const [definition] = rest.splice(Math.floor(random() * rest.length), 1);
  const use = definition === undefined ? undefined : useOf(definition);
  if (definition === undefined || use === undefined) continue;
  used += 1;
  const found = await hover(use.path, use.offset + Math.floor(definition.term.length / 2));
  if (found !== undefined) given += 1;
  show(use.path, use.offset, `${definition.kind}:${definition.term}`, found);
}

milliseconds.sort((a, b) => a - b);
const at = (share: number): string => (milliseconds[Math.floor(share * milliseconds.length)] ?? 0).toFixed(1);
console.log(`\nhovers on ${shown} of ${args.words} words and on ${given} of ${used} defined terms in use`);
console.log(`milliseconds: mean ${mean(milliseconds).toFixed(1)}, p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(0.999)}`);
store.value.close();
await close();
