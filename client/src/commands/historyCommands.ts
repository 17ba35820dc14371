import { Disposable, window, workspace, type QuickPickItem } from "vscode";
import type { Conversations } from "../conversations/conversations.ts";
import { turnToPlainText } from "../panel/plainAnswer.ts";
import type { PromptTab } from "../shots/promptTab.ts";
import { historyToMarkdown, nearestHeading, unansweredToMarkdown } from "../panel/historyMarkdown.ts";
import type { Panels } from "../panel/panels.ts";
import { createPlaceLink, type PlaceLink } from "../panel/placeLink.ts";
import type { UnansweredQuestions } from "../panel/unansweredQuestions.ts";
import type { Texts } from "../texts.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";
import { searchHistory } from "./searchHistory.ts";

export interface HistoryCommandParts extends CommandReporting {
  readonly panels: Panels;
  readonly conversations: Conversations;
  readonly unanswered: UnansweredQuestions;
  readonly tab: PromptTab;
  readonly historyTexts: Texts["history"];
  readonly markdownTexts: Texts["markdown"];
}

/** The commands over the questions asked in this workspace. */
export function registerHistoryCommands(parts: HistoryCommandParts): Disposable {
  const { conversations, unanswered, historyTexts, markdownTexts } = parts;
  return Disposable.from(
    registerCommand(parts, "askDocs.searchHistory", async () => {
      await conversations.open();
      await searchHistory(parts);
    }),
    registerCommand(parts, "askDocs.exportHistory", async () => {
      await conversations.open();
      await showMarkdown(historyToMarkdown(conversations.current().turns, markdownTexts, linkInWorkspace()));
    }),
    registerCommand(parts, "askDocs.showPlainText", (id) => showPlainText(parts, id)),
    registerCommand(parts, "askDocs.unansweredQuestions", () =>
      showMarkdown(unansweredToMarkdown(unanswered.all(), historyTexts, linkInWorkspace())),
    ),
    registerCommand(parts, "askDocs.clearUnansweredQuestions", () => forgetUnanswered(parts)),
  );
}

/**
 * Opens an answer as plain text, where the focus goes; asked again there, closes it and goes back to the panel.
 *
 * @param id of its turn; the newest unless given.
 */
async function showPlainText(parts: HistoryCommandParts, id: unknown) {
  const { conversations, tab, historyTexts, markdownTexts } = parts;
  if (id === undefined && (await tab.closeRead())) {
    await parts.panels.show();
    return;
  }
  await conversations.open();
  const { turns } = conversations.current();
  const turn = id === undefined ? turns.at(-1) : turns.find((one) => one.id === id);
  if (turn === undefined) void window.showInformationMessage(historyTexts.noAnswerYet);
  else await tab.show(historyTexts.plainTitle, turnToPlainText(turn, markdownTexts), "takes");
}

const linkInWorkspace = (): PlaceLink => createPlaceLink(workspace.workspaceFolders?.[0]?.uri.toString());

/** Lists the questions, newest first and all chosen; those that stay chosen are forgotten. */
async function forgetUnanswered({ unanswered, historyTexts }: HistoryCommandParts): Promise<void> {
  const items = unanswered.all().map((question): QuickPickItem => {
    const detail = nearestHeading(question) ?? historyTexts.nowhere;
    return { label: question.question, detail, picked: true };
  });
  if (items.length === 0) {
    void window.showInformationMessage(historyTexts.noneUnanswered);
    return;
  }
  const chosen = await window.showQuickPick(items.toReversed(), { canPickMany: true, title: historyTexts.forget });
  unanswered.forget((chosen ?? []).map(({ label }) => label));
}

/** A document without a file, to be saved where the person wants. */
async function showMarkdown(content: string): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ language: "markdown", content }));
}
