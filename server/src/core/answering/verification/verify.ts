import type { Support } from "../../../../../protocol/views.ts";
import type { Analyser } from "../../language/analyse.ts";
import { createSentenceSplitter } from "../../language/sentences.ts";
import type { Embedder } from "../../ports.ts";
import type { FinishedSentence } from "../citations/citationStream.ts";
import { createCalendars } from "./calendar.ts";
import { codeCoverage } from "./codeSupport.ts";
import { contentPlaces, findEvidence, type Evidence, type Source } from "./evidence.ts";
import { createFindings, type Findings } from "./findings.ts";
import { createLanguageRules } from "./languageRules.ts";
import { isLeadIn, plainSentence } from "./plainSentence.ts";
import { createSimilarity } from "./similarity.ts";
import { createTextReader, type ReadText } from "./sourceText.ts";
import { gradeOf, supportProbability, type SupportFeatures, type SupportHead } from "./support.ts";
import { createUnits } from "./units.ts";
import { adjacencyOf } from "./adjacency.ts";

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

/** From this share of held words on nothing else need be asked; below the other one no vector would help. */
const wordsDecide = 0.95;
const faultProbability = 0.05;
const doubtProbability = 0.5;
/** More passages than these are not read. */
const mostSpans = 32;

const lesser = (a: Support, b: Support): Support => {
  const order: readonly Support[] = ["unsupported", "partly", "supported"];
  return order.indexOf(a) < order.indexOf(b) ? a : b;
};

/**
 * Builds the check of a model's sentences against the passages that they cite, or against all given where they cite none.
 * Changed numbers, dates, units, versions, names, quotations and denials make a sentence unsupported; the rest is a
 * calibrated probability from the words it shares with its sources and, where words do not decide, from vectors. Takes
 * milliseconds without vectors; never fails.
 */
export function createVerification({
  embedder,
  analyser,
}: {
  readonly embedder: Embedder;
  readonly analyser: Analyser;
}) {
  const { rulesFor, languageOf } = createLanguageRules();
  const splitter = createSentenceSplitter();
  const { readText, readSource } = createTextReader({
    analyser,
    splitter,
    calendarOf: createCalendars(analyser),
    rulesFor,
    unitOf: createUnits(),
  });
  const findingsOf = createFindings(readText);
  const similarityOf = createSimilarity(embedder);

  const sourceOf = ({ n, text, language, breadcrumb }: CitedSpan): Source => ({
    ...readSource(text, language),
    n,
    headings: readText(breadcrumb.join(" . "), language),
  });

  function verdictOnCode(text: string, spans: readonly CitedSpan[]): Verdict {
    const coverage = codeCoverage(
      text,
      spans.map((span) => span.text),
    );
    const support = coverage === 1 ? "supported" : coverage >= 0.5 ? "partly" : "unsupported";
    const faults = coverage === 1 ? [] : ["Lines of this code do not stand in the passages."];
    return { support, probability: coverage === 1 ? 0.95 : coverage * doubtProbability, evidence: [], faults };
  }

  /** A heading or an announcement claims little: it is held if its words come from the question or the passages. */
  function verdictOnLeadIn(
    answer: ReadText,
    question: ReadText,
    evidence: Evidence,
    { hard, soft }: Findings,
  ): Verdict {
    const isKnown = answer.words.every(
      ({ isContent, terms }, place) =>
        !isContent || evidence.known.has(place) || terms.some((term) => question.places.has(term)),
    );
    const support = hard.length > 0 ? "unsupported" : isKnown && soft.length === 0 ? "supported" : "partly";
    const probability = support === "supported" ? 0.9 : support === "partly" ? doubtProbability : faultProbability;
    return { support, probability, evidence: rangesOf(evidence), faults: [...hard, ...soft] };
  }

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
    const text = plainSentence(sentence.text);
    const language = languageOf(
      text,
      used.map((span) => span.language),
    );
    const sameLanguage = language === undefined || used.some((span) => span.language === language);
    const answer = readText(text, language ?? used[0]?.language ?? "en");
    const asked = readText(question, answer.rules.language);
    const sources = used.map(sourceOf);
    const evidence = findEvidence(answer, sources);
    const findings = findingsOf({ answer, sources, evidence, question: asked, sameLanguage });
    if (isLeadIn(sentence.text)) return verdictOnLeadIn(answer, asked, evidence, findings);
    const words: SupportFeatures = {
      coverage: shareOf(evidence.held, answer),
      known: shareOf(evidence.known, answer),
      adjacency: adjacencyOf(answer, evidence),
      similarity: 0,
    };
    const needsVectors = findings.hard.length === 0 && (!sameLanguage || words.coverage < wordsDecide);
    const near = needsVectors
      ? await similarityOf(text, sources, sameLanguage ? evidence : undefined, signal)
      : undefined;
    const head: SupportHead = !sameLanguage ? "acrossLanguages" : near === undefined ? "words" : "vectors";
    const features = { ...words, similarity: near?.similarity ?? 0 };
    const probability = !sameLanguage && near === undefined ? doubtProbability : supportProbability(features, head);
    const graded = !sameLanguage && near === undefined ? "partly" : gradeOf(probability, head);
    const faults = [...findings.hard, ...findings.soft];
    const rests = near?.nearest === undefined || sameLanguage ? rangesOf(evidence) : near.nearest;
    if (findings.hard.length > 0)
      return { support: "unsupported", probability: Math.min(probability, faultProbability), evidence: rests, faults };
    if (findings.soft.length > 0)
      return {
        support: lesser(graded, "partly"),
        probability: Math.min(probability, doubtProbability),
        evidence: rests,
        faults,
      };
    return { support: graded, probability, evidence: rests, faults };
  };
}

const nothingCited: Verdict = {
  support: "unsupported",
  probability: 0,
  evidence: [],
  faults: ["There is no passage to hold it against."],
};

/** The share of an answer's content words that are among `found`; numbers, which are compared by what they say, count so. */
function shareOf(found: ReadonlySet<number>, answer: ReadText): number {
  const { amounts } = answer;
  const isOfAmount = (place: number): boolean =>
    amounts.some(({ first, last, unitWord }) => (place >= first && place <= last) || place === unitWord);
  const content = contentPlaces(answer).filter((place) => !isOfAmount(place));
  const all = content.length + amounts.length;
  return all === 0 ? 1 : (content.filter((place) => found.has(place)).length + amounts.length) / all;
}

function rangesOf({ sentences }: Evidence): Verdict["evidence"] {
  return sentences.flatMap(({ source, place }) => {
    const sentence = source.sentences[place];
    return sentence === undefined ? [] : [{ n: source.n, start: sentence.start, end: sentence.end }];
  });
}
