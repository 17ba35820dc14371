/** A stretch of a document. */
export interface DocumentSpan {
  readonly document: string;
  readonly start: number;
  readonly end: number;
}

/**
 * How much of the spans that answer a question the first `budget` characters of what was found hold (recall), and how
 * much of those characters is in them (precision); the last stretch is cut where the budget ends, and what was found
 * twice counts once. After Smith and Troynikov, "Evaluating Chunking Strategies for Retrieval", Chroma, 2024.
 */
export function scoreSpans(
  found: readonly DocumentSpan[],
  document: string,
  spans: readonly (readonly [start: number, end: number])[],
  budget: number,
): { readonly recall: number; readonly precision: number } {
  const wanted = new Set(spans.flatMap(([start, end]) => Array.from({ length: end - start }, (_, at) => start + at)));
  let held = 0;
  let read = 0;
  const seen = new Set<number>();
  for (const stretch of found) {
    for (let at = stretch.start; at < stretch.end && read < budget; at += 1) {
      read += 1;
      if (stretch.document !== document || !wanted.has(at) || seen.has(at)) continue;
      seen.add(at);
      held += 1;
    }
  }
  return { recall: held / Math.max(1, wanted.size), precision: held / Math.max(1, read) };
}
