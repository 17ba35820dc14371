import type { MiningReport } from "../core/fewShot/mining/miningReport.ts";
import type { Output } from "./output.ts";
import { counted } from "./counted.ts";

/** Problems that are named one by one. */
const mostNamed = 20;

/** Names the files and rows that could not be read. */
export function noteProblems({ problems }: MiningReport, output: Output): void {
  for (const { path, line, reason } of problems.slice(0, mostNamed))
    output.note(`${path}${line === undefined ? "" : `:${line}`}: ${reason}`);
  if (problems.length > mostNamed) output.note(`… and ${problems.length - mostNamed} more that could not be read.`);
}

const countsOf = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length]));

/** What a mining found and left out, as `--json` gives it. */
export function summaryOf({ files, pairs, leftOut, problems, model }: MiningReport) {
  return {
    files,
    pairs: pairs.length,
    kinds: countsOf(pairs.map(({ kind }) => kind)),
    languages: countsOf(pairs.map(({ language }) => language)),
    labels: new Set(pairs.flatMap(({ label }) => (label === undefined ? [] : [label]))).size,
    leftOut,
    problems,
    ...(model === undefined ? {} : { model }),
  };
}

/** `email 3, phone 1`. */
export const countsAsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");

export function summaryAsText(
  { files, pairs, kinds, languages, leftOut, model }: ReturnType<typeof summaryOf>,
  out: string,
): string {
  const { duplicates, flagged, flaggedPairs, notSampled, overPage, overLabel } = leftOut;
  const pairsOf = (count: number): string => counted(count, "pair", "pairs");
  const omitted = [
    flaggedPairs > 0 &&
      `${pairsOf(flaggedPairs)} with secrets or personal data (${countsAsText(flagged)}); --allow-flagged keeps them`,
    duplicates > 0 && `${pairsOf(duplicates)}, folded into others that say the same`,
    notSampled > 0 && `${pairsOf(notSampled)} of large files, of which an even sample is kept`,
    model !== undefined &&
      model.refused > 0 &&
      `${counted(model.refused, "question", "questions")} of the model that the passage does not answer in its own words`,
    overPage > 0 && `${pairsOf(overPage)} so that no page dominates; --per-page N says otherwise`,
    overLabel > 0 && `${pairsOf(overLabel)} so that no label dominates; --per-label N says otherwise`,
  ].filter((line) => line !== false);
  return [
    `${pairsOf(pairs)} of ${counted(files, "document", "documents")} in ${out}.`,
    ...(pairs > 0 ? [`Kinds: ${countsAsText(kinds)}`, `Languages: ${countsAsText(languages)}`] : []),
    ...omitted.map((line) => `Left out: ${line}.`),
  ].join("\n");
}
