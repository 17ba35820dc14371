import type { Turn } from "./panelMessages.ts";

/** Adds a turn: at the end, or below the one whose question it asks again and what else was made of that. */
export function addTurn(turns: readonly Turn[], turn: Turn): readonly Turn[] {
  const first = turn.again?.of;
  const above = first === undefined ? -1 : turns.findLastIndex(({ id, again }) => id === first || again?.of === first);
  return above < 0 ? [...turns, turn] : turns.toSpliced(above + 1, 0, turn);
}
