import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Pair } from "../../core/fewShot/pair.ts";
import { pairOfLine, type RowProblem } from "../../core/fewShot/rows.ts";
import { failure, success, type Result } from "../../core/result.ts";

export interface ReadPairs {
  readonly pairs: readonly Pair[];
  /** The first of them; `broken` counts all. */
  readonly problems: readonly RowProblem[];
  readonly broken: number;
}

const mostProblems = 20;

/** Reads a JSONL file of pairs or labelled rows, line by line; a broken line is named and passed over. */
export async function readPairs(file: string, signal?: AbortSignal): Promise<Result<ReadPairs>> {
  const pairs: Pair[] = [];
  const problems: RowProblem[] = [];
  let [line, broken] = [0, 0];
  try {
    const lines = createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity });
    for await (const text of lines) {
      signal?.throwIfAborted();
      line += 1;
      const words = line === 1 ? text.replace(/^\uFEFF/u, "") : text;
      if (words.trim() === "") continue;
      const pair = pairOfLine(words);
      if (typeof pair !== "string") {
        pairs.push(pair);
        continue;
      }
      broken += 1;
      if (problems.length < mostProblems) problems.push({ line, reason: pair });
    }
  } catch (error) {
    signal?.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    return failure("unreadable", `${file} cannot be read (${why}). Give the path of a JSONL file.`);
  }
  return success({ pairs, problems, broken });
}
