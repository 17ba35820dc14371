/**
 * Measures BM25F's parameters alone, without vectors: nDCG@10 of each set for each value of `k1`, of `b` and of the
 * weights by field, one changed at a time; then the best of all of them for each family of sets, chosen on the other
 * families, beside the defaults.
 *
 *   node bench/lexical.ts --eval DIR [--sets heq-he,xquad/ru] [--json]
 */
import { parseArgs } from "node:util";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";
import { defaultBm25fParameters, type Bm25fParameters } from "../server/src/core/lexical/bm25f.ts";
import { fields } from "../server/src/core/lexical/fields.ts";
import { readEvaluationSet } from "./evaluationSet.ts";
import { indexSet } from "./lexicalIndex.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    json: { type: "boolean" },
    sets: {
      type: "string",
      default: "heq-he,cnil-fr,scifact-train,squad2,aws-docs,xquad/en,xquad/es,xquad/ru,xquad/ar,xquad/zh",
    },
  },
});
if (args.eval === undefined) {
  console.error("usage: lexical.ts --eval DIR [--sets A,B] [--json]");
  process.exit(2);
}

interface Variant {
  readonly name: string;
  readonly parameters: Bm25fParameters;
}

const standard = defaultBm25fParameters;
const withAt = (values: readonly number[], place: number, value: number): readonly number[] =>
  values.map((old, at) => (at === place ? value : old));

/** The defaults, then each parameter changed alone. */
const variants: readonly Variant[] = [
  { name: "default", parameters: standard },
  ...[0.6, 0.8, 1, 1.5, 1.8, 2.2].map((k1) => ({ name: `k1 ${k1}`, parameters: { ...standard, k1 } })),
  ...fields.flatMap((field, place) =>
    [0, 0.3, 0.45, 0.75, 0.9].map((b) => ({
      name: `b ${field} ${b}`,
      parameters: { ...standard, b: withAt(standard.b, place, b) },
    })),
  ),
  ...fields.flatMap((field, place) =>
    [0, 0.25, 0.5, 1, 1.5, 2, 3].map((weight) => ({
      name: `weight ${field} ${weight}`,
      parameters: { ...standard, weights: withAt(standard.weights, place, weight) },
    })),
  ),
];

/** Sets of one kind count as one, so that five languages of the same paragraphs do not decide. */
const familyOf = (set: string): string => set.split("/")[0] ?? set;

const names = args.sets.split(",");
const figures = new Map<string, readonly number[]>();
for (const name of names) {
  const set = await indexSet(readEvaluationSet(args.eval, name));
  figures.set(
    name,
    variants.map(({ parameters }) => mean(set.ndcg(parameters))),
  );
}

const families = [...new Set(names.map(familyOf))];
/** A variant's mean over the families, each of which counts once. */
const overall = (variant: number, counted: readonly string[]): number =>
  mean(
    counted.map((family) =>
      mean(names.filter((name) => familyOf(name) === family).map((name) => figures.get(name)?.[variant] ?? 0)),
    ),
  );
const bestOf = (counted: readonly string[]): number =>
  [...variants.keys()].reduce((best, variant) => (overall(variant, counted) > overall(best, counted) ? variant : best));

const rows = variants.map(({ name }, variant) => ({
  variant: name,
  overall: overall(variant, families),
  sets: Object.fromEntries(names.map((set) => [set, figures.get(set)?.[variant] ?? 0])),
}));
const held = families.map((family) => {
  const variant = bestOf(families.filter((other) => other !== family));
  return {
    family,
    chosen: variants[variant]?.name ?? "",
    figure: overall(variant, [family]),
    standard: overall(0, [family]),
  };
});

if (args.json === true) console.log(JSON.stringify({ rows, held }));
else {
  console.log(["variant".padEnd(22), "all   ", ...names.map((name) => name.slice(-8).padStart(8))].join(" "));
  for (const { variant, overall: all, sets } of rows)
    console.log(
      [variant.padEnd(22), all.toFixed(4), ...names.map((name) => (sets[name] ?? 0).toFixed(4).padStart(8))].join(" "),
    );
  console.log("\nLeft out family, the one change that is best on the others, nDCG@10 with it and by default:");
  for (const { family, chosen, figure, standard: without } of held)
    console.log(`${family.padEnd(16)} ${chosen.padEnd(22)} ${figure.toFixed(4)} ${without.toFixed(4)}`);
}
