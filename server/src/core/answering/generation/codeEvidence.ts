import type { FinishedSentence } from "../citations/citationStream.ts";
import type { CitedSpan, Verdict } from "../verification/verify.ts";

/** Where the lines of a block of code stand in the first passage, cited ones first, that holds its first line. */
export function codeEvidence({ text, citations }: FinishedSentence, spans: readonly CitedSpan[]): Verdict["evidence"] {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(?:`{3,}|~{3,})/u.test(line));
  const [first] = lines;
  if (first === undefined) return [];
  const inOrder = [...spans].sort((a, b) => Number(citations.includes(b.n)) - Number(citations.includes(a.n)));
  const span = inOrder.find((candidate) => candidate.text.includes(first));
  if (span === undefined) return [];
  const start = span.text.indexOf(first);
  let end = start + first.length;
  for (const line of lines.slice(1)) {
    const at = span.text.indexOf(line, end);
    if (at >= 0) end = at + line.length;
  }
  return [{ n: span.n, start, end }];
}
