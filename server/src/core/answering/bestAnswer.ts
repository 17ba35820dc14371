import type { TextRange } from "../documents/document.ts";
import type { FileRecord, PassageRecord } from "../ports.ts";
import type { Citation } from "./answer.ts";
import type { Extraction, RankedSentence } from "./extract.ts";
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

/** An extraction that puts the sentence first of which a citation quotes most; unchanged where it quotes none. */
export function citedFirst(
  extraction: Extraction,
  { path, startOffset, endOffset }: Pick<Citation, "path" | "startOffset" | "endOffset">,
  fileOf: (fileId: number) => FileRecord | undefined,
): Extraction {
  const quoted = ({ passage, start, end }: RankedSentence): number =>
    fileOf(passage.fileId)?.path === path
      ? Math.min(endOffset, passage.start + end) - Math.max(startOffset, passage.start + start)
      : 0;
  const [most] = extraction.ranked.filter((sentence) => quoted(sentence) > 0).sort((a, b) => quoted(b) - quoted(a));
  if (most === undefined) return extraction;
  return { ...extraction, ranked: [most, ...extraction.ranked.filter((sentence) => sentence !== most)] };
}
