import type { ParsedShots } from "../document/parseShots.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { duplicates } from "./duplicates.ts";
import { flagged } from "./flagged.ts";
import { imbalance } from "./imbalance.ts";
import type { CreateKnownTexts } from "./knownTexts.ts";
import { findSources, staleSources } from "./staleSources.ts";
import type { Sources } from "./sources.ts";
import { testOverlap } from "./testOverlap.ts";
import type { TestSet } from "./testSet.ts";

/** What is asked of the world to judge a document. */
export interface DiagnosePorts {
  readonly createKnownTexts: CreateKnownTexts;
  /** Absent where the document lies in no folder: then sources are not looked at. */
  readonly sources?: Sources;
  /** The test file that goes with the document. */
  readonly test?: TestSet;
}

/** Everything that is wrong with a document, in its order. Stops where the signal aborts, by throwing its reason. */
export async function diagnoseShots(
  parsed: ParsedShots,
  { createKnownTexts, sources, test }: DiagnosePorts,
  signal?: AbortSignal,
): Promise<readonly Diagnosis[]> {
  if (parsed.faults.some(({ kind }) => kind === "unknown-version")) return parsed.faults;
  const stale = sources === undefined ? [] : staleSources(await findSources(parsed, sources, signal));
  return [
    ...parsed.faults,
    ...imbalance(parsed),
    ...duplicates(parsed, createKnownTexts),
    ...testOverlap(parsed, test),
    ...flagged(parsed),
    ...stale,
  ].sort((a, b) => a.range.start - b.range.start);
}
