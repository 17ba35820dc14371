import type { ReadPairs } from "../../adapters/fewShot/readPairs.ts";
import type { Output } from "../output.ts";

/** Names the lines that are no pairs, the first of them one by one. */
export function noteRowProblems(file: string, { problems, broken }: ReadPairs, output: Output): void {
  for (const { line, reason } of problems) output.note(`${file}:${line}: ${reason} It is passed over.`);
  if (broken > problems.length) output.note(`${file}: and ${broken - problems.length} more lines like these.`);
}
