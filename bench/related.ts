/**
 * How well related notes are found: paragraphs of one article, without its title, are notes on one subject. For each that
 * has such mates: whether one is among the five first, and the share of mates (five at most) that are.
 *
 *   node bench/related.ts --work DIR SET...
 *
 * SET holds `corpus.jsonl`; DIR keeps the notes with their vectors for the next time.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { plainQuery } from "../client/src/inline/plainQuery.ts";
import { defaultParameters } from "../server/src/core/parameters.ts";
import type { SearchMode } from "../server/src/core/search/search.ts";
import type { Service } from "../server/src/core/service.ts";
import { openBenchFolder } from "./benchFolder.ts";

const { values, positionals } = parseArgs({
  options: { work: { type: "string" }, most: { type: "string", default: "300" } },
  allowPositionals: true,
});
if (values.work === undefined || positionals.length === 0) throw new Error("Give --work DIR and sets.");

interface Row {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

const shown = 5;
const depth = 50;
const withoutReranking = { ...defaultParameters, search: { ...defaultParameters.search, reranked: 0 } };
type Finder = (path: string, text: string) => Promise<readonly string[]>;

/** The product's query for a note, in one mode. */
const searching =
  (service: Service, mode: SearchMode): Finder =>
  async (path, text) => {
    const query = `${plainQuery(text)} -path:"/${path}"`;
    const { hits } = await service.search(query, { mode, vectors: "stored", depth, fold: true });
    return hits.map(({ file }) => file.path);
  };

for (const set of positionals) {
  const all = readFileSync(join(set, "corpus.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
  const rows = all.filter((_, at) => at % Math.ceil(all.length / Number(values.most)) === 0);
  const folder = join(values.work, `${basename(dirname(set))}-${basename(set)}`);
  mkdirSync(folder, { recursive: true });
  for (const { id, text } of rows) writeFileSync(join(folder, `${id}.md`), text);
  const { service, serviceWith, close } = await openBenchFolder({ folder });
  await service.refresh();
  await service.embedAll();

  const pathOf = ({ id }: Row): string => `${id}.md`;
  const matesOf = (row: Row): ReadonlySet<string> =>
    new Set(rows.filter((one) => one.title === row.title && one.id !== row.id).map(pathOf));
  const asked = rows.filter((row) => matesOf(row).size > 0);
  const random: Finder = async (path) =>
    rows
      .map(pathOf)
      .filter((one) => one !== path)
      .map((one, at) => ({ one, key: (at * 7919 + path.length * 104729 + path.charCodeAt(1) * 31) % 1009 }))
      .sort((a, b) => a.key - b.key)
      .map(({ one }) => one);
  const finders: Readonly<Record<string, Finder>> = {
    random,
    bm25: searching(service, "bm25"),
    vector: searching(service, "vector"),
    "hybrid, not reranked": searching(serviceWith(withoutReranking), "hybrid"),
    "hybrid, as the product does": searching(service, "hybrid"),
  };
  for (const [name, find] of Object.entries(finders)) {
    let some = 0;
    let share = 0;
    const start = performance.now();
    for (const row of asked) {
      const mates = matesOf(row);
      const best = [...new Set(await find(pathOf(row), row.text))]
        .filter((path) => path !== pathOf(row))
        .slice(0, shown);
      const found = best.filter((path) => mates.has(path)).length;
      some += Number(found > 0);
      share += found / Math.min(shown, mates.size);
    }
    const took = (performance.now() - start) / asked.length;
    const figures = `${(some / asked.length).toFixed(3)} have one, ${(share / asked.length).toFixed(3)} of mates`;
    process.stdout.write(
      `${basename(folder)} ${name}: ${figures} (${asked.length} notes of ${rows.length}, ${took.toFixed(0)} ms)\n`,
    );
  }
  await close();
}
