import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pairOfLine } from "../server/src/core/fewShot/rows.ts";
import type { Pair } from "../server/src/core/fewShot/pair.ts";

/** The rows of a few-shot set's file; throws where one is no pair. */
export function readFewShotRows(evaluation: string, set: string, part: string): readonly Pair[] {
  const lines = readFileSync(join(evaluation, "fewshot", set, `${part}.jsonl`), "utf8")
    .trim()
    .split("\n");
  return lines.map((line, at) => {
    const pair = pairOfLine(line);
    if (typeof pair === "string") throw new Error(`${set}/${part}.jsonl:${at + 1}: ${pair}`);
    return pair;
  });
}
