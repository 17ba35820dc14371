import type { Turn } from "../../../protocol/panelMessages.ts";
import type { CitationView } from "../../../protocol/views.ts";
import type { Texts } from "../texts.ts";
import { escapeMarkdown, sourceList, turnToMarkdown } from "./answerMarkdown.ts";
import type { PlaceLink } from "./placeLink.ts";
import type { UnansweredQuestion } from "./unansweredQuestions.ts";

/** A conversation as Markdown, oldest question first. */
export const historyToMarkdown = (turns: readonly Turn[], texts: Texts["markdown"], linkTo: PlaceLink): string =>
  turns.map((turn) => turnToMarkdown(turn, texts, linkTo)).join("\n---\n\n");

/** What stands above the place nearest to a question; undefined where nothing is near. */
export const nearestHeading = ({ nearest }: UnansweredQuestion): string | undefined =>
  nearest === undefined ? undefined : nearest.breadcrumb.join(" › ") || nearest.place.path;

/**
 * The questions that the documents did not answer as Markdown: under the heading of the place nearest to each, the
 * heading with most questions first, with a link to that place.
 */
export function unansweredToMarkdown(
  unanswered: readonly UnansweredQuestion[],
  texts: Texts["history"],
  linkTo: PlaceLink,
): string {
  const groups = Map.groupBy(unanswered, (question) => nearestHeading(question) ?? texts.nowhere);
  const parts = [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([heading, questions]) => {
      const nearest = questions
        .map((question): CitationView | undefined => question.nearest)
        .find((place) => place !== undefined);
      const list = questions.map(({ question }) => `- ${escapeMarkdown(question)}`).join("\n");
      const source = nearest === undefined ? [] : [`${texts.nearest}:`, sourceList([nearest], linkTo)];
      return [`## ${escapeMarkdown(heading)}`, list, ...source].join("\n\n");
    });
  return `${[`# ${texts.unanswered}`, ...(parts.length === 0 ? [texts.noneUnanswered] : parts)].join("\n\n")}\n`;
}
