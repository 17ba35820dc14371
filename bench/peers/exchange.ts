import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a folder of exchanged files holds besides texts, questions and their vectors. */
export interface ExchangeFacts {
  readonly language: string;
  readonly dimensions: number;
  readonly folder: string;
  /** Path and document. */
  readonly documents: readonly (readonly [string, string])[];
}

/** What one peer did on one set. */
export interface Measurement {
  /** In the order of the questions: documents, each once, best first. */
  readonly ranked: readonly (readonly string[])[];
  readonly latencies: readonly number[];
  readonly indexSeconds: number;
  /** Resident memory of the process after indexing and a garbage collection, and after all questions. */
  readonly indexedBytes: number;
  readonly searchedBytes: number;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** Rows of JSON with the vectors beside them as 32-bit floats, in one order. */
export function writeRows(
  folder: string,
  name: string,
  rows: readonly object[],
  vectors?: readonly Float32Array[],
): void {
  writeFileSync(join(folder, `${name}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  if (vectors === undefined) return;
  writeFileSync(join(folder, `${name}.f32`), Buffer.concat(vectors.map((vector) => bytesOf(vector))));
}

/** Reads what `writeRows` wrote, `batch` rows at a time; with vectors where `dimensions` are given. */
export function* readRows<T extends object>(
  folder: string,
  name: string,
  batch: number,
  dimensions?: number,
): Generator<(T & { vector: Float32Array })[]> {
  const lines = readFileSync(join(folder, `${name}.jsonl`), "utf8").split("\n");
  const bytes = dimensions === undefined ? undefined : readFileSync(join(folder, `${name}.f32`));
  for (let start = 0; start < lines.length - 1; start += batch) {
    yield lines.slice(start, Math.min(start + batch, lines.length - 1)).map((line, place) => {
      const row = JSON.parse(line) as T;
      const at = (start + place) * 4 * (dimensions ?? 0);
      const vector = new Float32Array(dimensions ?? 0);
      for (let component = 0; component < vector.length; component += 1)
        vector[component] = bytes?.readFloatLE(at + 4 * component) ?? 0;
      return { ...row, vector };
    });
  }
}

export const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
