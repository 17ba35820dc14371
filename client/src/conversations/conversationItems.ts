import { QuickPickItemKind, ThemeIcon, type QuickInputButton, type QuickPickItem } from "vscode";
import { asTitle } from "../../../protocol/conversationTitle.ts";
import type { ConversationSummary } from "./conversation.ts";
import { ownWords } from "../ownWords.ts";
import type { ConversationTexts } from "./conversationTexts.ts";

/** A row of the list: a conversation, or the way to a new one. */
export interface ConversationItem extends QuickPickItem {
  readonly conversation?: ConversationSummary;
}

export type ConversationAction = "pin" | "rename" | "remove";

/** The rows of the list of conversations, and what their buttons mean. */
export interface ConversationItems {
  /** @param current the id of the one that the window is in. @param now milliseconds since the epoch. */
  itemsOf(list: readonly ConversationSummary[], current: string, now: number): readonly ConversationItem[];
  actionOf(button: QuickInputButton): ConversationAction | undefined;
}

/** UTF-16 code units of the questions in a row. */
const longestDetail = 300;

/** As many whole questions as there is room for, at least one. */
function detailOf(questions: readonly string[]): string {
  let room = longestDetail;
  const shown = questions.filter((question, index) => (room -= question.length) > 0 || index === 0);
  return shown.map((question) => ownWords(asTitle(question))).join(" · ");
}

export function createConversationItems(texts: ConversationTexts): ConversationItems {
  const actions = new Map<QuickInputButton, ConversationAction>();
  function button(action: ConversationAction, icon: string, tooltip: string): QuickInputButton {
    const made = { iconPath: new ThemeIcon(icon), tooltip };
    actions.set(made, action);
    return made;
  }
  const pin = button("pin", "pin", texts.pin);
  const unpin = button("pin", "pinned", texts.unpin);
  const rename = button("rename", "edit", texts.rename);
  const remove = button("remove", "trash", texts.remove);

  function toItem(conversation: ConversationSummary, current: string, now: number): ConversationItem {
    const { id, title, pinned, usedAt, turns, questions, underWay } = conversation;
    const said = [...new Set(questions.toReversed())].filter((question) => question !== title);
    return {
      conversation,
      label: ownWords(title || texts.unnamed),
      description: [
        ...(id === current ? [texts.current] : []),
        texts.questions(turns),
        ...(underWay ? [texts.underWay] : []),
        ...(turns === 0 ? [] : [texts.when(usedAt, now)]),
      ].join(" · "),
      ...(said.length === 0 ? {} : { detail: detailOf(said) }),
      iconPath: new ThemeIcon(id === current ? "comment" : "comment-discussion"),
      buttons: [pinned ? unpin : pin, rename, remove],
    };
  }

  const group = (label: string, items: readonly ConversationItem[]): readonly ConversationItem[] =>
    items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items];

  return {
    itemsOf(list, current, now) {
      const rows = (isPinned: boolean) =>
        list.filter(({ pinned }) => pinned === isPinned).map((one) => toItem(one, current, now));
      return [
        { label: texts.begin, iconPath: new ThemeIcon("add") },
        ...group(texts.pinned, rows(true)),
        ...group(texts.others, rows(false)),
      ];
    },
    actionOf: (pressed) => actions.get(pressed),
  };
}
