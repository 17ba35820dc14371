import type { Mention } from "../../../protocol/mentions.ts";
import { summaryOf, type Conversation, type ConversationSummary } from "./conversation.ts";
import { acceptConversation } from "./turns.ts";

/*
 * A conversation as it is stored, in JSON Lines: what a list says of it, so that a list reads one line of each file, and
 * then a line for each turn, so that damage to one costs one.
 */

/** UTF-16 code units of one stored conversation; its oldest turns go first. */
const mostStored = 4_000_000;

interface Header extends Omit<ConversationSummary, "id" | "underWay"> {
  readonly version: 1;
  readonly name?: string;
  readonly startedAt: number;
  readonly draft: string;
  readonly mentions?: readonly Mention[];
}

/** A conversation as text. */
export function formatConversation(conversation: Conversation): string {
  const lines = conversation.turns.map((turn) => JSON.stringify(turn));
  let size = lines.reduce((sum, { length }) => sum + length, 0);
  let first = 0;
  for (; size > mostStored && first < lines.length - 1; first += 1) size -= lines[first]?.length ?? 0;
  const kept = { ...conversation, turns: conversation.turns.slice(first) };
  const { id: _, underWay: __, ...summary } = summaryOf(kept);
  const { name, startedAt, draft, mentions } = conversation;
  const header: Header = {
    ...{ version: 1, ...summary, startedAt, draft },
    ...(name === undefined ? {} : { name }),
    ...(mentions === undefined ? {} : { mentions }),
  };
  return [JSON.stringify(header), ...lines.slice(first), ""].join("\n");
}

/** What the first line of a stored conversation says; "newer" where a later version has written it. */
export function parseSummary(id: string, line: string): ConversationSummary | "newer" | undefined {
  const header = parseHeader(line);
  if (header === undefined || header === "newer") return header;
  const { title, pinned, usedAt, turns, questions } = header;
  return { id, title, pinned, usedAt, turns, questions, underWay: false };
}

/** A conversation of stored text, and how many of its lines could not be read. */
export interface ParsedConversation {
  readonly conversation: Conversation;
  readonly unreadable: number;
}

/** @param writtenAt stands for the time where the text has none; milliseconds since the epoch. */
export function parseConversation(id: string, text: string, writtenAt: number): ParsedConversation | "newer" {
  const [first = "", ...rest] = text.split("\n");
  const header = parseHeader(first);
  if (header === "newer") return header;
  // Without its first line, that line may have been a turn.
  const lines = (header === undefined ? [first, ...rest] : rest).filter((line) => line !== "");
  const { state, unreadable } = acceptConversation({
    version: 1,
    turns: lines.map(parseJson),
    draft: header?.draft,
    mentions: header?.mentions,
  });
  const { turns } = state;
  const lost = Math.max(0, (header?.turns ?? 0) - turns.length - unreadable);
  const name = header?.name;
  return {
    conversation: {
      ...state,
      id,
      pinned: header?.pinned ?? false,
      startedAt: header?.startedAt ?? turns[0]?.askedAt ?? writtenAt,
      ...(name === undefined ? {} : { name }),
    },
    unreadable: Math.max(unreadable + lost, header === undefined ? 1 : 0),
  };
}

function parseHeader(line: string): Header | "newer" | undefined {
  const given = parseJson(line);
  if (typeof given !== "object" || given === null) return undefined;
  const header = given as Partial<Record<keyof Header, unknown>>;
  if (typeof header.version === "number" && header.version > 1) return "newer";
  const { version, title, name, pinned, usedAt, startedAt, turns, questions, draft } = header;
  const isHeader =
    version === 1 &&
    typeof title === "string" &&
    (name === undefined || typeof name === "string") &&
    typeof pinned === "boolean" &&
    [usedAt, startedAt, turns].every((value) => typeof value === "number") &&
    typeof draft === "string" &&
    Array.isArray(questions) &&
    questions.every((question) => typeof question === "string");
  return isHeader ? (given as Header) : undefined;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
