import type { CitationView } from "../../../protocol/views.ts";
import type { ShownCard } from "./citationCard.ts";

/** Milliseconds that the pointer must rest on a chip, and may take on its way to the card. */
const restTime = 250;
const wayTime = 150;

/** Opens and closes the card in its own time, so that it neither flashes by nor slips away. */
export interface CardTiming {
  show(citation: CitationView, anchor: Element, when: "now" | "soon"): void;
  /** Closes it, unless the pointer reaches the card first. */
  hideSoon(): void;
  hideNow(): void;
  /** The pointer is on the card. */
  keep(): void;
}

/** Makes the timing of one card; `change` is told what to show. */
export function createCardTiming(change: (shown: ShownCard | undefined) => void): CardTiming {
  let timer: number | undefined;
  const after = (milliseconds: number, then: () => void): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(then, milliseconds);
  };
  const hideNow = (): void => {
    window.clearTimeout(timer);
    change(undefined);
  };
  return {
    show: (citation, anchor, when) => after(when === "now" ? 0 : restTime, () => change({ citation, anchor })),
    hideSoon: () => after(wayTime, hideNow),
    hideNow,
    keep: () => window.clearTimeout(timer),
  };
}
