import type { Embedder, QuantizedVector } from "../../ports.ts";
import { dot } from "../../vector/quantize.ts";
import type { Evidence, Source } from "./evidence.ts";

/** How near a sentence is to its sources by meaning. */
export interface Similarity {
  /** Cosine with the nearest source sentence, scaled so that unrelated texts are near 0 and the same words 1. */
  readonly similarity: number;
  readonly nearest: readonly { readonly n: number; readonly start: number; readonly end: number }[];
}

/** Source sentences that are embedded for one sentence. */
const mostEmbedded = 3;
const mostEmbeddedAcross = 12;
/** Vectors kept. */
const mostKept = 400;
/** E5's cosines of unrelated texts. */
const unrelated = 0.75;

/** Builds the measure. Without vectors it gives `undefined`; it does not fail. */
export function createSimilarity(embedder: Embedder) {
  const kept = new Map<string, QuantizedVector>();

  async function vectorOf(text: string, signal: AbortSignal | undefined): Promise<QuantizedVector | undefined> {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const made = await embedder.embed(text, "passage", signal, "now");
    if (!made.ok) return undefined;
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    kept.set(text, made.value);
    return made.value;
  }

  /** `evidence`: what the words point to; not given across languages, where the first sentences of all sources are tried. */
  return async function similarityOf(
    text: string,
    sources: readonly Source[],
    evidence: Evidence | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Similarity | undefined> {
    const candidates =
      evidence === undefined
        ? interleaved(sources).slice(0, mostEmbeddedAcross)
        : evidence.sentences.slice(0, mostEmbedded).map(({ source, place }) => ({ source, place }));
    try {
      const own = await vectorOf(text, signal);
      if (own === undefined) return undefined;
      let best: { cosine: number; n: number; start: number; end: number } | undefined;
      for (const { source, place } of candidates) {
        const range = source.sentences[place];
        if (range === undefined) continue;
        const vector = await vectorOf(source.text.slice(range.start, range.end), signal);
        if (vector === undefined) return undefined;
        const cosine = dot(own, vector);
        if (best === undefined || cosine > best.cosine)
          best = { cosine, n: source.n, start: range.start, end: range.end };
      }
      if (best === undefined) return { similarity: 0, nearest: [] };
      const { cosine, n, start, end } = best;
      return { similarity: Math.max(0, (cosine - unrelated) / (1 - unrelated)), nearest: [{ n, start, end }] };
    } catch {
      return undefined;
    }
  };
}

/** The sentences of all sources, the first of each before the second of any. */
function interleaved(sources: readonly Source[]): readonly { readonly source: Source; readonly place: number }[] {
  const most = Math.max(0, ...sources.map(({ sentences }) => sentences.length));
  return Array.from({ length: most }, (_, place) => place).flatMap((place) =>
    sources.filter(({ sentences }) => place < sentences.length).map((source) => ({ source, place })),
  );
}
