import { bootstrapInterval, mean, seededRandom, type Interval } from "../../evaluation/bootstrap.ts";
import { tokenF1 } from "../../evaluation/tokenF1.ts";
import { normalise } from "../../language/fold.ts";

/** What came of one item. */
export interface Outcome {
  readonly gold: string;
  /** Undefined where the model wrote no label, or nothing. */
  readonly predicted: string | undefined;
}

export const metricNames = ["accuracy", "macroF1", "exactMatch", "tokenF1"] as const;
export type MetricName = (typeof metricNames)[number];

export interface Score {
  readonly metric: MetricName;
  readonly value: number;
  readonly interval: Interval;
}

const folded = (text: string): string => normalise(text).replace(/\s+/gu, " ").trim();

/** 1 where an item was answered as it should be, 0 where not. */
const isRight = ({ gold, predicted }: Outcome): number =>
  predicted !== undefined && folded(predicted) === folded(gold) ? 1 : 0;

/** Mean of the labels' F1, each label that is right for some item or was written for one counting the same. */
function macroF1(outcomes: readonly Outcome[]): number {
  const labels = new Set(
    outcomes.flatMap(({ gold, predicted }) => (predicted === undefined ? [gold] : [gold, predicted])),
  );
  return mean(
    Array.from(labels, (label) => {
      let [both, right, written] = [0, 0, 0];
      for (const { gold, predicted } of outcomes) {
        if (gold === label) right += 1;
        if (predicted === label) written += 1;
        if (gold === label && predicted === label) both += 1;
      }
      return right + written === 0 ? 0 : (2 * both) / (right + written);
    }),
  );
}

const samples = 1000;

/** The middle 95 % of macro F1 under resampling of the items. */
function macroInterval(outcomes: readonly Outcome[]): Interval {
  const random = seededRandom(1);
  const values = Array.from({ length: samples }, () =>
    macroF1(outcomes.map(() => outcomes[Math.floor(random() * outcomes.length)] as Outcome)),
  ).sort((a, b) => a - b);
  return [values[Math.floor(samples * 0.025)] ?? 0, values[Math.ceil(samples * 0.975) - 1] ?? 0];
}

/** Accuracy and macro F1 for labels, exact match and token F1 for free text, each with its bootstrap interval. */
export function scoresOf(outcomes: readonly Outcome[], hasLabels: boolean): readonly Score[] {
  const rights = outcomes.map(isRight);
  const whole = { value: mean(rights), interval: bootstrapInterval(rights) };
  if (hasLabels)
    return [
      { metric: "accuracy", ...whole },
      { metric: "macroF1", value: macroF1(outcomes), interval: macroInterval(outcomes) },
    ];
  const overlaps = outcomes.map(({ gold, predicted }) => tokenF1(predicted ?? "", gold));
  return [
    { metric: "exactMatch", ...whole },
    { metric: "tokenF1", value: mean(overlaps), interval: bootstrapInterval(overlaps) },
  ];
}

/** What one item counts in comparisons: right or wrong for labels, token F1 for free text. */
export const worthOf = (outcome: Outcome, hasLabels: boolean): number =>
  hasLabels ? isRight(outcome) : tokenF1(outcome.predicted ?? "", outcome.gold);
