import type { Contrast } from "./contrast.ts";
import type { ReportRow } from "./experiment.ts";
import type { LeakCounts } from "./leaks.ts";
import type { Development } from "./rowSets.ts";

/** How much better `a` is than `b`, with the numbers of items that only one of them had right. */
export interface ReportedComparison {
  readonly a: string;
  readonly b: string;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly won: number;
  readonly lost: number;
}

/** `counts[gold][predicted]`, both by their place in `labels`; the last column for what was no label. */
export interface Confusion {
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export interface ShotsReportSettings {
  /** The folder or document that was measured. */
  readonly source: string;
  readonly server: string;
  readonly model: string;
  readonly k: readonly number[];
  readonly selectors: readonly string[];
  readonly orders: readonly string[];
  readonly templates: readonly string[];
  readonly seeds: readonly number[];
  readonly limit: number;
  readonly devLimit: number;
  /** `null` where there was none. */
  readonly budget: number | null;
  readonly task: string | null;
  /** Answers known from an earlier run. */
  readonly reused: number;
}

/** The report of `shots evaluate` as it is written: the contract's shape, with what more is known. */
export interface ShotsReportJson {
  readonly rows: readonly ReportRow[];
  readonly comparisons: readonly ReportedComparison[];
  readonly excluded: LeakCounts;
  readonly recommended: {
    readonly selector: string;
    readonly order: string;
    readonly k: number;
    readonly template: string;
  } | null;
  /** The best first, as the development items have it. */
  readonly candidates: readonly {
    readonly build: string;
    readonly worth: number;
    readonly n: number;
    readonly promptTokens: number;
  }[];
  /** What the recommended build was chosen on. */
  readonly development: Development;
  /** The build that `confusion` and `contrast` are of: the recommended one, or that of a document. */
  readonly subject: string | null;
  readonly confusion: Confusion;
  /** Items that the subject won and lost; absent where there was nothing to hold it against. */
  readonly contrast?: Contrast;
  readonly notes: readonly string[];
  readonly settings: ShotsReportSettings;
}
