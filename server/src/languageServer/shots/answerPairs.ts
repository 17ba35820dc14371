import type { AnsweredQuestion } from "../../../../protocol/shotsBuilding.ts";
import type { CitationState, CitationView } from "../../../../protocol/views.ts";
import { flagPairs, type FindSensitive } from "../../core/fewShot/mining/sensitive.ts";
import type { Pair, Provenance } from "../../core/fewShot/pair.ts";
import { languageOf, type LanguageDetector } from "../../core/language/detect.ts";
import { offsetAt } from "../views.ts";
import type { ReadFile } from "./mining.ts";

/**
 * Makes a pair of each question that was answered: the answer, with the cited words as they stand in the documents now as
 * its passages. What is cited from elsewhere, or stands there no more, is left out; a question without any passage, too.
 */
export async function answerPairs(
  answers: readonly AnsweredQuestion[],
  ports: {
    readonly pathOf: (uri: string) => string | undefined;
    readonly read: (path: string) => Promise<ReadFile | undefined>;
    readonly locate: (citation: CitationView) => Promise<CitationState>;
    readonly detect: LanguageDetector;
    readonly findSensitive: FindSensitive;
  },
  signal: AbortSignal,
): Promise<{ readonly pairs: readonly Pair[]; readonly flagged: number }> {
  const { pathOf, read, locate, detect, findSensitive } = ports;

  async function passageOf(citation: CitationView) {
    const state = await locate(citation);
    if (state.kind === "gone") return undefined;
    const path = pathOf(state.place.uri);
    const file = path === undefined ? undefined : await read(path);
    if (path === undefined || file === undefined) return undefined;
    const { text, contentHash, lines } = file;
    const [startOffset, endOffset] = [offsetAt(lines, state.place.range.start), offsetAt(lines, state.place.range.end)];
    const provenance: Provenance = { path, startOffset, endOffset, contentHash };
    return { text: text.slice(startOffset, endOffset), provenance };
  }

  const made: Pair[] = [];
  for (const { question, answer, citations } of answers) {
    signal.throwIfAborted();
    const passages = (await Promise.all(citations.map(passageOf))).filter((passage) => passage !== undefined);
    const [first] = passages;
    if (first === undefined || answer.trim() === "") continue;
    const language = languageOf(question, detect);
    made.push({
      ...{ input: question, output: answer, passages, kind: "answer", language, confidence: 1, flags: [] },
      ...{ provenance: first.provenance, group: first.provenance.path },
    });
  }
  const flagged = await flagPairs(made, findSensitive, signal);
  const pairs = flagged.filter(({ flags }) => flags.length === 0);
  return { pairs, flagged: flagged.length - pairs.length };
}
