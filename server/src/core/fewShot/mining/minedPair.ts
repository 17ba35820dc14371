import type { TextRange } from "../../documents/document.ts";
import type { Pair } from "../pair.ts";

/** A pair as a miner finds it in one file; its range holds the words of both sides. */
export interface MinedPair
  extends
    TextRange,
    Pick<Pair, "input" | "output" | "label" | "explanation" | "outputLanguage" | "kind" | "confidence"> {
  /** Where the miner knows better than the detector: an ISO 639-1 code. */
  readonly language?: string;
}
