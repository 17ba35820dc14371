/**
 * How often the labels of an item's most similar training rows vote for its own label: chooses the share of vectors in
 * hybrid similarity and the neighbours of the selector `consensus`, and tells how often the label that it puts last is right. Training rows alone, each item's copies left out.
 *
 *   node bench/neighbours.ts --eval DIR [--sets trec,sst2] [--items 400]
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seededRandom } from "../server/src/core/evaluation/bootstrap.ts";
import { embedInputs } from "../server/src/core/fewShot/selection/embedInputs.ts";
import { select } from "../server/src/core/fewShot/selection/select.ts";
import { createPool } from "../server/src/core/fewShot/selection/pool.ts";
import { createAnalyser } from "../server/src/core/language/analyse.ts";
import { openBenchFolder, sha256, valueOf } from "./benchFolder.ts";
import { readFewShotRows } from "./fewShotRows.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    sets: { type: "string", default: "trec,sst2" },
    items: { type: "string", default: "400" },
  },
});
if (args.eval === undefined) {
  console.error("usage: neighbours.ts --eval DIR [--sets A,B] [--items N]");
  process.exit(2);
}

const folder = await openBenchFolder({ folder: mkdtempSync(join(tmpdir(), "ask-docs-neighbours-")) });
for (const set of args.sets.split(",")) {
  const pairs = readFewShotRows(args.eval, set, "train").map((pair) => ({ ...pair, language: "en" }));
  const parts = { embedder: folder.embedder, vectors: folder.store.vectors, model: folder.model, hash: sha256 };
  const vectors = valueOf(
    await embedInputs(
      parts,
      pairs.map(({ input }) => input),
    ),
  );
  const pool = createPool(pairs, { analyser: createAnalyser(), vectors });
  const random = seededRandom(9);
  const items = Array.from({ length: Number(args.items) }, () => Math.floor(random() * pairs.length));
  const legs = items.map((item) => {
    const { input: text = "", language = "en" } = pairs[item] ?? {};
    const vector = vectors[item];
    const input = { text, language, ...(vector === undefined ? {} : { vector }) };
    return { item, words: pool.similarities(input, "bm25"), vectors: pool.similarities(input, "vectors") };
  });
  const first = items.filter((item) => {
    const { input: text = "", language = "en", label } = pairs[item] ?? {};
    const vector = vectors[item];
    const input = { text, language, ...(vector === undefined ? {} : { vector }) };
    const excluded = new Set([...pairs.keys()].filter((pair) => pairs[pair]?.input === text));
    const [last] = select(pool, { selector: "consensus", k: 8, seed: 1, input, excluded });
    return last !== undefined && pairs[last.pair]?.label === label;
  });
  console.log(JSON.stringify({ set, selector: "consensus", right: first.length / items.length }));
  for (const share of [0, 0.3, 0.5, 0.7, 1]) {
    const ranked = legs.map(({ item, words, vectors: dense }) => ({
      item,
      neighbours: pairs
        .map((_, pair) => ({ pair, score: (1 - share) * (words[pair] ?? 0) + share * (dense[pair] ?? 0) }))
        .filter(({ pair }) => pairs[pair]?.input !== pairs[item]?.input)
        .sort((a, b) => b.score - a.score)
        .slice(0, 64),
    }));
    for (const neighbours of [8, 16, 32, 64])
      for (const steepness of [1, 4, 12]) {
        const right = ranked.filter(({ item, neighbours: near }) => {
          const votes = new Map<string, number>();
          for (const { pair, score } of near.slice(0, neighbours)) {
            const label = pairs[pair]?.label ?? "";
            votes.set(label, (votes.get(label) ?? 0) + score ** steepness);
          }
          return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] === pairs[item]?.label;
        }).length;
        console.log(JSON.stringify({ set, share, neighbours, steepness, right: right / items.length }));
      }
  }
}
await folder.close();
