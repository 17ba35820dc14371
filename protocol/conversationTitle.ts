import type { Turn } from "./panelMessages.ts";

/** UTF-16 code units of a title or a name. */
const longestTitle = 120;

/** Text on one line, at most as long as a title. */
export const asTitle = (text: string): string => text.replaceAll(/\s+/g, " ").trim().slice(0, longestTitle);

/** What a conversation is called: the name given to it, else its first question; "" before that. */
export const conversationTitle = (turns: readonly Turn[], name?: string): string =>
  name ?? asTitle(turns[0]?.question ?? "");
