import type { Pair } from "./pair.ts";
import type { Demonstration, ShotsProvenance } from "./shotsDocument.ts";

/** What the fields of a task's demonstrations are called. */
export interface FieldNames {
  /** Only where every pair has passages, so that all demonstrations have the same fields. */
  readonly passage?: string;
  readonly input: string;
  readonly explanation: string;
  readonly output: string;
}

const asked: readonly Pair["kind"][] = ["faq", "heading", "model", "negative", "answer"];
const defined: readonly Pair["kind"][] = ["definition", "glossary"];

/** Names that say what the pairs are: a text and its label, a question and its answer, a term and its definition. */
export function fieldNamesFor(pairs: readonly Pair[]): FieldNames {
  const named = (input: string, output: string): FieldNames => ({ input, explanation: "explanation", output });
  if (pairs.length > 0 && pairs.every(({ label }) => label !== undefined)) return named("text", "label");
  if (pairs.length > 0 && pairs.every(({ passages = [] }) => passages.length > 0))
    return { ...named("question", "answer"), passage: "passage" };
  if (pairs.length > 0 && pairs.every(({ kind }) => asked.includes(kind))) return named("question", "answer");
  if (pairs.length > 0 && pairs.every(({ kind }) => defined.includes(kind))) return named("term", "definition");
  return named("input", "output");
}

/** A pair as a demonstration, with its place and what is known of it. */
export function demonstrationOf(pair: Pair, names: FieldNames): Demonstration {
  const { input, explanation, output, provenance, passages = [] } = pair;
  const { passage } = names;
  const shown = passage === undefined ? [] : passages.map(({ text, provenance: place }) => ({ text, place }));
  return {
    provenance: provenance === undefined || shown.length > 0 ? [] : [provenanceOf(pair, provenance)],
    fields: [
      ...shown.map(({ text, place }) => ({
        ...{ name: passage ?? "", value: text },
        provenance: [provenanceOf(pair, place)],
      })),
      { name: names.input, value: input, provenance: [] },
      ...(explanation === undefined ? [] : [{ name: names.explanation, value: explanation, provenance: [] }]),
      { name: names.output, value: output, provenance: [] },
    ],
  };
}

const provenanceOf = (
  { language, kind, confidence, flags }: Pair,
  place: NonNullable<Pair["provenance"]>,
): ShotsProvenance => ({
  ...place,
  ...(language === "und" ? {} : { language }),
  kind,
  confidence: Math.round(confidence * 100) / 100,
  ...(flags.length > 0 ? { flags } : {}),
});
