type Numbers = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Numbers by passage in a typed array that grows with them; 0 where nothing was written. */
export interface Column<T extends Numbers> {
  /** Long enough for what was written; another array after a `set`. */
  readonly values: T;
  set(place: number, value: number): void;
}

/** Makes an empty column. @param create of an array of zeros. */
export function createColumn<T extends Numbers>(create: (length: number) => T): Column<T> {
  const column = {
    // No getter: this is read for every posting of a question.
    values: create(64),
    set(place: number, value: number): void {
      if (place >= column.values.length) {
        const smaller = column.values;
        column.values = create(Math.ceil((place + 1) * 1.5));
        column.values.set(smaller);
      }
      column.values[place] = value;
    },
  };
  return column;
}
