import type { Memento } from "vscode";
import { newConversation, type Conversation } from "./conversation.ts";
import { noFile, type ConversationFiles } from "./conversationFiles.ts";
import { mergeConversations } from "./merge.ts";
import { acceptConversation } from "./turns.ts";

/** Where a workspace's one conversation was kept, before there could be several. */
const earlierKey = "askDocs.conversation";
const earlierId = "earlier";

export interface EarlierParts {
  /** The workspace's own. */
  readonly storage: Pick<Memento, "get" | "update">;
  readonly files: ConversationFiles;
  /** Hears where what could not be read is kept. */
  readonly unreadable: (keptAs: string) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Makes a file of the one conversation that was kept in the editor's storage, and empties that once the file is written.
 * Gives it; nothing where there was none.
 */
export async function takeOverEarlier(parts: EarlierParts): Promise<Conversation | undefined> {
  const { storage, files, unreadable, failed } = parts;
  const given: unknown = storage.get(earlierKey);
  if (given === undefined) return undefined;
  const { state, unreadable: lost } = acceptConversation(given);
  const isEmpty = state.turns.length === 0 && state.draft === "";
  const mine = { ...newConversation(earlierId, state.turns[0]?.askedAt ?? Date.now()), ...state };
  try {
    if (lost > 0) unreadable(await files.setAside(earlierId, JSON.stringify(given)));
    // Another browser on this folder may have brought its own.
    const there = (await files.stamp(earlierId)) === noFile ? undefined : await files.read(earlierId);
    const together = there === undefined ? mine : mergeConversations(undefined, mine, there);
    if (!isEmpty) await files.write(together);
    await storage.update(earlierKey, undefined);
    return isEmpty ? undefined : together;
  } catch (error) {
    // It stays where it was, and is shown.
    failed(error);
    return isEmpty ? undefined : mine;
  }
}
