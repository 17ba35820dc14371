import { t } from "@vscode/l10n";
import type { Support } from "../../../../../protocol/views.ts";
import type { Analyser } from "../../language/analyse.ts";
import type { Embedder } from "../../ports.ts";
import type { FinishedSentence } from "../citations/citationStream.ts";
import { codeCoverage } from "./codeSupport.ts";
import { createMeasure, type Measured } from "./measure.ts";
import { isLeadIn, plainSentence } from "./plainSentence.ts";
import { gradeOf, supportProbability, type SupportHead } from "./support.ts";

/** A passage that a model was given under a number. */
export interface CitedSpan {
  readonly n: number;
  readonly text: string;
  /** An ISO 639-1 code. */
  readonly language: string;
  /** Title and headings above it. */
  readonly breadcrumb: readonly string[];
}

/** How far a sentence is held by the passages that it cites. */
export interface Verdict {
  readonly support: Support;
  /** That it is supported, 0 to 1; at most 0.05 where a fault was found. */
  readonly probability: number;
  /** What it rests on: ranges of the passages' texts, best first. */
  readonly evidence: readonly { readonly n: number; readonly start: number; readonly end: number }[];
  /** What is wrong or doubtful, a sentence each. */
  readonly faults: readonly string[];
}

const faultProbability = 0.05;
const doubtProbability = 0.5;
/** More passages than these are not read. */
const mostSpans = 32;

const nothingCited: Verdict = {
  support: "unsupported",
  probability: 0,
  evidence: [],
  get faults() {
    return [t("There is no passage to hold it against.")];
  },
};

/**
 * Builds the check of a model's sentences against the passages that they cite, or against all given where they cite none.
 * Changed numbers, dates, units, versions, names, quotations and denials make a sentence unsupported; the rest is a
 * calibrated probability from the words it shares with its sources and, where words do not decide, from vectors. Takes
 * milliseconds without vectors; never fails.
 */
export function createVerification(deps: { readonly embedder: Embedder; readonly analyser: Analyser }) {
  const measure = createMeasure(deps);

  return async function verify(
    sentence: FinishedSentence,
    question: string,
    spans: readonly CitedSpan[],
    signal?: AbortSignal,
  ): Promise<Verdict> {
    const cited = spans.filter(({ n }) => sentence.citations.includes(n)).slice(0, mostSpans);
    const used = cited.length > 0 ? cited : spans.slice(0, mostSpans);
    if (used.length === 0) return nothingCited;
    if (sentence.isCode) return verdictOnCode(sentence.text, used);
    const measured = await measure(plainSentence(sentence.text), question, used, signal);
    return isLeadIn(sentence.text) ? verdictOnLeadIn(measured) : verdictOn(measured);
  };
}

function verdictOnCode(text: string, spans: readonly CitedSpan[]): Verdict {
  const coverage = codeCoverage(
    text,
    spans.map((span) => span.text),
  );
  if (coverage === 1) return { support: "supported", probability: 0.95, evidence: [], faults: [] };
  return {
    support: coverage >= 0.5 ? "partly" : "unsupported",
    probability: coverage * doubtProbability,
    evidence: [],
    faults: [t("Lines of this code do not stand in the passages.")],
  };
}

/** A heading or an announcement claims little: it is held if its words come from the question or the passages. */
function verdictOnLeadIn({ findings, evidence, isKnown }: Measured): Verdict {
  const { hard, soft } = findings;
  const faults = [...hard, ...soft];
  if (hard.length > 0) return { support: "unsupported", probability: faultProbability, evidence, faults };
  if (isKnown && soft.length === 0) return { support: "supported", probability: 0.9, evidence, faults };
  return { support: "partly", probability: doubtProbability, evidence, faults };
}

function verdictOn({ sameLanguage, hasVectors, features, findings, evidence }: Measured): Verdict {
  const faults = [...findings.hard, ...findings.soft];
  const head: SupportHead = !sameLanguage ? "acrossLanguages" : hasVectors ? "vectors" : "words";
  // Words of two languages cannot be compared: without vectors nothing is known.
  const isBlind = !sameLanguage && !hasVectors;
  const probability = isBlind ? doubtProbability : supportProbability(features, head);
  if (findings.hard.length > 0)
    return { support: "unsupported", probability: Math.min(probability, faultProbability), evidence, faults };
  const grade = isBlind ? "partly" : gradeOf(probability, head);
  if (findings.soft.length === 0) return { support: grade, probability, evidence, faults };
  return {
    support: grade === "supported" ? "partly" : grade,
    probability: Math.min(probability, doubtProbability),
    evidence,
    faults,
  };
}
