import { longestRow } from "./row.ts";

/** A line of a text that is read piece by piece, without its end; `text` is undefined where it is too long to keep. */
export interface ReadLine {
  readonly text: string | undefined;
  /** From 1. */
  readonly line: number;
  readonly start: number;
}

/** Reads lines that end with `\n` or `\r\n`. */
export async function* readLines(pieces: AsyncIterable<string>): AsyncGenerator<ReadLine> {
  let [waiting, start, line, dropped] = ["", 0, 1, 0];

  const take = (text: string): ReadLine => {
    const whole = dropped === 0 ? text.replace(/\r$/u, "") : undefined;
    const read: ReadLine = { text: whole, line, start };
    start += dropped + text.length + 1;
    line += 1;
    dropped = 0;
    return read;
  };

  for await (const piece of pieces) {
    waiting += piece;
    let from = 0;
    for (let end = waiting.indexOf("\n"); end !== -1; end = waiting.indexOf("\n", from)) {
      yield take(waiting.slice(from, end));
      from = end + 1;
    }
    waiting = waiting.slice(from);
    if (dropped + waiting.length > longestRow) {
      dropped += waiting.length;
      waiting = "";
    }
  }
  if (waiting !== "" || dropped > 0) yield take(waiting);
}
