import type { Clock } from "../../ports.ts";
import type { ParsedShots } from "../document/parseShots.ts";
import type { TokenCounter } from "../tokens/tokenCounter.ts";
import { brokenPeriod } from "./brokenPeriod.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { duplicates } from "./duplicates.ts";
import { flagged } from "./flagged.ts";
import { hiddenCharacters } from "./hiddenCharacters.ts";
import { imbalance } from "./imbalance.ts";
import type { CreateKnownTexts } from "./knownTexts.ts";
import type { FindSensitive } from "../mining/sensitive.ts";
import { findSensitiveFields, sensitiveFields, type SensitiveField } from "./sensitiveFields.ts";
import { findSources, staleSources, type FoundSource } from "./staleSources.ts";
import type { Sources } from "./sources.ts";
import { overBudget } from "./overBudget.ts";
import { templateFields } from "./templateFields.ts";
import { testOverlap } from "./testOverlap.ts";
import type { TestSet } from "./testSet.ts";

/** What is asked of the world to judge a document. */
export interface DiagnosePorts {
  readonly clock: Pick<Clock, "now" | "sleep">;
  readonly createKnownTexts: CreateKnownTexts;
  readonly findSensitive: FindSensitive;
  /** Of the model that the budget is counted for. */
  readonly counter: TokenCounter;
  /** Absent where the document lies in no folder: then sources are not looked at. */
  readonly sources?: Sources;
  /** The test file that goes with the document. */
  readonly test?: TestSet;
}

/** A document judged: its findings in its order, and what became of its sources. */
export interface JudgedShots {
  readonly parsed: ParsedShots;
  readonly findings: readonly Diagnosis[];
  /** Empty where the document lies in no folder. */
  readonly sources: readonly FoundSource[];
  readonly sensitive: readonly SensitiveField[];
  readonly counter: TokenCounter;
}

/** Looks for everything that is wrong with a document. Stops where the signal aborts, by throwing its reason. */
export async function diagnoseShots(
  parsed: ParsedShots,
  { clock, createKnownTexts, findSensitive, counter, sources, test }: DiagnosePorts,
  signal?: AbortSignal,
): Promise<JudgedShots> {
  if (parsed.faults.some(({ kind }) => kind === "unknown-version")) {
    return { parsed, findings: parsed.faults, sources: [], sensitive: [], counter };
  }
  const found = sources === undefined ? [] : await findSources(parsed, { sources, clock }, signal);
  const pause = () => clock.sleep(0);
  const sensitive = await findSensitiveFields(parsed, { findSensitive, pause }, signal);
  const findings = [
    ...parsed.faults,
    ...templateFields(parsed),
    ...brokenPeriod(parsed),
    ...overBudget(parsed, counter),
    ...hiddenCharacters(parsed, counter),
    ...imbalance(parsed),
    ...duplicates(parsed, createKnownTexts),
    ...testOverlap(parsed, test),
    ...sensitiveFields(parsed, sensitive),
    ...flagged(parsed, sensitive),
    ...staleSources(found),
  ];
  return {
    parsed,
    findings: findings.sort((a, b) => a.range.start - b.range.start),
    sources: found,
    sensitive,
    counter,
  };
}
