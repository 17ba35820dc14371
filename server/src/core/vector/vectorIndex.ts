import type { QuantizedVector } from "../ports.ts";

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
   * The `limit` passages nearest to the question, best first, among those that `accepts`; `correction` is added to each
   * cosine before they are compared.
   */
  nearest(
    question: QuantizedVector,
    limit: number,
    accepts: (passage: number) => boolean,
    correction?: (passage: number) => number,
  ): readonly NearPassage[];
}

export interface NearPassage {
  readonly passage: number;
  /** With its correction. */
  readonly similarity: number;
}

/** Vectors a slab: the index grows by slabs, so that growing never copies what is there. */
const slabSize = 4096;

interface Slab {
  readonly values: Int8Array;
  /** 0 where there is no vector. */
  readonly scales: Float32Array;
}

/** Builds an empty index for vectors of `dimensions` components. */
export function createVectorIndex(dimensions: number): VectorIndex {
  const slabs: Slab[] = [];

  function slabOf(passage: number): Slab {
    const index = Math.floor(passage / slabSize);
    while (slabs.length <= index) {
      slabs.push({ values: new Int8Array(slabSize * dimensions), scales: new Float32Array(slabSize) });
    }
    return slabs[index] as Slab;
  }

  function dot(values: Int8Array, offset: number, question: Int8Array): number {
    let sum = 0;
    for (let index = 0; index < dimensions; index += 1)
      sum += (values[offset + index] as number) * (question[index] as number);
    return sum;
  }

  function scaleOf(passage: number): number {
    return slabs[Math.floor(passage / slabSize)]?.scales[passage % slabSize] ?? 0;
  }

  return {
    set(passage, vector) {
      if (vector.values.length !== dimensions)
        throw new Error(`vector of ${vector.values.length} components, not ${dimensions}`);
      const slab = slabOf(passage);
      slab.values.set(vector.values, (passage % slabSize) * dimensions);
      slab.scales[passage % slabSize] = vector.scale;
    },
    delete(passage) {
      const slab = slabs[Math.floor(passage / slabSize)];
      if (slab !== undefined) slab.scales[passage % slabSize] = 0;
    },
    has: (passage) => scaleOf(passage) > 0,
    cosine(passage, question) {
      const slab = slabs[Math.floor(passage / slabSize)];
      const scale = scaleOf(passage);
      if (slab === undefined || scale === 0) return undefined;
      return dot(slab.values, (passage % slabSize) * dimensions, question.values) * scale * question.scale;
    },
    vectorOf(passage) {
      const slab = slabs[Math.floor(passage / slabSize)];
      const scale = scaleOf(passage);
      if (slab === undefined || scale === 0) return undefined;
      const start = (passage % slabSize) * dimensions;
      return { values: slab.values.subarray(start, start + dimensions), scale };
    },
    nearest(question, limit, accepts, correction) {
      const best: NearPassage[] = [];
      let worst = -Infinity;
      for (const [number, { values, scales }] of slabs.entries()) {
        for (let row = 0; row < slabSize; row += 1) {
          const scale = scales[row] as number;
          if (scale === 0) continue;
          const passage = number * slabSize + row;
          const cosine = dot(values, row * dimensions, question.values) * scale * question.scale;
          const similarity = correction === undefined ? cosine : cosine + correction(passage);
          if (similarity <= worst || !accepts(passage)) continue;
          insert(best, { passage, similarity }, limit);
          if (best.length === limit) worst = best[limit - 1]?.similarity ?? worst;
        }
      }
      return best;
    },
  };
}

/** Keeps `best` sorted, best first, and at most `limit` long. */
function insert(best: NearPassage[], candidate: NearPassage, limit: number): void {
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((best[middle]?.similarity ?? 0) >= candidate.similarity) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, candidate);
  if (best.length > limit) best.pop();
}
