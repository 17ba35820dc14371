import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "../server/src/core/evaluation/bootstrap.ts";
import type { PassageRecord, QuantizedVector, Store } from "../server/src/core/ports.ts";
import { valueOf } from "./benchFolder.ts";
import { type EvaluationSet } from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";
import { writeRows, type ExchangeFacts } from "./peers/exchange.ts";

const floats = ({ values, scale }: QuantizedVector): Float32Array =>
  Float32Array.from(values, (value) => value * scale);

/** A set with its judged documents and `others` more, drawn by chance; the whole set where it has no more than that. */
export function sampleDocuments(set: EvaluationSet, others: number): EvaluationSet {
  const judged = new Set([...set.relevant.values()].flatMap((grades) => [...grades.keys()]));
  const random = seededRandom(5);
  const drawn = set.documents
    .filter(({ id }) => !judged.has(id))
    .map((document) => ({ document, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, others)
    .map(({ document }) => document.id);
  const kept = new Set([...judged, ...drawn]);
  return { ...set, documents: set.documents.filter(({ id }) => kept.has(id)) };
}

/** Every stored passage, in the order of the index, with its document's path. */
export function* passagesOf(store: Store): Generator<{ readonly path: string; readonly passage: PassageRecord }> {
  const paths = new Map(store.files().map(({ id, path }) => [id, path]));
  const files = [...store.load()].map(({ fileId, passages }) => ({ fileId, ids: passages.map(({ id }) => id) }));
  for (const { fileId, ids } of files)
    for (const passage of store.passages(ids)) yield { path: paths.get(fileId) ?? "", passage };
}

/**
 * Makes a set ready for every peer: its documents as files in `folder`, indexed and embedded by us once, and in `data`
 * the same passages, documents and questions with their vectors.
 */
export async function prepareSet(set: EvaluationSet, folder: string, data: string): Promise<void> {
  mkdirSync(data, { recursive: true });
  const { documents, service, store, embedder, model, close } = await openSet(set, { folder });
  const passages = [...passagesOf(store)];
  const known = store.vectors.get(model, [...new Set(passages.map(({ passage }) => passage.vectorKey))]);
  const withVectors = passages.flatMap(({ path, passage }) => {
    const vector = known.get(passage.vectorKey);
    return vector === undefined ? [] : [{ path, passage, vector: floats(vector) }];
  });
  writeRows(
    data,
    "passages",
    withVectors.map(({ path, passage: { breadcrumb, plain } }, id) => ({
      id,
      document: documents.get(path) ?? path,
      title: breadcrumb[0] ?? "",
      text: [...breadcrumb.slice(1), plain].join("\n"),
    })),
    withVectors.map(({ vector }) => vector),
  );
  writeRows(
    data,
    "documents",
    set.documents.map(({ id, title, text }, place) => ({ id: place, document: id, title, text })),
  );
  const questionVectors: Float32Array[] = [];
  for (const { text } of set.questions) questionVectors.push(floats(valueOf(await embedder.embed(text, "question"))));
  writeRows(data, "questions", set.questions, questionVectors);
  const facts: ExchangeFacts = {
    language: [...service.status().languages.keys()][0] ?? "en",
    dimensions: questionVectors[0]?.length ?? 0,
    folder,
    documents: [...documents],
  };
  writeFileSync(join(data, "facts.json"), JSON.stringify(facts));
  await close();
}
