/**
 * Fits and measures the verification of a model's sentences: true ones, half of them reworded, and planted falsehoods.
 *
 *   node bench/verification.ts --eval DIR --work DIR [--limit 100] [--write] [--show KINDS]
 *
 * Weights and thresholds come from half of the documents ("dev"); all figures printed are of the other half. `--write`
 * stores the weights and writes docs/verification.md; `--show` prints what was judged wrongly of a kind, of dev.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createEmbedderProcess } from "../server/src/adapters/embedder/embedderProcess.ts";
import { describeModel } from "../server/src/adapters/embedder/modelFolder.ts";
import { openStore } from "../server/src/adapters/sqlite/openStore.ts";
import { createMeasure, type Measured } from "../server/src/core/answering/verification/measure.ts";
import type { SupportFeatures } from "../server/src/core/answering/verification/support.ts";
import { createAnalyser } from "../server/src/core/language/analyse.ts";
import type { Embedder } from "../server/src/core/ports.ts";
import { failure } from "../server/src/core/result.ts";
import { createRememberingEmbedder, valueOf } from "./benchFolder.ts";
import type { Support } from "../protocol/views.ts";
import { fitLogistic, predict, type Example } from "./logisticRegression.ts";
import { falsehoodKinds } from "./verification/falsehoods.ts";
import { isTrueKind, makeItems, type Item } from "./verification/items.ts";
import { documentOf, verificationReport } from "./verification/report.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    limit: { type: "string", default: "100" },
    write: { type: "boolean" },
    show: { type: "string" },
  },
});
if (args.eval === undefined || args.work === undefined) {
  console.error("usage: verification.ts --eval DIR --work DIR [--limit N] [--write] [--show KINDS]");
  process.exit(2);
}

interface Judged extends Item {
  readonly measured: Measured;
}

const noModel: Embedder = {
  describe: async () => failure("model-missing", "Words alone are measured."),
  embed: async () => failure("model-missing", "Words alone are measured."),
  close: async () => undefined,
};

/** Passages that a sentence without citations is held against: its own and others of the same part, the nearest first. */
const passagesUncited = 6;
/** What is foreign to its own passage may stand in one of the others. */
const comparedUncited: readonly Item["kind"][] = ["verbatim", "reworded", "quoted", ...falsehoodKinds];

function passagesOf(item: Item, all: readonly Item["source"][]): readonly Item["source"][] {
  const others = all.filter((source) => source !== item.source && source.language === item.source.language);
  const near = others.filter(({ title }) => title === item.source.title);
  const far = others.filter(({ title }) => title !== item.source.title);
  const first = item.text.length % Math.max(1, far.length);
  return [item.source, ...near, ...far.slice(first), ...far.slice(0, first)].slice(0, passagesUncited);
}

async function measureAll(items: readonly Item[], embedder: Embedder, uncited = false): Promise<readonly Judged[]> {
  const all = [...new Set(items.map(({ source }) => source))];
  const measure = createMeasure({ embedder, analyser: createAnalyser() });
  const judged: Judged[] = [];
  for (const item of items) {
    const passages = uncited ? passagesOf(item, all) : [item.source];
    const spans = passages.map(({ text, title, language }, at) => ({ n: at + 1, text, language, breadcrumb: [title] }));
    const measured = await measure(item.text, "", spans);
    judged.push({ ...item, measured });
  }
  return judged;
}

const names = ["weakest", "adjacency", "similarity"] as const satisfies readonly (keyof SupportFeatures)[];
type HeadName = "words" | "vectors" | "acrossLanguages";
const usedBy: Readonly<Record<HeadName, readonly (keyof SupportFeatures)[]>> = {
  words: ["weakest", "adjacency"],
  vectors: names,
  acrossLanguages: ["similarity"],
};
/** Sentences that are not about their passage, or only half. */
const foreignKinds: readonly Item["kind"][] = ["otherPassage", "halfForeign", "acrossOther"];
/** What share of those may be shown as supported, and as partly supported, on development documents. */
const [mostShown, mostPartly] = [0.01, 0.1];

const share = (list: readonly boolean[]): number => list.filter(Boolean).length / Math.max(1, list.length);

/** Weights from true and foreign sentences; thresholds from how many foreign ones come through. */
function fitHead(head: HeadName, judged: readonly Judged[]) {
  const dev = judged.filter(
    ({ part, measured }) =>
      part === "dev" &&
      measured.sameLanguage === (head !== "acrossLanguages") &&
      // Where words decide there is no vector: such sentences are judged by the words' weights.
      measured.hasVectors === (head !== "words"),
  );
  const clean = dev.filter(({ measured }) => measured.findings.hard.length === 0);
  const learned = clean.filter(({ kind }) => isTrueKind(kind) || [...foreignKinds, "wrongClaim"].includes(kind));
  const key = ({ language, kind }: Judged): string => `${language} ${kind}`;
  const counts = new Map<string, number>();
  for (const each of learned) counts.set(key(each), (counts.get(key(each)) ?? 0) + 1);
  const examples = learned.map((each): Example => ({
    features: usedBy[head].map((name) => each.measured.features[name]),
    positive: isTrueKind(each.kind),
    weight: 1 / (counts.get(key(each)) ?? 1),
  }));
  const fitted = fitLogistic(examples, 1e-3);
  const weights = Object.fromEntries(
    names.map((name) => [name, Number((fitted.weights[usedBy[head].indexOf(name)] ?? 0).toFixed(4))]),
  ) as Record<keyof SupportFeatures, number>;
  const probabilityOf = (one: Judged): number =>
    predict(
      fitted,
      usedBy[head].map((name) => one.measured.features[name]),
    );
  const isShown = (one: Judged, threshold: number, soft: boolean): boolean =>
    one.measured.findings.hard.length === 0 &&
    (soft || one.measured.findings.soft.length === 0) &&
    probabilityOf(one) >= threshold;
  const foreign = dev.filter(({ kind }) => foreignKinds.includes(kind));
  const others = foreign.filter(({ kind }) => kind !== "halfForeign");
  const lowest = (list: readonly Judged[], most: number, soft: boolean): number => {
    for (let step = 5; step < 95; step += 5)
      if (share(list.map((one) => isShown(one, step / 100, soft))) <= most) return step / 100;
    return 0.95;
  };
  const supported = lowest(foreign, mostShown, false);
  const partly = Math.min(lowest(others, mostPartly, true), supported);
  return { bias: Number(fitted.bias.toFixed(4)), weights, supported, partly };
}

const work = args.work;
mkdirSync(work, { recursive: true });
const items = makeItems(args.eval, Number(args.limit));
console.error(`${items.length} sentences`);
const started = performance.now();
const byWords = await measureAll(items, noModel);
const milliseconds = (performance.now() - started) / items.length;
console.error(`words alone: ${milliseconds.toFixed(2)} ms a sentence`);

const roots = [join(import.meta.dirname, "../models")];
const model = valueOf(await describeModel("multilingual-e5-small", roots));
const entry = join(import.meta.dirname, "../server/src/adapters/embedder/embedderChild.ts");
const child = createEmbedderProcess({ entry, model: "multilingual-e5-small", roots });
const store = valueOf(openStore({ indexDir: work, vectorDir: work }));
const withVectors = await measureAll(items, createRememberingEmbedder(child, store.vectors, model.id));
await child.close();
store.close();

const withoutCitations = await measureAll(
  items.filter(({ part, kind }) => part === "test" && comparedUncited.includes(kind)),
  noModel,
  true,
);

const heads = {
  words: fitHead("words", byWords),
  vectors: fitHead("vectors", withVectors),
  acrossLanguages: fitHead("acrossLanguages", withVectors),
};
const calibration = {
  about: "Fitted by bench/verification.ts on development documents; figures are in docs/verification.md.",
  heads,
};

const judge = (one: Judged): Support => {
  const { sameLanguage, hasVectors, features, findings } = one.measured;
  const head: HeadName = !sameLanguage ? "acrossLanguages" : hasVectors ? "vectors" : "words";
  if (findings.hard.length > 0) return "unsupported";
  if (!sameLanguage && !hasVectors) return "partly";
  const { bias, weights, supported, partly } = heads[head];
  const probability = predict(
    { bias, weights: names.map((name) => weights[name]) },
    names.map((name) => features[name]),
  );
  if (probability < partly) return "unsupported";
  return probability >= supported && findings.soft.length === 0 ? "supported" : "partly";
};

const report = verificationReport(
  [
    { title: "Words alone", judged: byWords.map((one) => ({ ...one, support: judge(one) })) },
    { title: "With vectors", judged: withVectors.map((one) => ({ ...one, support: judge(one) })) },
    {
      title: `Words alone, nothing cited: against ${passagesUncited} passages`,
      judged: withoutCitations.map((one) => ({ ...one, support: judge(one) })),
    },
  ],
  milliseconds,
);
console.log(report);
console.log(JSON.stringify(heads));
if (args.write === true) {
  const calibrationFile = "../server/src/core/answering/verification/calibration.json";
  writeFileSync(join(import.meta.dirname, calibrationFile), `${JSON.stringify(calibration, null, 2)}\n`);
  writeFileSync(join(import.meta.dirname, "../docs/verification.md"), documentOf(report));
}
for (const one of args.show === undefined ? [] : withVectors.filter(({ part }) => part === "dev")) {
  const isShown =
    args.show?.split(",").some((name) => [one.kind, one.rule, `${one.language} ${one.kind}`].includes(name)) === true;
  if (!isShown || (judge(one) === "supported") === isTrueKind(one.kind)) continue;
  const { findings, evidence } = one.measured;
  console.log(`[${one.language} ${one.rule ?? ""} ${judge(one)}] ${one.text}`);
  console.log(`    ${[...findings.hard, ...findings.soft].join(" ")}`);
  console.log(`    ${evidence.map(({ start, end }) => one.source.text.slice(start, end)).join(" ~~ ")}`);
}
