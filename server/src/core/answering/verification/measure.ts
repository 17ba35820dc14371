import { t } from "@vscode/l10n";
import type { Analyser } from "../../language/analyse.ts";
import { createSentenceSplitter } from "../../language/sentences.ts";
import type { Embedder } from "../../ports.ts";
import { adjacencyOf } from "./adjacency.ts";
import { createCalendars } from "./calendar.ts";
import { contentPlaces, findEvidence, type Evidence, type Source } from "./evidence.ts";
import { createFindings, type Findings } from "./findings.ts";
import { createLanguageRules } from "./languageRules.ts";
import { matchAmounts, type Amount } from "./numbers.ts";
import { createSimilarity, type Similarity } from "./similarity.ts";
import { createTextReader, type ReadText } from "./sourceText.ts";
import type { SupportFeatures } from "./support.ts";
import { createUnits } from "./units.ts";
import type { CitedSpan } from "./verify.ts";

/** A sentence held against its sources, before it is judged. */
export interface Measured {
  /** Whether the sources are in the sentence's language, so that words can be compared. */
  readonly sameLanguage: boolean;
  /** Whether the vectors were there where they were wanted. */
  readonly hasVectors: boolean;
  readonly features: SupportFeatures;
  readonly findings: Findings;
  /** What it rests on, best first. */
  readonly evidence: Similarity["nearest"];
  /** Whether all its content words come from the sources or the question. */
  readonly isKnown: boolean;
}

/** From this share of held words in every clause on, nothing else need be asked. */
const wordsDecide = 0.95;
/** And below this share, passages in other languages are asked too. */
const wordsSuffice = 0.5;

/** Builds the comparison of one sentence with its sources. */
export function createMeasure({ embedder, analyser }: { readonly embedder: Embedder; readonly analyser: Analyser }) {
  const { rulesFor, languageOf } = createLanguageRules();
  const { readText, readSource } = createTextReader({
    analyser,
    splitter: createSentenceSplitter(),
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

  /** A sentence that the passages of its own language hardly hold may rest on those of another. */
  return async function measure(
    text: string,
    question: string,
    spans: readonly CitedSpan[],
    signal?: AbortSignal,
  ): Promise<Measured> {
    const own = await measureAgainst(text, question, spans, signal);
    const language = languageOf(
      text,
      spans.map((span) => span.language),
    );
    const others = spans.filter((span) => span.language !== language);
    if (!own.sameLanguage || own.features.weakest >= wordsSuffice || others.length === 0) return own;
    const across = await measureAgainst(text, question, others, signal);
    return across.hasVectors && across.findings.hard.length === 0 ? across : own;
  };

  async function measureAgainst(
    text: string,
    question: string,
    spans: readonly CitedSpan[],
    signal?: AbortSignal,
  ): Promise<Measured> {
    const languages = spans.map((span) => span.language);
    const language = languageOf(text, languages);
    const sameLanguage = language === undefined || languages.includes(language);
    const answer = readText(text, language ?? languages[0] ?? "en");
    const asked = readText(question, answer.rules.language);
    const sources = spans.map(sourceOf);
    const evidence = findEvidence(answer, sources);
    const findings = findingsOf({ answer, sources, evidence, question: asked, sameLanguage });
    const words = {
      weakest: weakestClause(new Set([...evidence.held, ...evidence.headed]), answer),
      adjacency: adjacencyOf(answer, evidence),
    };
    const needsVectors = findings.hard.length === 0 && (!sameLanguage || words.weakest < wordsDecide);
    const near = needsVectors
      ? await similarityOf(text, sources, sameLanguage ? evidence : undefined, signal)
      : undefined;
    return {
      sameLanguage,
      hasVectors: near !== undefined,
      features: { ...words, similarity: near?.similarity ?? 0 },
      findings: sameLanguage || near === undefined ? findings : withPlacesOf(near, answer, sources, findings),
      evidence: sameLanguage || near === undefined ? rangesOf(evidence) : near.nearest,
      isKnown: answer.words.every(
        ({ isContent, terms }, place) =>
          !isContent || evidence.known.has(place) || terms.some((term) => asked.places.has(term)),
      ),
    };
  }
}

/** Across languages a number has to stand where the meaning led, or beside it. */
function withPlacesOf(
  { nearest }: Similarity,
  answer: ReadText,
  sources: readonly Source[],
  { hard, soft }: Findings,
): Findings {
  const nearby = sources.flatMap((source) =>
    nearest
      .filter(({ n }) => n === source.n)
      .flatMap(({ start }) => {
        const place = source.sentences.findIndex((sentence) => sentence.start === start);
        return source.sentences
          .slice(Math.max(0, place - 1), place + 2)
          .flatMap(({ firstWord, endWord }) =>
            source.amounts.filter(({ first }) => first >= firstWord && first < endWord),
          )
          .map((amount) => ({ amount, words: source.words }));
      }),
  );
  const isNearby = (own: Amount): boolean =>
    own.isLoose || nearby.some(({ amount, words }) => matchAmounts(own, answer.words, amount, words) === "same");
  if (answer.amounts.every(isNearby)) return { hard, soft };
  return { hard, soft: [...soft, t("A number stands elsewhere in the passages.")] };
}

/** Clauses with fewer content words count with the one before. */
const shortestClause = 4;

/** The least share of content words that `found` holds of a clause: a sentence may be true in its first half alone. */
function weakestClause(found: ReadonlySet<number>, answer: ReadText): number {
  const clauses: number[][] = [];
  let clause: number | undefined;
  for (const place of contentPlaces(answer)) {
    const last = clauses.at(-1);
    const number = answer.words[place]?.clause;
    if (last === undefined || (number !== clause && last.length >= shortestClause)) clauses.push([place]);
    else last.push(place);
    clause = number;
  }
  const [last, former] = [clauses.at(-1), clauses.at(-2)];
  if (last !== undefined && former !== undefined && last.length < shortestClause) {
    former.push(...last);
    clauses.pop();
  }
  return Math.min(1, ...clauses.map((places) => places.filter((place) => found.has(place)).length / places.length));
}

function rangesOf({ sentences }: Evidence): Measured["evidence"] {
  return sentences.flatMap(({ source, place }) => {
    const sentence = source.sentences[place];
    return sentence === undefined ? [] : [{ n: source.n, start: sentence.start, end: sentence.end }];
  });
}
