import { Disposable, window } from "vscode";
import { asTitle } from "../../../protocol/conversationTitle.ts";
import { titleOf } from "../conversations/conversation.ts";
import { createConversationItems, type ConversationItem } from "../conversations/conversationItems.ts";
import type { ConversationTexts } from "../conversations/conversationTexts.ts";
import type { Conversations } from "../conversations/conversations.ts";
import type { Panels } from "../panel/panels.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

/** Milliseconds that a word on a conversation stays in the status bar. */
const wordStays = 5000;

export interface ConversationCommandParts extends CommandReporting {
  readonly panels: Panels;
  readonly conversations: Conversations;
  readonly conversationTexts: ConversationTexts;
}

/** The commands over the workspace's conversations. */
export function registerConversationCommands(parts: ConversationCommandParts): Disposable {
  const { panels, conversations, conversationTexts: texts } = parts;
  const current = async () => {
    await conversations.open();
    return conversations.current();
  };
  return Disposable.from(
    registerCommand(parts, "askDocs.newConversation", async () => {
      await conversations.open();
      await conversations.begin();
      await panels.show();
    }),
    registerCommand(parts, "askDocs.showConversations", async () => {
      await conversations.open();
      await showList(parts);
    }),
    registerCommand(parts, "askDocs.renameConversation", async () => {
      const { id, turns } = await current();
      if (turns.length === 0) throw new Error(texts.nothing);
      await rename(parts, id, titleOf(conversations.current()));
    }),
    registerCommand(parts, "askDocs.pinConversation", async () => {
      const { id, turns, pinned } = await current();
      if (turns.length === 0) throw new Error(texts.nothing);
      conversations.change(id, (now) => ({ ...now, pinned: !pinned }));
      const title = titleOf(conversations.current());
      window.setStatusBarMessage(pinned ? texts.isUnpinned(title) : texts.isPinned(title), wordStays);
    }),
    registerCommand(parts, "askDocs.deleteConversation", async () => {
      const { id, turns } = await current();
      if (turns.length === 0) throw new Error(texts.nothing);
      await remove(parts, id);
    }),
  );
}

async function rename(
  { conversations, conversationTexts: texts }: ConversationCommandParts,
  id: string,
  title: string,
) {
  const given = await window.showInputBox({ title: texts.rename, prompt: texts.renamePrompt, value: title });
  if (given === undefined) return;
  const wanted = asTitle(given);
  await conversations.edit(id, ({ name: _, ...now }) => (wanted === "" ? now : { ...now, name: wanted }));
}

/** Deletes it at once; the message offers to bring it back, as long as it is shown. */
async function remove(
  { conversations, conversationTexts: texts }: ConversationCommandParts,
  id: string,
): Promise<void> {
  const removed = await conversations.remove(id);
  if (removed === undefined) return;
  const message = texts.removed(titleOf(removed) || texts.unnamed);
  void window.showInformationMessage(message, texts.undo).then((chosen) => {
    if (chosen !== undefined) conversations.restore(removed);
  });
}

/** Lists the conversations; a chosen one is changed to. */
async function showList(parts: ConversationCommandParts): Promise<void> {
  const { panels, conversations, conversationTexts: texts } = parts;
  const items = createConversationItems(texts);
  const pick = window.createQuickPick<ConversationItem>();
  pick.title = texts.title;
  pick.placeholder = texts.placeholder;
  pick.matchOnDetail = true;
  const list = async (): Promise<void> => {
    const { id } = conversations.current();
    pick.items = items.itemsOf(await conversations.list(), id, Date.now());
    pick.activeItems = pick.items.filter(({ conversation }) => conversation?.id === id);
  };
  pick.onDidTriggerItemButton(async ({ item: { conversation }, button }) => {
    if (conversation === undefined) return;
    switch (items.actionOf(button)) {
      case "pin":
        await conversations.edit(conversation.id, (now) => ({ ...now, pinned: !now.pinned }));
        return list();
      case "remove":
        await remove(parts, conversation.id);
        return list();
      case "rename":
        await rename(parts, conversation.id, conversation.title);
        return showList(parts);
      case undefined:
        return;
    }
  });
  pick.onDidAccept(async () => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen === undefined) return;
    if (chosen.conversation === undefined) await conversations.begin();
    else if (!(await conversations.show(chosen.conversation.id))) void window.showWarningMessage(texts.gone);
    await panels.show();
  });
  pick.onDidHide(() => pick.dispose());
  await list();
  pick.show();
}
