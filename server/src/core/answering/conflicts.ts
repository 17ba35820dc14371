import type { FileRecord } from "../ports.ts";
import { normalise } from "../language/fold.ts";
import type { RankedSentence } from "./extract.ts";
import type { PartKind } from "./parts/candidateParts.ts";
import type { ExactPart } from "./parts/exactPart.ts";
import { isOtherEdition } from "./otherEdition.ts";
import { isAlike, textOf } from "./shownSpans.ts";

/** Another place that gives another value for what was asked. */
export interface Conflict {
  readonly sentence: RankedSentence;
  readonly value: string;
  readonly against: string;
}

/** Kinds of answers that can be told to differ. */
const comparable: ReadonlySet<PartKind> = new Set(["time", "duration", "quantity"]);
/** The other sentence must hold at least this share of what the answer holds of the question, and mean nearly the same. */
const coverageShare = 0.75;
const similarityLead = 0.025;
/** How far behind the answer it may lie, in log-odds. */
const fitBehind = 3;

const digits = (text: string): string => (normalise(text).match(/\p{N}+(?:[.,]\p{N}+)*/gu) ?? []).join(" ");

/**
 * The best sentence of another file that answers with another number than the answer does: a limit that was changed in one
 * page and not in the other. Another year's or version's edition of the answer's own page is no such file. Undefined where none does, or where the answer is not a number.
 */
export function findConflict(
  ranked: readonly RankedSentence[],
  exactPart: (sentence: RankedSentence) => ExactPart | undefined,
  fileOf: (fileId: number) => FileRecord | undefined,
): Conflict | undefined {
  const [best] = ranked;
  if (best === undefined) return undefined;
  const own = exactPart(best);
  if (own === undefined || !comparable.has(own.kind)) return undefined;
  const against = textOf(best).slice(own.start, own.end);
  const file = fileOf(best.passage.fileId);
  for (const sentence of ranked.slice(1)) {
    const other = fileOf(sentence.passage.fileId);
    if (file !== undefined && other !== undefined && isOtherEdition(file, other)) continue;
    if (!isRival(sentence, best)) continue;
    const part = exactPart(sentence);
    if (part?.kind !== own.kind) continue;
    const value = textOf(sentence).slice(part.start, part.end);
    if (digits(value) !== "" && digits(against) !== "" && digits(value) !== digits(against))
      return { sentence, value, against };
  }
  return undefined;
}

/** Whether a sentence of another file is about what the best one is about. */
function isRival(sentence: RankedSentence, best: RankedSentence): boolean {
  const [{ features: own }, { features: top }] = [sentence, best];
  if (sentence.passage.fileId === best.passage.fileId || sentence.fit < best.fit - fitBehind) return false;
  const isNear = own.similarity >= top.similarity - similarityLead || isAlike(textOf(sentence), textOf(best));
  return own.coverage >= coverageShare * top.coverage && isNear;
}
