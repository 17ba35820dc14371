/**
 * Measures one peer on one set, in a process of its own, so that its memory is its own.
 *
 *   node --expose-gc bench/peers/measure.ts NAME DATA SCRATCH passages|documents OUT.json
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readJson, readRows, type ExchangeFacts, type Measurement } from "./exchange.ts";
import type { PeerQuestion, PeerText } from "./peer.ts";
import { peers } from "./registry.ts";

/** Texts given to a peer at once. */
const batch = 500;
/** Questions asked before the clock runs. */
const warmUp = 20;
/** Documents that a person is shown, for the latency, and that recall looks at. */
const [shown, depth] = [10, 100];

const [name, data = "", scratch = "", unit = "passages", out = ""] = process.argv.slice(2);
const peer = peers.find((each) => each.name === name);
if (peer === undefined) throw new Error(`There is no peer named ${name ?? ""}.`);

const residentAfterCollection = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().rss;
};

const facts = readJson(join(data, "facts.json")) as ExchangeFacts;
const vectorLength = peer.usesVectors && unit === "passages" ? facts.dimensions : undefined;
const index = await peer.open({
  language: facts.language,
  folder: facts.folder,
  documentOf: new Map(facts.documents),
  scratch,
  dimensions: facts.dimensions,
});
let milliseconds = 0;
for (const texts of readRows<PeerText>(data, unit, batch, vectorLength)) {
  const start = performance.now();
  await index.add(texts);
  milliseconds += performance.now() - start;
}
const start = performance.now();
await index.finish?.();
milliseconds += performance.now() - start;
const indexedBytes = residentAfterCollection();

const questions = [...readRows<PeerQuestion>(data, "questions", batch, facts.dimensions)].flat();
/** Of passages three times as many, since several may be of one document. */
const textsFor = (documents: number): number => (unit === "passages" ? 3 * documents : documents);
for (const question of questions.slice(0, warmUp)) await index.search(question, textsFor(shown));
const latencies: number[] = [];
const ranked: (readonly string[])[] = [];
for (const question of questions) {
  const asked = performance.now();
  await index.search(question, textsFor(shown));
  latencies.push(performance.now() - asked);
  const found = await index.search(question, textsFor(depth));
  ranked.push([...new Set(found)].slice(0, depth));
}
const searchedBytes = residentAfterCollection();
await index.close?.();
const measurement: Measurement = { ranked, latencies, indexSeconds: milliseconds / 1000, indexedBytes, searchedBytes };
writeFileSync(out, JSON.stringify(measurement));
