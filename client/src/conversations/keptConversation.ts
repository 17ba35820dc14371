import { isBlank, type Conversation } from "./conversation.ts";
import { noFile, type ConversationFiles, type FileStamp } from "./conversationFiles.ts";
import { mergeConversations } from "./merge.ts";

/** Milliseconds; panels save with every key typed. */
const saveDelay = 500;

/** A conversation in memory and the file that it is kept in. */
export interface KeptConversation {
  state(): Conversation;
  /** Changes it, and writes it a moment later. */
  set(next: Conversation): void;
  /** Whether all of it is written. */
  isWritten(): boolean;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
  /** Takes over what another window has made of it. */
  follow(): Promise<void>;
  /** Removes its file, and writes no more. */
  remove(): Promise<void>;
}

export interface KeptConversationParts {
  readonly files: ConversationFiles;
  /** Hears that another window has changed it. */
  readonly merged: (state: Conversation) => void;
  readonly written: (isNew: boolean) => void;
  /** What could not be written stays in memory until the next change. */
  readonly failed: (error: unknown) => void;
}

/** @param stamp of the file that `initial` was read from. */
export function createKeptConversation(
  { files, merged, written, failed }: KeptConversationParts,
  initial: Conversation,
  stamp: FileStamp,
): KeptConversation {
  const { id } = initial;
  let state = initial;
  /** What the file held last, as far as it is known here. */
  let base = stamp === noFile ? undefined : initial;
  let timer: NodeJS.Timeout | undefined;
  let isRemoved = false;
  /** One after the other. */
  let work: Promise<void> = Promise.resolve();
  const next = (job: () => Promise<void>): Promise<void> => (work = work.then(job));

  async function follow(): Promise<void> {
    if (isRemoved) return;
    const found = await files.stamp(id);
    if (found === stamp) return;
    const theirs = await files.read(id);
    // A file that is there and not understood is a later version's.
    if (theirs === undefined && found !== noFile) return;
    const together = mergeConversations(base, state, theirs);
    base = theirs;
    stamp = found;
    state = together;
    merged(state);
  }

  async function write(): Promise<void> {
    if (isRemoved) return;
    try {
      await follow();
      const isNew = stamp === noFile;
      const saved = state;
      if (isBlank(saved)) await files.remove(id);
      else stamp = await files.write(saved);
      if (isBlank(saved)) stamp = noFile;
      base = saved;
      written(isNew);
    } catch (error) {
      failed(error);
    }
  }

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    return next(() => (state === base ? Promise.resolve() : write()));
  };

  return {
    state: () => state,
    set(changed) {
      state = changed;
      timer ??= setTimeout(() => void flush(), saveDelay);
    },
    isWritten: () => timer === undefined && state === base,
    flush,
    follow: () => next(() => follow().catch(failed)),
    remove() {
      isRemoved = true;
      clearTimeout(timer);
      timer = undefined;
      return next(() => files.remove(id));
    },
  };
}
