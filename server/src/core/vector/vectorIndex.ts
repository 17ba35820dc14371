import type { QuantizedVector } from "../ports.ts";
import { createBest, type ScoredPassage } from "../ranking/best.ts";
import { createSimdSlabs } from "./simdSlabs.ts";
import { createPlainSlabs, rowsPerSlab, type VectorSlabs } from "./vectorSlabs.ts";

/** The int8 vectors of a folder's passages, by passage number, searched exactly. */
export interface VectorIndex {
  set(passage: number, vector: QuantizedVector): void;
  delete(passage: number): void;
  has(passage: number): boolean;
  /** Cosine with the question's vector, -1 to 1; `undefined` for a passage without a vector. */
  cosine(passage: number, question: QuantizedVector): number | undefined;
  /** A passage's vector; `undefined` where it has none. Its values are a view: copy them to keep them. */
  vectorOf(passage: number): QuantizedVector | undefined;
  /**
   * The `limit` passages nearest to the question, best first, among those that `accepts`, by their cosine with the
   * `correction` that is added to it.
   */
  nearest(
    question: QuantizedVector,
    limit: number,
    accepts: (passage: number) => boolean,
    correction?: (passage: number) => number,
  ): readonly ScoredPassage[];
}

/** Builds an empty index for vectors of `dimensions` components. */
export function createVectorIndex(
  dimensions: number,
  slabs: VectorSlabs = createSimdSlabs(dimensions) ?? createPlainSlabs(dimensions),
): VectorIndex {
  /** By slab and row; 0 where there is no vector. */
  const scales: Float32Array[] = [];
  const slabOf = (passage: number): number => Math.floor(passage / rowsPerSlab);
  const rowOf = (passage: number): number => passage % rowsPerSlab;
  const scaleOf = (passage: number): number => scales[slabOf(passage)]?.[rowOf(passage)] ?? 0;

  function setScale(passage: number, scale: number): void {
    const ofSlab = scales[slabOf(passage)];
    if (ofSlab !== undefined) ofSlab[rowOf(passage)] = scale;
  }

  return {
    set(passage, { values, scale }) {
      if (values.length !== dimensions) throw new Error(`vector of ${values.length} components, not ${dimensions}`);
      while (slabs.count <= slabOf(passage)) {
        slabs.grow();
        scales.push(new Float32Array(rowsPerSlab));
      }
      slabs.row(slabOf(passage), rowOf(passage)).set(values);
      setScale(passage, scale);
    },
    delete: (passage) => setScale(passage, 0),
    has: (passage) => scaleOf(passage) > 0,
    cosine(passage, question) {
      const scale = scaleOf(passage);
      if (scale === 0) return undefined;
      const [product = 0] = slabs.dots(question.values, slabOf(passage), rowOf(passage), 1);
      return product * scale * question.scale;
    },
    vectorOf(passage) {
      const scale = scaleOf(passage);
      return scale === 0 ? undefined : { values: slabs.row(slabOf(passage), rowOf(passage)), scale };
    },
    nearest(question, limit, accepts, correction) {
      const best = createBest(limit);
      let { least } = best;
      for (const [slab, ofSlab] of scales.entries()) {
        const products = slabs.dots(question.values, slab, 0, rowsPerSlab);
        const first = slab * rowsPerSlab;
        for (let row = 0; row < rowsPerSlab; row += 1) {
          const scale = ofSlab[row] as number;
          if (scale === 0) continue;
          let similarity = (products[row] as number) * scale * question.scale;
          if (correction !== undefined) similarity += correction(first + row);
          if (similarity < least || !best.wants(first + row, similarity) || !accepts(first + row)) continue;
          best.add(first + row, similarity);
          ({ least } = best);
        }
      }
      return best.sorted();
    },
  };
}
