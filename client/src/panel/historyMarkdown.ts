import type { Turn } from "../../../protocol/panelMessages.ts";
import type { AnswerView, CitationView } from "../../../protocol/views.ts";
import type { Texts } from "../texts.ts";
import { escapeMarkdown, sourceList, turnToMarkdown } from "./answerMarkdown.ts";

const answerOf = ({ outcome }: Turn): AnswerView | undefined =>
  outcome.kind === "answered" ? outcome.answer : undefined;

/** A conversation as Markdown, oldest question first; its links lead from the workspace's root. */
export const historyToMarkdown = (turns: readonly Turn[], texts: Texts["markdown"]): string =>
  turns.map((turn) => turnToMarkdown(turn, texts)).join("\n---\n\n");

/** Whether the documents had no answer to a turn's question. */
export const isUnanswered = (turn: Turn): boolean => answerOf(turn)?.abstained === true;

/**
 * The questions that the documents did not answer as Markdown: under the heading of the place nearest to each, the
 * heading with most questions first, each question once, with a link to that place.
 */
export function unansweredToMarkdown(turns: readonly Turn[], texts: Texts["history"]): string {
  const groups = new Map<string, Map<string, CitationView | undefined>>();
  for (const turn of turns.filter(isUnanswered)) {
    const answer = answerOf(turn);
    const nearest = answer?.nearest[0];
    const heading = nearest === undefined ? texts.nowhere : nearest.breadcrumb.join(" › ") || nearest.place.path;
    const group = groups.get(heading) ?? new Map<string, CitationView | undefined>();
    groups.set(heading, group.set((answer?.askedAs ?? turn.question).trim().replaceAll(/\s+/g, " "), nearest));
  }
  const parts = [...groups]
    .sort(([, a], [, b]) => b.size - a.size)
    .map(([heading, questions]) => {
      const nearest = [...questions.values()].find((place) => place !== undefined);
      const list = Array.from(questions.keys(), (question) => `- ${escapeMarkdown(question)}`).join("\n");
      const source = nearest === undefined ? [] : [`${texts.nearest}:`, sourceList([nearest])];
      return [`## ${escapeMarkdown(heading)}`, list, ...source].join("\n\n");
    });
  return `${[`# ${texts.unanswered}`, ...(parts.length === 0 ? [texts.noneUnanswered] : parts)].join("\n\n")}\n`;
}
