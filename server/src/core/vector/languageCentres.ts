import type { QuantizedVector } from "../ports.ts";

/** The mean vectors of a folder's passages by language, and what they say about comparing across languages. */
export interface LanguageCentres {
  add(language: string, vector: QuantizedVector): void;
  remove(language: string, vector: QuantizedVector): void;
  /** How a question compares with each language; `undefined` where the folder's vectors are all of one language. */
  compare(question: QuantizedVector): LanguageComparison | undefined;
  /**
   * The question's mean cosine with the folder's passages: what a passage that has nothing to do with it may reach. A few
   * passages count together with the bundled model's usual value.
   */
  background(question: QuantizedVector): number;
}

export interface LanguageComparison {
  /** What to add to the cosine with passages in each language, so that languages compare fairly. */
  readonly corrections: ReadonlyMap<string, number>;
  /** The language that lies nearest to the question as a whole: the one that it is asked in, if the folder has it. */
  readonly own: string;
}

/**
 * How much of a language's lead is taken away, 0 to 1. On folders of half one and half another language, questions whose
 * page is in the other one rise from 0.69 to 0.87 (English over Russian), 0.49 to 0.89 (Russian over English), 0.09 to
 * 0.77 (Chinese over Spanish) in nDCG@10, and those in the page's own language lose 0.001 to 0.008 (`bench/languages.ts`).
 */
const strength = 0.8;
/** A mean of fewer passages than about this many says more about them than about their language. */
const fewPassages = 10;
/** Mean cosine of multilingual-e5-small between questions and passages of the development sets. */
const usualCosine = 0.78;

/**
 * Multilingual models put texts of one language near each other whatever they say, so that a question finds pages of its
 * own language first. Subtracting each language's mean similarity with the question takes that away (language centring,
 * as in Libovický, Rosa and Fraser, "On the Language Neutrality of Pre-trained Multilingual Representations", 2020).
 */
export function createLanguageCentres(dimensions: number): LanguageCentres {
  const centres = new Map<string, { readonly sum: Float64Array; count: number }>();

  function change(language: string, vector: QuantizedVector, sign: 1 | -1): void {
    const centre = centres.get(language) ?? { sum: new Float64Array(dimensions), count: 0 };
    centres.set(language, centre);
    centre.count += sign;
    const { sum } = centre;
    const { values } = vector;
    const factor = sign * vector.scale;
    for (let component = 0; component < dimensions; component += 1)
      sum[component] = (sum[component] as number) + factor * (values[component] as number);
    if (centre.count === 0) centres.delete(language);
  }

  function meanCosine(
    question: QuantizedVector,
    { sum, count }: { readonly sum: Float64Array; readonly count: number },
  ) {
    let product = 0;
    for (let component = 0; component < dimensions; component += 1)
      product += (question.values[component] ?? 0) * (sum[component] as number);
    return (product * question.scale) / count;
  }

  const meansOf = (question: QuantizedVector) =>
    [...centres].map(([language, centre]) => ({ language, count: centre.count, mean: meanCosine(question, centre) }));

  return {
    add: (language, vector) => {
      change(language, vector, 1);
    },
    remove: (language, vector) => {
      change(language, vector, -1);
    },
    background(question) {
      const means = meansOf(question);
      const total = means.reduce((sum, { count }) => sum + count, fewPassages);
      return means.reduce((sum, { count, mean }) => sum + count * mean, fewPassages * usualCosine) / total;
    },
    compare(question) {
      if (centres.size < 2) return undefined;
      const means = meansOf(question);
      const total = means.reduce((sum, { count }) => sum + count, 0);
      const overall = means.reduce((sum, { count, mean }) => sum + count * mean, 0) / total;
      const corrections = means.map(
        ({ language, count, mean }) =>
          [language, (strength * (overall - mean) * count) / (count + fewPassages)] as const,
      );
      // One page in another language may be near to any question.
      const many = means.filter(({ count }) => count >= fewPassages);
      const nearest = (many.length > 0 ? many : means).reduce((best, each) => (each.mean > best.mean ? each : best));
      return { corrections: new Map(corrections), own: nearest.language };
    },
  };
}
