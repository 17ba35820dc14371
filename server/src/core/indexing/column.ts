type Numbers = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Numbers by passage in a typed array that grows with them; 0 where nothing was written. */
export interface Column<T extends Numbers> {
  /** Long enough for what was written; another array after a `set`. */
  readonly values: T;
  set(place: number, value: number): void;
}

/** Makes an empty column. @param create of an array of zeros. */
export function createColumn<T extends Numbers>(create: (length: number) => T): Column<T> {
  let values = create(64);
  return {
    get values() {
      return values;
    },
    set(place, value) {
      if (place >= values.length) {
        const smaller = values;
        values = create(Math.ceil((place + 1) * 1.5));
        values.set(smaller);
      }
      values[place] = value;
    },
  };
}
