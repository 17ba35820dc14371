/**
 * Builds the counting of edits between a text and every beginning of another: a letter put in, left out or replaced, or
 * two neighbours swapped, no place edited twice (optimal string alignment; Damerau, "A technique for computer detection
 * and correction of spelling errors", CACM 1964). `edits[n]` is the count for the first `n` UTF-16 code units, `most + 1`
 * where it is over `most`; of each text the first `longest` are compared. The list is used anew by the next call. Written
 * here because libraries give the last number only.
 */
export function createEditDistance(longest = 64): (text: string, of: string, most: number) => Uint8Array {
  const size = longest + 2;
  let [before, last, row] = [new Uint8Array(size), new Uint8Array(size), new Uint8Array(size)];

  /** Fills `row` for one letter of the text, within the band of places that few enough edits can shift it to. */
  function fill(text: string, at: number, of: string, columns: number, most: number): number {
    const letter = text.charCodeAt(at - 1);
    const from = Math.max(1, at - most);
    const to = Math.min(columns, at + most);
    row[from - 1] = from === 1 ? Math.min(at, most + 1) : most + 1;
    let least = row[from - 1] as number;
    for (let column = from; column <= to; column += 1) {
      const other = of.charCodeAt(column - 1);
      let count = (last[column - 1] as number) + (letter === other ? 0 : 1);
      if ((last[column] as number) < count) count = (last[column] as number) + 1;
      if ((row[column - 1] as number) < count) count = (row[column - 1] as number) + 1;
      const isSwapped =
        at > 1 && column > 1 && letter === of.charCodeAt(column - 2) && other === text.charCodeAt(at - 2);
      if (isSwapped && (before[column - 2] as number) < count) count = (before[column - 2] as number) + 1;
      if (count > most) count = most + 1;
      row[column] = count;
      if (count < least) least = count;
    }
    row[to + 1] = most + 1;
    return least;
  }

  return (text, of, most) => {
    const rows = Math.min(text.length, longest);
    const columns = Math.min(of.length, longest);
    for (let column = 0; column <= columns + 1; column += 1) last[column] = Math.min(column, most + 1);
    let least = 0;
    for (let at = 1; at <= rows; at += 1) {
      const leastBefore = least;
      least = fill(text, at, of, columns, most);
      [before, last, row] = [last, row, before];
      // A swap reaches back over one row, no edit over two.
      if (least > most && leastBefore > most) return last.fill(most + 1, 0, columns + 1).subarray(0, columns + 1);
    }
    last.fill(most + 1, 0, Math.max(0, rows - most));
    last.fill(most + 1, Math.min(columns, rows + most) + 1, columns + 1);
    return last.subarray(0, columns + 1);
  };
}
