import { t } from "@vscode/l10n";
import { plural } from "../../../../../protocol/translate.ts";
import { extensionOf } from "../../documents/parsers.ts";
import { languageOf, type LanguageDetector } from "../../language/detect.ts";
import type { Result } from "../../result.ts";
import { success } from "../../result.ts";
import type { Pair } from "../pair.ts";
import type { MiningProblem } from "./miningReport.ts";
import { mineRows } from "./rows/mineRows.ts";
import { createRowSample } from "./rows/sampleRows.ts";
import type { TextStreams } from "./rows/textStreams.ts";
import type { createToPair } from "./toPair.ts";

export interface MinedFile {
  readonly pairs: readonly Pair[];
  /** Pairs that were found and are not in the sample. */
  readonly notSampled: number;
  readonly problems: readonly MiningProblem[];
}

/** Broken rows of one file that are named. */
const mostProblems = 100;
/** Pairs whose inputs tell the file's language. */
const languageSample = 20;

/**
 * Mines one file of rows as it streams by. @param most pairs of one label that are kept, an even sample of the file, so
 * that memory is bounded however many rows there are.
 */
export async function mineRowFile(
  path: string,
  ports: {
    readonly streams: TextStreams;
    readonly detect: LanguageDetector;
    readonly toPair: ReturnType<typeof createToPair>;
  },
  { most, seed }: { readonly most: number; readonly seed: number },
  signal?: AbortSignal,
): Promise<Result<MinedFile>> {
  const opened = await ports.streams.open(path, signal);
  if (!opened.ok) return opened;
  const { contentHash, pieces } = opened.value;
  const sample = createRowSample(most, seed);
  const problems: MiningProblem[] = [];
  let broken = 0;
  for await (const row of mineRows(pieces(), extensionOf(path))) {
    signal?.throwIfAborted();
    if (row.kind === "pair") sample.add(row.pair);
    else if (row.kind === "pairless") problems.push({ path, reason: pairless(row.columns) });
    else if (broken++ < mostProblems) problems.push({ path, line: row.line, reason: row.reason });
  }
  if (broken > mostProblems)
    problems.push({
      path,
      reason: plural(
        t,
        broken - mostProblems,
        { one: "{0} more row cannot be read.", other: "{0} more rows cannot be read." },
        broken - mostProblems,
      ),
    });
  const mined = sample.pairs();
  const language = languageOf(
    mined
      .slice(0, languageSample)
      .map(({ input }) => input)
      .join("\n"),
    ports.detect,
  );
  const pairs = mined.map((row) => {
    const pair = ports.toPair(row, { path, contentHash, language });
    // Rows of one file are documents of their own, unless a column says which belong together.
    const { group: _file, ...own } = pair;
    return row.group === undefined ? own : { ...pair, group: `${path}#${row.group}` };
  });
  return success({ pairs, notSampled: sample.seen - mined.length, problems });
}

const pairless = (columns: readonly string[]): string =>
  t(
    "Its columns ({0}) do not tell what is given and what is written; name two of them input and output, text and label, or question and answer.",
    columns.slice(0, 8).join(", ").slice(0, 120),
  );
