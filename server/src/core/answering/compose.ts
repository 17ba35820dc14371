import { t } from "@vscode/l10n";
import type { FreshnessView, SentenceView } from "../../../../protocol/views.ts";
import type { FileRecord } from "../ports.ts";
import type { Answer, Citation } from "./answer.ts";
import { tableHead } from "./blocks.ts";
import type { Cite, QuotedSpan } from "./cite.ts";
import { findConflict, type Conflict } from "./conflicts.ts";
import type { Extraction, RankedSentence } from "./extract.ts";
import type { ExactPart, ExactParts } from "./parts/exactPart.ts";
import type { LanguageWords } from "./questions/languageWords.ts";
import { chooseSentences, shownSpans, textOf, type ShownSpan } from "./shownSpans.ts";
import { shortfallOf } from "./shortfall.ts";

const nearestShown = 3;
/** Longer quotations are for reading in the file. */
const longestQuote = 600;

/**
 * Below this probability the product says that the documents do not answer. By `bench/confidence.ts`, families left out,
 * 0.5 refuses 22 % of what is answered and lets 11 % through of questions whose page is gone; 0.45: 19 % and 14 %.
 */
export const thresholds = { cautious: 0.7, balanced: 0.5, bold: 0.3 } as const;
export const defaultThreshold = thresholds.balanced;

/** What composing needs besides the extraction. */
export interface ComposeContext {
  readonly cite: Cite;
  readonly exactParts: ExactParts;
  readonly languageWords: LanguageWords;
  readonly fileOf: (fileId: number) => FileRecord | undefined;
  readonly freshness: FreshnessView;
  readonly threshold: number;
  readonly notices: readonly string[];
}

/** The exact answer within a sentence; undefined where the whole of it answers. */
export const exactPartOf = (
  { exactPart }: Pick<ExactParts, "exactPart">,
  question: string,
  { weighted }: Pick<Extraction, "weighted">,
  sentence: RankedSentence,
): ExactPart | undefined => {
  const { passage, place } = sentence;
  const head = tableHead(passage, place);
  const above = head === undefined ? undefined : passage.text.slice(head.start, head.end);
  return exactPart(question, textOf(sentence), passage.language, weighted, above);
};

/** Below this expected overlap the exact words are too unsure to be pointed out. */
const leastPointedOut = 0.35;

/** Cites spans one after the other; those whose words do not stand in their file any more are left out. */
async function citeAll<T extends QuotedSpan>(spans: readonly T[], cite: Cite) {
  const cited: { readonly span: T; readonly citation: Citation }[] = [];
  for (const span of spans) {
    const citation = await cite(span, cited.length + 1);
    if (citation !== undefined) cited.push({ span, citation });
  }
  return cited;
}

/** The places nearest to a question that the documents do not answer, each with why it does not. */
async function nearestPlaces(
  { read, ranked, weighted }: Extraction,
  { cite, languageWords }: ComposeContext,
): Promise<readonly Citation[]> {
  const spans = read.slice(0, nearestShown).map(({ passage, match }) => {
    const best = ranked.find((sentence) => sentence.passage.id === passage.id);
    const shortfall = shortfallOf(weighted, match, passage.plain, languageWords);
    const { start, end } = best ?? { start: 0, end: Math.min(passage.text.length, longestQuote) };
    return { passage, start, end, shortfall };
  });
  return (await citeAll(spans, cite)).map(({ span: { shortfall }, citation }) => ({ ...citation, shortfall }));
}

/** A sentence that says which places give which values, and of when they are. */
function conflictNotice({ sentence, value, against }: Conflict, best: RankedSentence, context: ComposeContext): string {
  const placed = ({ passage }: RankedSentence): string => {
    const file = context.fileOf(passage.fileId);
    const date = file?.date ?? (file === undefined ? undefined : new Date(file.modified).toISOString().slice(0, 10));
    return `${file?.path ?? "?"} (${date ?? "?"})`;
  };
  return t("The documents differ: {0} says “{1}”, {2} says “{3}”.", placed(best), against, placed(sentence), value);
}

type PartOf = (sentence: RankedSentence) => ExactPart | undefined;

/** Finds each sentence's exact words once: to compare them with others', and to point them out. */
function rememberParts(partOf: PartOf): PartOf {
  const known = new Map<RankedSentence, ExactPart | undefined>();
  return (sentence) => {
    if (!known.has(sentence)) known.set(sentence, partOf(sentence));
    return known.get(sentence);
  };
}

/** The spans as sentences of the answer, with their citations: the head of a table is cited beside its row. */
async function sentencesOf(spans: readonly ShownSpan[], partOf: PartOf, cite: Cite) {
  const sentences: SentenceView[] = [];
  const citations: Citation[] = [];
  for (const span of spans) {
    const own = await cite(span, citations.length + 1);
    if (own === undefined) continue;
    const { passage, head } = span;
    const above = head === undefined ? undefined : await cite({ passage, ...head }, citations.length + 2);
    citations.push(own, ...(above === undefined ? [] : [above]));
    const part = span.isBlock ? undefined : partOf(span.sentence);
    const before = above === undefined ? "" : `${above.quote}\n`;
    const from = before.length + span.sentence.start - span.start;
    const isSure = part !== undefined && part.share >= leastPointedOut;
    sentences.push({
      text: before + own.quote,
      support: "supported",
      citations: above === undefined ? [own.n] : [own.n, above.n],
      ...(isSure ? { exact: { start: from + part.start, end: from + part.end } } : {}),
    });
  }
  return { sentences, citations };
}

/** Makes the answer that a person sees of an extraction: quotations only, or none below the threshold. */
export async function composeAnswer(
  question: string,
  extraction: Extraction,
  context: ComposeContext,
): Promise<Answer> {
  const { cite, exactParts, freshness, threshold } = context;
  const { ranked, confidence } = extraction;
  const [best] = ranked;
  const partOf = rememberParts((sentence) => exactPartOf(exactParts, question, extraction, sentence));
  const conflict =
    best === undefined || confidence < threshold ? undefined : findConflict(ranked, partOf, context.fileOf);
  const notices =
    best === undefined || conflict === undefined
      ? context.notices
      : [...context.notices, conflictNotice(conflict, best, context)];
  const common = { question, confidence, freshness, model: null, notices };
  const chosen = new Set([...chooseSentences(ranked), ...(conflict === undefined ? [] : [conflict.sentence])]);
  const spans = confidence < threshold ? [] : shownSpans([...chosen], exactParts.typeOf(question), ranked);
  const { sentences, citations } = await sentencesOf(spans, partOf, cite);
  if (citations.length === 0) {
    const nearest = await nearestPlaces(extraction, context);
    return { ...common, answer: "", sentences: [], citations: [], abstained: true, nearest };
  }
  const answer = sentences.map(({ text }) => text).join("\n");
  return { ...common, answer, sentences, citations, abstained: false, nearest: [] };
}
