/**
 * Measures what mining finds in a set of question sheets, and what its bounds leave out.
 *
 *   node bench/mining.ts --eval DIR --work DIR [--sample 50] [--seed 1]
 *
 * DIR holds the sets `cnil-fr` and `fewshot/{trec,sst2}`. Of `cnil-fr`, made into a folder in the working folder, prints
 * the share of sheets that a pair comes from, of those whose title asks and of all, as found and as written; the share of
 * the set's questions whose sheet gave a pair with its answer; and a sample of pairs to be read (`sample.txt`), with those of
 * the handbook. Of `fewshot`, how often the labels of the five nearest rows agree with a test row's when a label may have
 * so many rows: what `--per-label` and the sample of large files cost.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createDiskWorkspace } from "../server/src/adapters/disk/diskWorkspace.ts";
import { createTextStreams } from "../server/src/adapters/disk/textStreams.ts";
import { loadLanguageDetector } from "../server/src/adapters/languageDetector.ts";
import { createSensitiveFinder } from "../server/src/adapters/sensitive/findSensitive.ts";
import { createDocumentParsers } from "../server/src/core/documents/documentParsers.ts";
import { createChance } from "../server/src/core/evaluation/making/chance.ts";
import { comparedTerms } from "../server/src/core/fewShot/duplicates/comparedTerms.ts";
import { minePairs } from "../server/src/core/fewShot/mining/minePairs.ts";
import type { MiningReport } from "../server/src/core/fewShot/mining/miningReport.ts";
import { rowExtensions } from "../server/src/core/fewShot/mining/rows/mineRows.ts";
import { createAnalyser } from "../server/src/core/language/analyse.ts";
import { valueOf } from "./benchFolder.ts";

const { values } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    sample: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
  },
});
if (values.eval === undefined || values.work === undefined) {
  console.error("usage: mining.ts --eval DIR --work DIR [--sample 50] [--seed 1]");
  process.exit(2);
}
const [sets, work, seed] = [values.eval, values.work, Number(values.seed)];
const chance = createChance(seed);
const analyser = createAnalyser();

interface Sheet {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

const rowsOf = (...path: readonly string[]): readonly unknown[] =>
  readFileSync(join(...path), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as unknown);

async function mine(folder: string, allowFlagged: boolean): Promise<MiningReport> {
  const parsers = createDocumentParsers();
  const workspace = valueOf(
    await createDiskWorkspace(folder, { extensions: [...parsers.extensions, ...rowExtensions] }),
  );
  return minePairs(
    {
      ...{ workspace, parsers, analyser },
      streams: await createTextStreams(folder),
      detect: await loadLanguageDetector(),
      findSensitive: createSensitiveFinder(),
      hash: (data) => createHash("sha256").update(data).digest("hex"),
    },
    { allowFlagged, seed, negatives: 0, largestDocument: 20e6 },
  );
}

const share = (part: number, whole: number): string => `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
const folded = (text: string): string => text.replace(/\s+/gu, " ").trim();

async function measureSheets(): Promise<readonly string[]> {
  const sheets = rowsOf(sets, "cnil-fr", "corpus.jsonl") as readonly Sheet[];
  const folder = join(work, "cnil-fr");
  mkdirSync(folder, { recursive: true });
  for (const { id, title, text } of sheets) writeFileSync(join(folder, `${id}.md`), `# ${title}\n\n${text}\n`);
  const [found, written] = [await mine(folder, true), await mine(folder, false)];
  const asking = sheets.filter(({ title }) => title.includes("?"));
  for (const [name, report] of [
    ["with --allow-flagged", found],
    ["by default", written],
  ] as const) {
    const titles = new Map(report.pairs.map((pair) => [folded(pair.input), pair]));
    const of = (some: readonly Sheet[]): number =>
      some.filter(({ title, text }) => {
        const pair = titles.get(folded(title)) ?? titles.get(folded(title.replace(/\s*\(Copie\)?\s*$/u, "")));
        return pair !== undefined && folded(text).startsWith(folded(pair.output).slice(0, 60));
      }).length;
    console.log(
      `cnil-fr ${name}: sheets that ask ${share(of(asking), asking.length)}, all sheets ${share(of(sheets), sheets.length)}; left out ${JSON.stringify(report.leftOut)}`,
    );
  }
  const qrels = readFileSync(join(sets, "cnil-fr", "qrels.tsv"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
  const paths = new Set(found.pairs.map(({ provenance }) => provenance?.path));
  const questions = [...Map.groupBy(qrels, ([query]) => query).values()];
  const answered = questions.filter((rows) => rows.some(([, document]) => paths.has(`${document}.md`))).length;
  console.log(`cnil-fr: paraphrased questions whose sheet gave a pair ${share(answered, questions.length)}`);
  return chance.shuffle(found.pairs).slice(0, Number(values.sample)).map(asSample);
}

async function sampleHandbook(): Promise<readonly string[]> {
  const { pairs } = await mine(join(import.meta.dirname, "../test/fixtures/handbook"), true);
  const byKind = Map.groupBy(pairs, ({ kind }) => kind);
  for (const [kind, { length }] of byKind) console.log(`handbook ${kind}: ${length}`);
  return chance.shuffle(pairs).slice(0, Number(values.sample)).map(asSample);
}

const asSample = ({ kind, confidence, language, provenance, input, output }: MiningReport["pairs"][number]): string =>
  `[${kind} ${confidence} ${language} ${provenance?.path}]\n> ${input}\n< ${output}\n`;

interface Labelled {
  readonly text: string;
  readonly label: string;
}

/** The share of test rows whose label most of their five nearest training rows have, by words weighed by their idf. */
function agreement(train: readonly Labelled[], test: readonly Labelled[]): number {
  const lists = new Map<string, number[]>();
  for (const [at, { text }] of train.entries())
    for (const term of new Set(comparedTerms(analyser, text, "en"))) lists.set(term, [...(lists.get(term) ?? []), at]);
  const right = test.filter(({ text, label }) => {
    const scores = new Map<number, number>();
    for (const term of new Set(comparedTerms(analyser, text, "en"))) {
      const list = lists.get(term) ?? [];
      for (const at of list) scores.set(at, (scores.get(at) ?? 0) + Math.log(1 + train.length / (1 + list.length)));
    }
    const nearest = [...scores].sort((a, b) => b[1] - a[1]).slice(0, 5);
    const votes = Map.groupBy(nearest, ([at]) => train[at]?.label);
    return [...votes].sort((a, b) => b[1].length - a[1].length)[0]?.[0] === label;
  });
  return right.length / test.length;
}

function measureBounds(): void {
  for (const set of ["trec", "sst2"]) {
    const train = rowsOf(sets, "fewshot", set, "train.jsonl") as readonly Labelled[];
    // Never the test rows: bounds are chosen by this.
    const held = chance.shuffle(train).slice(0, 400);
    const rest = train.filter((row) => !held.includes(row));
    for (const most of [20, 50, 100, 200, 500, 1000, 2000, Infinity]) {
      const kept = [...Map.groupBy(chance.shuffle(rest), ({ label }) => label).values()].flatMap((rows) =>
        rows.slice(0, most),
      );
      console.log(`${set}: ${most} rows a label, ${kept.length} in all: ${agreement(kept, held).toFixed(3)}`);
    }
  }
}

mkdirSync(work, { recursive: true });
const samples = [...(await measureSheets()), ...(await sampleHandbook())];
writeFileSync(join(work, "sample.txt"), samples.join("\n"));
measureBounds();
