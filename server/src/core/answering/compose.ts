import type { FreshnessView, SentenceView } from "../../../../protocol/views.ts";
import type { Answer, Citation } from "./answer.ts";
import type { Cite, QuotedSpan } from "./cite.ts";
import type { Extraction, RankedSentence } from "./extract.ts";

/** Sentences shown at most, each from a place of its own. */
const mostSentences = 3;
/** A further sentence must fit at least this well, compared with the best one. */
const furtherFit = 0.8;
const nearestShown = 3;
/** Longer quotations are for reading in the file. */
const longestQuote = 600;

/**
 * Below this probability the product says that the documents do not answer. By `bench/confidence.ts`, families left out,
 * 0.5 refuses 35 % of what is answered and lets 13 % through that is not: 0.45 lies nearer to balance.
 */
export const thresholds = { cautious: 0.7, balanced: 0.45, bold: 0.3 } as const;
export const defaultThreshold = thresholds.balanced;

const wordSet = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);

function alike(a: string, b: string): boolean {
  const left = wordSet(a);
  const right = wordSet(b);
  const common = [...left].filter((word) => right.has(word)).length;
  return common / Math.max(1, Math.min(left.size, right.size)) > 0.8;
}

const textOf = ({ passage, start, end }: QuotedSpan): string => passage.text.slice(start, end);

/** The best sentences, each of another passage and not saying the same again. */
function chooseSentences(ranked: readonly RankedSentence[]): readonly RankedSentence[] {
  const chosen: RankedSentence[] = [];
  const best = ranked[0]?.fit ?? 0;
  for (const candidate of ranked) {
    if (chosen.length === mostSentences || candidate.fit < furtherFit * best) break;
    if (candidate.end - candidate.start > longestQuote && chosen.length > 0) continue;
    if (chosen.some(({ passage }) => passage.id === candidate.passage.id)) continue;
    if (chosen.some((other) => alike(textOf(other), textOf(candidate)))) continue;
    chosen.push(candidate);
  }
  return chosen;
}

async function citeAll(spans: readonly QuotedSpan[], cite: Cite): Promise<readonly Citation[]> {
  const citations: Citation[] = [];
  for (const span of spans) {
    const citation = await cite(span, citations.length + 1);
    if (citation !== undefined) citations.push(citation);
  }
  return citations;
}

/** The places nearest to a question that the documents do not answer: the best sentence of each of the best passages. */
function nearestSpans(extraction: Extraction): readonly QuotedSpan[] {
  return extraction.passages.slice(0, nearestShown).map((passage) => {
    const best = extraction.ranked.find((sentence) => sentence.passage.id === passage.id);
    return best ?? { passage, start: 0, end: Math.min(passage.text.length, longestQuote) };
  });
}

/** Makes the answer that a person sees of an extraction: quotations only, or none below the threshold. */
export async function composeAnswer(
  question: string,
  extraction: Extraction,
  context: {
    readonly cite: Cite;
    readonly freshness: FreshnessView;
    readonly threshold: number;
    readonly notices: readonly string[];
  },
): Promise<Answer> {
  const { cite, freshness, threshold, notices } = context;
  const common = { question, confidence: extraction.confidence, freshness, model: null, notices };
  const citations = extraction.confidence < threshold ? [] : await citeAll(chooseSentences(extraction.ranked), cite);
  if (citations.length === 0) {
    const nearest = await citeAll(nearestSpans(extraction), cite);
    return { ...common, answer: "", sentences: [], citations: [], abstained: true, nearest };
  }
  const sentences = citations.map(({ quote, n }): SentenceView => ({
    text: quote,
    support: "supported",
    citations: [n],
  }));
  const answer = sentences.map(({ text }) => text).join("\n");
  return { ...common, answer, sentences, citations, abstained: false, nearest: [] };
}
