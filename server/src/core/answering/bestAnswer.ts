import type { TextRange } from "../documents/document.ts";
import type { PassageRecord } from "../ports.ts";
import type { Extraction } from "./extract.ts";
import { exactPartOf } from "./compose.ts";
import type { ExactParts } from "./parts/exactPart.ts";
import { windowAround } from "./window.ts";

/** The best answer of an extraction as it is measured, whatever its confidence; ranges within the passage's text. */
export interface BestAnswer {
  readonly passage: PassageRecord;
  /** The words that answer exactly: the whole sentence where no part of it does. */
  readonly exact: TextRange;
  readonly sentence: TextRange;
  /** The sentence with its neighbours. */
  readonly shown: TextRange;
}

/** The best answer of an extraction; undefined where nothing was found. */
export function bestAnswer(
  question: string,
  extraction: Extraction,
  exactParts: Pick<ExactParts, "exactPart">,
): BestAnswer | undefined {
  const [best] = extraction.ranked;
  if (best === undefined) return undefined;
  const { passage, start, end } = best;
  const part = exactPartOf(exactParts, question, extraction, best) ?? { start: 0, end: end - start };
  return {
    passage,
    exact: { start: start + part.start, end: start + part.end },
    sentence: { start, end },
    shown: windowAround(best, extraction.ranked),
  };
}
