/**
 * Makes the known vectors that a runtime is tried by, with the native build in this program, and prints them as JSON.
 *
 *   node bench/canary.ts > server/src/adapters/embedder/canaryVectors.json
 */
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { loadEmbeddingModel } from "../server/src/adapters/embedder/embeddingModel.ts";
import { openModel } from "../server/src/adapters/embedder/modelFolder.ts";

const texts = [
  ["question", "Where are the glass plates kept?"],
  ["passage", "Backups are kept for 35 days, counted from the moment the snapshot finishes."],
  ["passage", "לוחות הזכוכית נשמרים בחדר קירור בטמפרטורה של ארבע מעלות."],
  ["passage", "Дежурный инженер отвечает в течение пятнадцати минут."],
  ["passage", "Les demandes de télétravail sont adressées au service du personnel."],
  ["passage", "备份保存三十五天，然后自动删除。"],
] as const;

const folder = await openModel("multilingual-e5-small", [join(import.meta.dirname, "../models")]);
if (!folder.ok) throw new Error(folder.failure.message);
const loading = await loadEmbeddingModel(folder.value, { runtime: "native", threads: 1 });
if (loading.kind !== "loaded") throw new Error(JSON.stringify(loading));
const { description, embed } = loading.model;
const known = [];
for (const [task, text] of texts) {
  const vector = await embed(text, task);
  if (!vector.ok) throw new Error(vector.failure.message);
  known.push({ task, text, scale: vector.value.scale, values: Buffer.from(vector.value.values).toString("base64") });
}
console.log(JSON.stringify({ model: description.id, leastCosine: 0.95, texts: known }, undefined, 2));
