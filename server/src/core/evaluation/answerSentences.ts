import type { AnswerFigures, AnswerMeans } from "./answerFigures.ts";
import { figure } from "./compare.ts";
import { counted } from "./report.ts";

/** How questions were answered, a sentence each. */
export function answerSentences({ unanswerable, auroc, kinds, ...all }: AnswerFigures): readonly string[] {
  return [
    `Answers to ${counted(all.questions, "question", "questions")}, without a model: the right words stand in the text shown in ${share(all, "shown")}, in the best sentence in ${share(all, "sentence")}; the exact part's token F1 is ${share(all, "exactF1")}.`,
    ...Array.from(kinds, ([kind, own]) => `${kind} (${own.questions}): ${brief(own)}`),
    auroc === undefined
      ? "Confidence was not measured: it needs questions with and without an answer."
      : `Confidence tells them from ${counted(unanswerable, "question", "questions")} without an answer with an AUROC of ${figure(auroc)} (0.5 is chance).`,
  ];
}

function share({ figures, intervals }: AnswerMeans, metric: keyof AnswerMeans["figures"]): string {
  const [low, high] = intervals[metric];
  return `${figure(figures[metric])} [${figure(low)} to ${figure(high)}]`;
}

const brief = ({ figures: { shown, sentence, exactF1 } }: AnswerMeans): string =>
  `shown ${figure(shown)}, sentence ${figure(sentence)}, F1 ${figure(exactF1)}`;
