import type { Turn } from "../../../protocol/panelMessages.ts";
import type { Conversation } from "./conversation.ts";
import { isUnderWay, settleTurns } from "./turns.ts";

/**
 * What two windows have made of one conversation, put together: turns that either has added or removed, and the name and
 * the pin that were changed. Here each keeps the draft that is being written.
 *
 * @param base what both had; undefined where they had nothing in common.
 * @param theirs what the other has written; undefined where it has deleted the conversation.
 */
export function mergeConversations(
  base: Conversation | undefined,
  ours: Conversation,
  theirs: Conversation | undefined,
): Conversation {
  const before = new Map(base?.turns.map((turn) => [turn.id, turn]));
  const here = new Map(ours.turns.map((turn) => [turn.id, turn]));
  const there = new Map(settleTurns(theirs?.turns ?? []).map((turn) => [turn.id, turn]));
  const kept = ours.turns
    .filter(({ id }) => there.has(id) || !before.has(id))
    .map((turn) => chooseTurn(before.get(turn.id), turn, there.get(turn.id)));
  const added = [...there.values()].filter(({ id }) => !here.has(id) && !before.has(id));
  // A stable sort: turns of one time stay in their order.
  const turns = added.length === 0 ? kept : [...kept, ...added].sort((a, b) => a.askedAt - b.askedAt);
  const { name: _, ...rest } = ours;
  const name = theirs === undefined || ours.name !== base?.name ? ours.name : theirs.name;
  const pinned = theirs === undefined || ours.pinned !== base?.pinned ? ours.pinned : theirs.pinned;
  return { ...rest, ...(name === undefined ? {} : { name }), pinned, turns };
}

/** What is under way here stays; else what has come further, and at the same stage what was changed here. */
function chooseTurn(base: Turn | undefined, ours: Turn, theirs: Turn | undefined): Turn {
  if (theirs === undefined || isUnderWay(ours)) return ours;
  const [here, there] = [progress(ours), progress(theirs)];
  if (here !== there) return here > there ? ours : theirs;
  return ours === base ? theirs : ours;
}

const progress = ({ outcome: { kind } }: Turn): number =>
  ["searching", "refining", "stopped", "failed", "answered"].indexOf(kind);
