import { t } from "@vscode/l10n";
import { numeral } from "../../../../protocol/translate.ts";
import { bootstrapInterval, mean } from "./bootstrap.ts";

/** How two rankings of the same questions differ in nDCG@10, first less second. */
export interface Difference {
  readonly difference: number;
  /** 95 %, by resampling questions. */
  readonly interval: readonly [low: number, high: number];
  readonly questions: number;
  readonly verdict: Verdict;
}

/** `few`: too few questions to tell; `alike`: the same on every question; `uncertain`: the interval holds 0. */
export type Verdict = "better" | "worse" | "uncertain" | "alike" | "few";

/** With fewer questions an interval by resampling is much too narrow. */
export const leastQuestions = 10;

/** Compares question by question; both lists are in the same order. */
export function comparePaired(first: readonly number[], second: readonly number[]): Difference {
  const differences = first.map((value, place) => value - (second[place] ?? 0));
  const interval = bootstrapInterval(differences);
  return {
    difference: mean(differences),
    interval,
    questions: differences.length,
    verdict: verdictOf(differences, interval),
  };
}

function verdictOf(differences: readonly number[], [low, high]: Difference["interval"]): Verdict {
  if (differences.length < leastQuestions) return "few";
  if (differences.every((difference) => difference === 0)) return "alike";
  if (low > 0) return "better";
  return high < 0 ? "worse" : "uncertain";
}

/** `0.041 [0.020, 0.062]`, with the sign turned where `sign` is -1. */
export function differenceText({ difference, interval: [low, high] }: Difference, sign: 1 | -1 = 1): string {
  const [from, to] = sign === 1 ? [low, high] : [-high, -low];
  return t("{0} [{1}, {2}]", figure(sign * difference), figure(from), figure(to));
}

/** Three digits after the point, as the interface's language writes them, with a proper minus sign and no negative zero. */
export const figure = (value: number): string =>
  numeral(t, value, 3)
    .replace("-", "−")
    .replace(/^\u200E?−(?=[0.,]*$)/u, "");
