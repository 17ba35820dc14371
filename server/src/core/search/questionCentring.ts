import { dominantScript, scriptOfLanguage, type Script } from "../language/script.ts";
import type { Embedder, Hash, QuantizedVector, VectorStore } from "../ports.ts";
import { quantizeVector } from "../vector/quantize.ts";
import { generalQuestions } from "./generalQuestions.ts";

/** What the questions of each language in a script have in common, as vectors; none where they cannot be embedded. */
export type QuestionCentres = (script: Script, signal?: AbortSignal) => Promise<readonly Float64Array[]>;

/** Finds centres by embedding the general questions, once: their vectors are kept among the passages'. */
export function createQuestionCentres(ports: {
  readonly embedder: Pick<Embedder, "embed">;
  readonly vectors: VectorStore;
  readonly model: string;
  readonly hash: Hash;
}): QuestionCentres {
  const { embedder, vectors, model, hash } = ports;
  const known = new Map<Script, readonly Float64Array[]>();
  const keyOf = (question: string): string => hash(`question: ${question}`);

  /** The vectors of questions by their keys; undefined where one cannot be embedded. */
  async function embedAll(questions: readonly string[], signal?: AbortSignal) {
    const found = new Map(vectors.get(model, questions.map(keyOf)));
    const made = new Map<string, QuantizedVector>();
    for (const question of questions.filter((each) => !found.has(keyOf(each)))) {
      const embedded = await embedder.embed(question, "question", signal);
      if (!embedded.ok) return undefined;
      made.set(keyOf(question), embedded.value);
    }
    if (made.size > 0) vectors.put(model, made);
    return new Map([...found, ...made]);
  }

  return async function centresOf(script, signal) {
    const before = known.get(script);
    if (before !== undefined) return before;
    const languages = Object.entries(generalQuestions).filter(([language]) => scriptOfLanguage(language) === script);
    const embedded = await embedAll(
      languages.flatMap(([, questions]) => questions),
      signal,
    );
    if (embedded === undefined) return [];
    const centres = languages.map(([, questions]) =>
      meanOf(questions.flatMap((each) => embedded.get(keyOf(each)) ?? [])),
    );
    known.set(script, centres);
    return centres;
  };
}

function meanOf(questions: readonly QuantizedVector[]): Float64Array {
  const mean = new Float64Array(questions[0]?.values.length ?? 0);
  for (const { values, scale } of questions)
    for (const [place, value] of values.entries())
      mean[place] = (mean[place] ?? 0) + (value * scale) / questions.length;
  return mean;
}

/** Cosine but for the question's own length. */
function nearness(centre: Float64Array, question: QuantizedVector): number {
  let product = 0;
  let square = 0;
  for (const [place, value] of centre.entries()) {
    product += value * (question.values[place] ?? 0);
    square += value * value;
  }
  return product / Math.sqrt(square);
}

/**
 * Takes out of a question's vector a share (`strength`, 0 to 1) of what all questions in its language have in common; its
 * language is that of the nearest centre in its script. Multilingual models keep a text's language, and that it is a
 * question, in its vector, so that some passages are near every such question whatever it asks. Like the centring of
 * Libovický, Rosa and Fraser, "On the Language Neutrality of Pre-trained Multilingual Representations", 2020, for
 * questions, of which a folder holds none. The vector returned is to rank passages by; it is not of unit length.
 */
export function createQuestionCentring(centresOf: QuestionCentres) {
  return async (
    text: string,
    question: QuantizedVector,
    strength: number,
    signal?: AbortSignal,
  ): Promise<QuantizedVector> => {
    const centres = strength === 0 ? [] : await centresOf(dominantScript(text).script, signal);
    const [first, ...others] = centres;
    if (first === undefined) return question;
    const { values, scale } = question;
    const nearest = others.reduce(
      (best, each) => (nearness(each, question) > nearness(best, question) ? each : best),
      first,
    );
    return quantizeVector(
      Float64Array.from(values, (value, place) => value * scale - strength * (nearest[place] ?? 0)),
    );
  };
}
