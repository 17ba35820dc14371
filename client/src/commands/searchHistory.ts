import { ThemeIcon, window, type QuickPickItem } from "vscode";
import type { Turn } from "../../../protocol/panelMessages.ts";
import { titleOf, type Conversation } from "../conversations/conversation.ts";
import type { Conversations } from "../conversations/conversations.ts";
import { withoutTurn } from "../conversations/turns.ts";
import { ownWords } from "../ownWords.ts";
import type { Panels } from "../panel/panels.ts";
import type { Texts } from "../texts.ts";

export interface SearchHistoryParts {
  readonly panels: Panels;
  readonly conversations: Conversations;
  readonly historyTexts: Texts["history"];
}

interface TurnItem extends QuickPickItem {
  readonly turn: Turn;
  readonly conversation: Conversation;
}

/** UTF-16 code units of an answer that are listed. */
const longestDetail = 200;

/**
 * Lists the questions of all conversations, newest first, found by their words or their answers'; a chosen one is put
 * into the composer.
 */
export async function searchHistory({ panels, conversations, historyTexts }: SearchHistoryParts): Promise<void> {
  const open = { iconPath: new ThemeIcon("comment-discussion"), tooltip: historyTexts.showConversation };
  const remove = { iconPath: new ThemeIcon("trash"), tooltip: historyTexts.remove };
  const pick = window.createQuickPick<TurnItem>();
  pick.placeholder = historyTexts.placeholder;
  pick.matchOnDetail = true;
  const list = async (): Promise<void> => {
    const current = conversations.current().id;
    const all = await conversations.all();
    const items = all.flatMap((conversation) =>
      conversation.turns.map((turn): TurnItem => ({
        turn,
        conversation,
        label: ownWords(turn.question),
        ...(conversation.id === current ? {} : descriptionOf(turn, conversation)),
        detail: answerText(turn),
        buttons: conversation.id === current ? [remove] : [open, remove],
      })),
    );
    pick.items = items.sort((a, b) => b.turn.askedAt - a.turn.askedAt);
  };
  pick.busy = true;
  pick.show();
  pick.onDidTriggerItemButton(async ({ item: { turn, conversation }, button }) => {
    if (button === remove) {
      await conversations.edit(conversation.id, (now) => withoutTurn(now, turn.id));
      return list();
    }
    pick.hide();
    await conversations.show(conversation.id);
    await panels.show();
  });
  pick.onDidAccept(async () => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen !== undefined) (await panels.show()).putQuestion(chosen.turn.question, false, chosen.turn.mentions);
  });
  pick.onDidHide(() => pick.dispose());
  await list();
  pick.busy = false;
}

/** What another conversation is called, where the question does not say it already. */
function descriptionOf({ question }: Turn, conversation: Conversation): { readonly description?: string } {
  const title = titleOf(conversation);
  return title === question ? {} : { description: ownWords(title) };
}

function answerText({ outcome }: Turn): string {
  const sentences = "answer" in outcome ? outcome.answer.sentences : [];
  const text = sentences.map((sentence) => sentence.text).join(" ");
  return text.replaceAll(/\s+/g, " ").slice(0, longestDetail);
}
