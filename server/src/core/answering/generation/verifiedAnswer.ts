import type { SentenceView } from "../../../../../protocol/views.ts";
import type { Answer, Citation } from "../answer.ts";
import type { Cite } from "../cite.ts";
import type { FinishedSentence } from "../citations/citationStream.ts";
import type { CitedSpan, createVerification } from "../verification/verify.ts";
import { codeEvidence } from "./codeEvidence.ts";
import type { PassageRecord } from "../../ports.ts";
import type { NumberedPassage } from "./prompt.ts";

export type Verify = ReturnType<typeof createVerification>;

/** The sentences of a model's answer so far, with what they rest on. */
export interface VerifiedAnswer {
  /** Verifies a sentence, and adds it. */
  add(sentence: FinishedSentence): Promise<void>;
  sentences(): readonly SentenceView[];
  citations(): readonly Citation[];
  /** The passages that are cited, in the order of their first citations. */
  citedPassages(): readonly CitedPassage[];
}

/** A passage with the numbers of the citations that quote it. */
export interface CitedPassage {
  readonly passage: PassageRecord;
  readonly citations: readonly number[];
}

/**
 * Starts an answer. A sentence counts as supported, in whole or in part, only while words of a file can be quoted for it;
 * a sentence that is not supported cites nothing.
 */
export function createVerifiedAnswer(
  question: string,
  passages: readonly NumberedPassage[],
  { cite, verify }: { readonly cite: Cite; readonly verify: Verify },
  signal?: AbortSignal,
): VerifiedAnswer {
  const spans = passages.map(({ n, passage, end }): CitedSpan => ({
    n,
    text: passage.text.slice(0, end),
    language: passage.language,
    breadcrumb: passage.breadcrumb,
  }));
  const sentences: SentenceView[] = [];
  /** By passage and range. */
  const cited = new Map<string, { readonly citation: Citation; readonly passage: PassageRecord }>();

  async function citationOf({ n, start, end }: { readonly n: number; readonly start: number; readonly end: number }) {
    const given = passages.find((passage) => passage.n === n);
    if (given === undefined || start < 0 || end > given.end || start >= end) return undefined;
    const key = `${given.passage.id} ${start} ${end}`;
    const { passage } = given;
    const citation = cited.get(key)?.citation ?? (await cite({ passage, start, end }, cited.size + 1));
    if (citation !== undefined) cited.set(key, { citation, passage });
    return citation?.n;
  }

  return {
    async add(sentence) {
      // A question claims nothing, so nothing can bear it out.
      if (!sentence.isCode && questionMark.test(sentence.text)) return;
      const { support, evidence: found } = await verify(sentence, question, spans, signal);
      const evidence = found.length === 0 && sentence.isCode ? codeEvidence(sentence, spans) : found;
      const numbers: number[] = [];
      if (support !== "unsupported") {
        // Announcements claim nothing that could be quoted, and an answer loses nothing without them.
        if (evidence.length === 0) return;
        for (const span of evidence) {
          const n = await citationOf(span);
          if (n !== undefined && !numbers.includes(n)) numbers.push(n);
        }
      }
      const holds = numbers.length > 0;
      sentences.push({ text: sentence.text, support: holds ? support : "unsupported", citations: numbers });
    },
    sentences: () => [...sentences],
    citations: () => Array.from(cited.values(), ({ citation }) => citation),
    citedPassages() {
      const all = [...cited.values()];
      return [...new Set(all.map(({ passage }) => passage))].map((passage) => ({
        passage,
        citations: all.filter((each) => each.passage === passage).map(({ citation }) => citation.n),
      }));
    },
  };
}

const questionMark = /[?؟？]["'»”)*_]*$/u;

/** Sentences of one answer and then of another, with one numbering of their citations. */
export function joinSentences(
  first: Pick<Answer, "sentences" | "citations">,
  second: Pick<Answer, "sentences" | "citations">,
): Pick<Answer, "sentences" | "citations"> {
  const shift = first.citations.length;
  return {
    sentences: [
      ...first.sentences,
      ...second.sentences.map((sentence) => ({ ...sentence, citations: sentence.citations.map((n) => n + shift) })),
    ],
    citations: [...first.citations, ...second.citations.map((citation) => ({ ...citation, n: citation.n + shift }))],
  };
}
