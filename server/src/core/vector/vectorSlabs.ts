/** Rows of a slab. */
export const rowsPerSlab = 4096;

/** Vectors of int8 in slabs of 4,096 rows, so that growing never copies what is there. */
export interface VectorSlabs {
  /** Slabs that are there. */
  readonly count: number;
  /** Adds a slab of zeros. */
  grow(): void;
  /** A row's vector, to read or write; a view that is good until the next `grow`. */
  row(slab: number, row: number): Int8Array;
  /**
   * Dot products of a question with `rows` rows of a slab from `first` on. The array is good until the next call; the
   * question has as many components as the rows.
   */
  dots(question: Int8Array, slab: number, first: number, rows: number): Int32Array;
}

/** Slabs as plain typed arrays, for machines whose WebAssembly has no SIMD. */
export function createPlainSlabs(dimensions: number): VectorSlabs {
  const slabs: Int8Array[] = [];
  const products = new Int32Array(rowsPerSlab);

  return {
    get count() {
      return slabs.length;
    },
    grow: () => void slabs.push(new Int8Array(rowsPerSlab * dimensions)),
    row: (slab, row) => (slabs[slab] as Int8Array).subarray(row * dimensions, (row + 1) * dimensions),
    dots(question, slab, first, rows) {
      const values = slabs[slab] as Int8Array;
      for (let row = 0; row < rows; row += 1) {
        const start = (first + row) * dimensions;
        let sum = 0;
        for (let index = 0; index < dimensions; index += 1)
          sum += (values[start + index] as number) * (question[index] as number);
        products[row] = sum;
      }
      return products.subarray(0, rows);
    },
  };
}
