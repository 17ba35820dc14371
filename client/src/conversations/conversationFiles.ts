import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { summaryOf, type Conversation, type ConversationSummary } from "./conversation.ts";
import { formatConversation, parseConversation, parseSummary } from "./conversationFormat.ts";
import type { StoredSize } from "./bounds.ts";

/** A conversation that was partly unreadable. */
export interface DamagedConversation {
  readonly conversation: Conversation;
  /** Where the file as it was is kept. */
  readonly keptAs: string;
}

/** One stored conversation of a list. */
export interface StoredConversation extends ConversationSummary, StoredSize {}

/** What a conversation's file was when it was read or written; another value, and another window has changed it. */
export type FileStamp = string;
export const noFile: FileStamp = "none";

/** The files of a workspace's conversations, one for each. Failures of the disk reject. */
export interface ConversationFiles {
  list(): Promise<readonly StoredConversation[]>;
  stamp(id: string): Promise<FileStamp>;
  /** Gives nothing where there is none, or where a later version has written it. */
  read(id: string): Promise<Conversation | undefined>;
  write(conversation: Conversation): Promise<FileStamp>;
  remove(id: string): Promise<void>;
  /** Keeps something else that could not be read; gives its file. */
  setAside(name: string, text: string): Promise<string>;
}

const extension = ".jsonl";
/** Names that this module has given, so that no other file is taken for a conversation. */
const idPattern = /^[\w-]{1,64}$/;
/** Bytes read at once of a file's first line, and at most. */
const piece = 16_384;
const longestLine = 1_000_000;

/** @param damaged hears of each file that was partly unreadable, once it is set aside. */
export function createConversationFiles(
  folder: string,
  damaged: (damage: DamagedConversation) => void,
): ConversationFiles {
  const asideFolder = join(folder, "damaged");
  const pathOf = (id: string): string => {
    if (!idPattern.test(id)) throw new Error(`${id} is no conversation's name.`);
    return join(folder, id + extension);
  };

  /** By a file beside it, so that a window that closes meanwhile leaves the former one whole. */
  async function replace(path: string, text: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    const beside = `${path}.${randomUUID()}.tmp`;
    try {
      await writeFile(beside, text, { mode: 0o600 });
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  }

  async function setAside(name: string, text: string): Promise<string> {
    await mkdir(asideFolder, { recursive: true });
    const path = join(asideFolder, `${name}.${Date.now()}${extension}`);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  }

  async function read(id: string): Promise<Conversation | undefined> {
    const path = pathOf(id);
    const [text, writtenAt] = await Promise.all([
      readFile(path, "utf8"),
      stat(path).then(({ mtimeMs }) => mtimeMs),
    ]).catch(orNothing(["", 0] as const));
    if (writtenAt === 0) return undefined;
    const parsed = parseConversation(id, text, writtenAt);
    if (parsed === "newer") return undefined;
    const { conversation, unreadable } = parsed;
    if (unreadable > 0) {
      const keptAs = await setAside(id, text);
      await (conversation.turns.length === 0
        ? rm(path, { force: true })
        : replace(path, formatConversation(conversation)));
      damaged({ conversation, keptAs });
    }
    return conversation;
  }

  async function summarise(id: string): Promise<readonly StoredConversation[]> {
    const found = await readFirstLine(pathOf(id)).catch(orNothing(undefined));
    if (found === undefined) return [];
    const { line, bytes } = found;
    const summary = parseSummary(id, line);
    if (summary === "newer") return [];
    if (summary !== undefined) return [{ ...summary, bytes }];
    const saved = await read(id);
    return saved === undefined || saved.turns.length === 0 ? [] : [{ ...summaryOf(saved), bytes }];
  }

  return {
    async list() {
      const names = await readdir(folder).catch(orNothing([]));
      const ids = names
        .filter((name) => name.endsWith(extension))
        .map((name) => name.slice(0, -extension.length))
        .filter((id) => idPattern.test(id));
      return (await Promise.all(ids.map(summarise))).flat();
    },
    stamp: (id) => stat(pathOf(id)).then(({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`, orNothing(noFile)),
    read,
    async write(conversation) {
      const path = pathOf(conversation.id);
      await replace(path, formatConversation(conversation));
      return this.stamp(conversation.id);
    },
    remove: (id) => rm(pathOf(id), { force: true }),
    setAside,
  };
}

/** Takes a file or folder that is not there for nothing; other failures stay failures. */
function orNothing<T>(nothing: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return nothing;
    throw error;
  };
}

async function readFirstLine(path: string): Promise<{ readonly line: string; readonly bytes: number }> {
  const file = await open(path);
  try {
    const parts: Buffer[] = [];
    for (let at = 0; at < longestLine; at += piece) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(piece), 0, piece, at);
      const end = buffer.subarray(0, bytesRead).indexOf(0x0a);
      parts.push(buffer.subarray(0, end < 0 ? bytesRead : end));
      if (end >= 0 || bytesRead < piece) break;
    }
    return { line: Buffer.concat(parts).toString("utf8"), bytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}
