import type { Page } from "../../../evaluation/making/page.ts";
import { normalise } from "../../../language/fold.ts";
import type { MinedPair } from "../minedPair.ts";
import { mineAskedLines } from "./askedLines.ts";
import { mineBoldQuestions } from "./boldQuestions.ts";
import { mineChanges } from "./changes.ts";
import { mineCommandResults } from "./commandResults.ts";
import { mineDefinitions } from "./definitions.ts";
import { mineFoldedQuestions } from "./foldedQuestions.ts";
import { mineLabelledParts } from "./labelledParts.ts";
import { mineListedQuestions } from "./listedQuestions.ts";
import { mineQuestionHeadings } from "./questionHeadings.ts";
import { mineTableColumns } from "./tableColumns.ts";
import { mineTranslationTables } from "./translationTables.ts";

const miners: readonly ((page: Page) => readonly MinedPair[])[] = [
  mineQuestionHeadings,
  mineBoldQuestions,
  mineAskedLines,
  mineListedQuestions,
  mineFoldedQuestions,
  mineDefinitions,
  mineLabelledParts,
  mineCommandResults,
  mineChanges,
  mineTranslationTables,
  mineTableColumns,
];

/** All pairs of one page in reading order. What two miners find with the same input at the same place is the surer one's. */
export function minePage(page: Page): readonly MinedPair[] {
  const kept = new Map<string, MinedPair>();
  for (const pair of miners.flatMap((mine) => mine(page))) {
    if (!saysEnough(pair)) continue;
    const key = `${normalise(pair.input)}\n${pair.end}\n${pair.outputLanguage ?? ""}`;
    const other = kept.get(key);
    if (other === undefined || other.confidence < pair.confidence) kept.set(key, pair);
  }
  return [...kept.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Both sides have words or numbers, and the output does not merely say the input again. */
const saysEnough = ({ input, output }: MinedPair): boolean =>
  /[\p{L}\p{N}]/u.test(input) && /[\p{L}\p{N}]/u.test(output) && normalise(input) !== normalise(output);
