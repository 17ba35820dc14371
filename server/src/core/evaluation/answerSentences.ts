import { t } from "@vscode/l10n";
import { plural, numeral } from "../../../../protocol/translate.ts";
import type { AnswerFigures, AnswerMeans } from "./answerFigures.ts";
import { figure } from "./compare.ts";

/** How questions were answered, a sentence each. */
export function answerSentences({ unanswerable, auroc, kinds, ...all }: AnswerFigures): readonly string[] {
  return [
    plural(
      t,
      all.questions,
      {
        one: "Answers to {0} question, without a model: the right words stand in the text shown in {1}, in the best sentence in {2}; the exact part's token F1 is {3}.",
        other:
          "Answers to {0} questions, without a model: the right words stand in the text shown in {1}, in the best sentence in {2}; the exact part's token F1 is {3}.",
      },
      all.questions,
      share(all, "shown"),
      share(all, "sentence"),
      share(all, "exactF1"),
    ),
    ...Array.from(kinds, ([kind, own]) => t("{0} ({1}): {2}", kind, own.questions, brief(own))),
    auroc === undefined
      ? t("Confidence was not measured: it needs questions with and without an answer.")
      : plural(
          t,
          unanswerable,
          {
            one: "Confidence tells them from {0} question without an answer with an AUROC of {1} ({2} is chance).",
            other: "Confidence tells them from {0} questions without an answer with an AUROC of {1} ({2} is chance).",
          },
          unanswerable,
          figure(auroc),
          numeral(t, 0.5, 1),
        ),
  ];
}

function share({ figures, intervals }: AnswerMeans, metric: keyof AnswerMeans["figures"]): string {
  const [low, high] = intervals[metric];
  return t("{0} [{1} to {2}]", figure(figures[metric]), figure(low), figure(high));
}

const brief = ({ figures: { shown, sentence, exactF1 } }: AnswerMeans): string =>
  t("shown {0}, sentence {1}, F1 {2}", figure(shown), figure(sentence), figure(exactF1));
