import type { Pair } from "../pair.ts";

/** A file, or a row of it, that nothing could be mined from. */
export interface MiningProblem {
  readonly path: string;
  /** From 1. */
  readonly line?: number;
  readonly reason: string;
}

export interface MiningReport {
  readonly files: number;
  readonly pairs: readonly Pair[];
  readonly leftOut: {
    /** Pairs that said what a surer one says. */
    readonly duplicates: number;
    /** By flag; a pair with two flags counts in each. */
    readonly flagged: Readonly<Record<string, number>>;
    readonly flaggedPairs: number;
    /** Rows beyond the sample of a large file. */
    readonly notSampled: number;
    readonly overPage: number;
    readonly overLabel: number;
  };
  readonly problems: readonly MiningProblem[];
  /** Where a model wrote questions: how many were not answered in the passage's own words, and why it was not asked on. */
  readonly model?: { readonly refused: number; readonly failure?: string };
}
