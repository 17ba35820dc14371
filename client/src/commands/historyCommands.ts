import { Disposable, ThemeIcon, window, workspace, type QuickPickItem } from "vscode";
import type { Turn } from "../../../protocol/panelMessages.ts";
import type { Conversation } from "../panel/conversation.ts";
import { turnToPlainText } from "../panel/plainAnswer.ts";
import type { PromptTab } from "../shots/promptTab.ts";
import { historyToMarkdown, nearestHeading, unansweredToMarkdown } from "../panel/historyMarkdown.ts";
import type { Panels } from "../panel/panels.ts";
import { createPlaceLink, type PlaceLink } from "../panel/placeLink.ts";
import type { UnansweredQuestions } from "../panel/unansweredQuestions.ts";
import type { Texts } from "../texts.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

export interface HistoryCommandParts extends CommandReporting {
  readonly panels: Panels;
  readonly conversation: Conversation;
  readonly unanswered: UnansweredQuestions;
  readonly tab: PromptTab;
  readonly historyTexts: Texts["history"];
  readonly markdownTexts: Texts["markdown"];
}

interface TurnItem extends QuickPickItem {
  readonly turn: Turn;
}

/** The commands over the questions asked in this workspace. */
export function registerHistoryCommands(parts: HistoryCommandParts): Disposable {
  const { conversation, unanswered, historyTexts, markdownTexts } = parts;
  return Disposable.from(
    registerCommand(parts, "askDocs.searchHistory", () => searchHistory(parts)),
    registerCommand(parts, "askDocs.exportHistory", () =>
      showMarkdown(historyToMarkdown(conversation.current().turns, markdownTexts, linkInWorkspace())),
    ),
    registerCommand(parts, "askDocs.showPlainText", (id) => showPlainText(parts, id)),
    registerCommand(parts, "askDocs.unansweredQuestions", () =>
      showMarkdown(unansweredToMarkdown(unanswered.all(), historyTexts, linkInWorkspace())),
    ),
    registerCommand(parts, "askDocs.clearUnansweredQuestions", () => forgetUnanswered(parts)),
  );
}

/** Opens an answer as plain text, where the focus goes. @param id of its turn; the newest unless given. */
async function showPlainText({ conversation, tab, historyTexts, markdownTexts }: HistoryCommandParts, id: unknown) {
  const { turns } = conversation.current();
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

/** Lists the questions, newest first, found by their words or their answers'; a chosen one is put into the composer. */
function searchHistory({ panels, conversation, historyTexts }: HistoryCommandParts): void {
  const remove = { iconPath: new ThemeIcon("trash"), tooltip: historyTexts.remove };
  const pick = window.createQuickPick<TurnItem>();
  pick.placeholder = historyTexts.placeholder;
  pick.matchOnDetail = true;
  const list = (): void => {
    pick.items = conversation
      .current()
      .turns.map((turn) => ({ turn, label: turn.question, detail: answerText(turn), buttons: [remove] }))
      .toReversed();
  };
  list();
  pick.onDidTriggerItemButton(({ item }) => {
    conversation.change((now) => ({ ...now, turns: now.turns.filter(({ id }) => id !== item.turn.id) }));
    list();
  });
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen !== undefined)
      void panels.show().then((panel) => {
        panel.putQuestion(chosen.turn.question, false);
      });
  });
  pick.onDidHide(() => {
    pick.dispose();
  });
  pick.show();
}

/** UTF-16 code units of an answer that are listed. */
const longestDetail = 200;

function answerText({ outcome }: Turn): string {
  const sentences = "answer" in outcome ? outcome.answer.sentences : [];
  const text = sentences.map((sentence) => sentence.text).join(" ");
  return text.replaceAll(/\s+/g, " ").slice(0, longestDetail);
}
