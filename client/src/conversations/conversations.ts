import { randomUUID } from "node:crypto";
import type { Memento } from "vscode";
import type { ShownConversation } from "../../../protocol/panelMessages.ts";
import { createListeners, type Listen } from "../listeners.ts";
import { toDrop } from "./bounds.ts";
import {
  byUse,
  isBlank,
  newConversation,
  pastQuestionsOf,
  sameTurns,
  summaryOf,
  type Conversation,
  type ConversationSummary,
} from "./conversation.ts";
import { noFile, type ConversationFiles, type StoredConversation } from "./conversationFiles.ts";
import { takeOverEarlier } from "./earlierConversation.ts";
import { createKeptConversation, type KeptConversation } from "./keptConversation.ts";
import { acceptSaved, isUnderWay, mergeSaved, settleTurns } from "./turns.ts";

const currentKey = "askDocs.currentConversation";
/** Conversations in memory; those with a question under way, or not written yet, stay besides. */
const mostLoaded = 5;

/** What changes a conversation; the same object leaves it as it is. */
export type ConversationChange = (before: Conversation) => Conversation;

/** The conversations of a workspace, and the one that this window is in. */
export interface Conversations {
  /** Reads what is kept, once; to be awaited before anything else. */
  open(): Promise<void>;
  current(): Conversation;
  /** The current one as panels show it. */
  shown(): ShownConversation;
  /** Changes one that is in memory, as the current one and those with a question under way are; another stays as it is. */
  change(id: string, change: ConversationChange, by?: object): void;
  /** Changes it by what panels are told another way. */
  changeQuietly(id: string, change: ConversationChange): void;
  /** Changes any of them. */
  edit(id: string, change: ConversationChange): Promise<void>;
  /** Takes over what a panel saved. */
  takeOver(saved: unknown, by: object): void;
  /** Begins a new one and changes to it; one without a question is new enough. */
  begin(): Promise<void>;
  /** Changes to another one; gives whether it is there. */
  show(id: string): Promise<boolean>;
  /** Deletes one; gives it as it was. Where it was the current one, a new one is begun. */
  remove(id: string): Promise<Conversation | undefined>;
  /** Brings a deleted one back. */
  restore(conversation: Conversation): void;
  /** Those with something in them, and the current one: pinned ones first, then those used last. */
  list(): Promise<readonly ConversationSummary[]>;
  /** All of them with their answers, those used last first. */
  all(): Promise<readonly Conversation[]>;
  /** Takes over what other windows have made of the current one. */
  follow(): Promise<void>;
  /** The current one has changed, or it is another one now. */
  readonly onDidChange: Listen<{ readonly by: object | undefined }>;
  readonly onDidRemove: Listen<Conversation>;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

export interface ConversationsParts {
  readonly files: ConversationFiles;
  /** The workspace's own storage, for which conversation is the current one. */
  readonly storage: Pick<Memento, "get" | "update">;
  /** Hears why a conversation could not be written. */
  readonly failed: (error: unknown) => void;
  /** Hears where a state that could not be read is kept. */
  readonly unreadable: (keptAs: string) => void;
}

export function createConversations({ files, storage, failed, unreadable }: ConversationsParts): Conversations {
  const changed = createListeners<{ readonly by: object | undefined }>();
  const removed = createListeners<Conversation>();
  const loaded = new Map<string, KeptConversation>();
  /** Of the files, as they were listed last. */
  let stored: readonly StoredConversation[] = [];
  let opening: Promise<void> | undefined;
  let current = keep(newConversation(randomUUID(), Date.now()));

  function keep(conversation: Conversation, stamp = noFile): KeptConversation {
    const { id } = conversation;
    const kept = createKeptConversation(
      {
        files,
        failed,
        merged: () => id === current.state().id && changed.tell({ by: undefined }),
        written: (isNew) => void (isNew && dropOldest().catch(failed)),
      },
      conversation,
      stamp,
    );
    loaded.set(id, kept);
    return kept;
  }

  async function load(id: string): Promise<KeptConversation | undefined> {
    const known = loaded.get(id);
    if (known !== undefined) return known;
    const stamp = await files.stamp(id);
    const conversation = await files.read(id);
    if (conversation === undefined) return undefined;
    return loaded.get(id) ?? keep({ ...conversation, turns: settleTurns(conversation.turns) }, stamp);
  }

  function forgetSome(): void {
    for (const [id, kept] of loaded) {
      if (loaded.size <= mostLoaded) return;
      if (kept !== current && kept.isWritten() && !kept.state().turns.some(isUnderWay)) loaded.delete(id);
    }
  }

  async function dropOldest(): Promise<void> {
    stored = await files.list();
    const inUse = new Set(loaded.keys());
    await Promise.all(toDrop(stored, inUse).map((id) => files.remove(id)));
  }

  /** Changes to a conversation. */
  function enter(kept: KeptConversation): void {
    const before = current;
    current = kept;
    void storage.update(currentKey, kept.state().id);
    if (before !== kept) void before.flush().then(forgetSome);
    changed.tell({ by: undefined });
  }

  const summaries = (): readonly ConversationSummary[] => {
    const here = [...loaded.values()].map((kept) => kept.state());
    const others = stored.filter(({ id }) => !loaded.has(id));
    return [...others, ...here.filter((one) => !isBlank(one) || one.id === current.state().id).map(summaryOf)];
  };

  /** Gives the conversation where it has changed. */
  function set(id: string, change: ConversationChange): KeptConversation | undefined {
    const kept = loaded.get(id);
    const next = kept && change(kept.state());
    if (kept === undefined || next === undefined || next === kept.state()) return undefined;
    kept.set(next);
    return kept;
  }

  function change(id: string, next: ConversationChange, by?: object): void {
    if (set(id, next) === current) changed.tell({ by });
  }

  async function start(): Promise<void> {
    const earlier = await takeOverEarlier({ storage, files, unreadable, failed });
    const wanted = earlier?.id ?? storage.get<unknown>(currentKey);
    const kept = typeof wanted === "string" ? await load(wanted) : undefined;
    const first = kept ?? (earlier && keep({ ...earlier, turns: settleTurns(earlier.turns) }));
    if (first !== undefined) {
      loaded.delete(current.state().id);
      current = first;
    }
    await storage.update(currentKey, current.state().id);
    stored = await files.list();
  }

  return {
    open: () => (opening ??= start().catch(failed)),
    current: () => current.state(),
    shown() {
      const { version, id, turns, draft, mentions = [], name } = current.state();
      const others = summaries().filter((one) => one.id !== id && one.turns > 0);
      const written = { version, id, turns, draft, mentions, ...(name === undefined ? {} : { name }) };
      return { ...written, hasOthers: others.length > 0, pastQuestions: pastQuestionsOf(others) };
    },
    change,
    changeQuietly: (id, next) => void set(id, next),
    async edit(id, next) {
      await load(id);
      change(id, next);
    },
    takeOver(given, by) {
      const saved = acceptSaved(given);
      if (saved === undefined) return;
      const before = loaded.get(saved.id)?.state().turns ?? [];
      const kept = set(saved.id, (known) => mergeSaved(known, saved));
      // Another panel has its own cursor in its own draft; only turns concern it.
      if (kept === current && !sameTurns(before, kept.state().turns)) changed.tell({ by });
    },
    async begin() {
      if (current.state().turns.length > 0) enter(keep(newConversation(randomUUID(), Date.now())));
      await current.flush();
    },
    async show(id) {
      const kept = await load(id);
      if (kept === undefined) return false;
      enter(kept);
      await kept.follow();
      return true;
    },
    async remove(id) {
      const kept = await load(id);
      if (kept === undefined) return undefined;
      const conversation = kept.state();
      loaded.delete(id);
      stored = stored.filter((one) => one.id !== id);
      removed.tell(conversation);
      if (kept === current) enter(keep(newConversation(randomUUID(), Date.now())));
      else changed.tell({ by: undefined });
      await kept.remove();
      return conversation;
    },
    restore(conversation) {
      const kept = keep({ ...conversation, turns: settleTurns(conversation.turns) });
      kept.set(kept.state());
      enter(kept);
    },
    async list() {
      stored = await files.list();
      return [...summaries()].sort(byUse);
    },
    async all() {
      const ids = (await this.list()).map(({ id }) => id);
      const read = ids.map(async (id) => loaded.get(id)?.state() ?? (await files.read(id)));
      return (await Promise.all(read)).filter((one) => one !== undefined);
    },
    follow: () => current.follow(),
    onDidChange: changed.listen,
    onDidRemove: removed.listen,
    async flush() {
      await Promise.all([...loaded.values()].map((kept) => kept.flush()));
    },
  };
}
