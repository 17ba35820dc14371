import type { PassageRecord } from "../ports.ts";
import { createSentenceSplitter } from "../language/sentences.ts";
import type { RankedSentence } from "./extract.ts";

/** A passage of a file by itself, for tests; sentences by lines and by the splitter. */
export function testPassage(text: string, id = 1, fileId = id): PassageRecord {
  const splitter = createSentenceSplitter();
  const sentences: number[] = [];
  for (const line of text.matchAll(/[^\n]+/gu))
    for (const { start, end } of splitter.split(line[0], "en")) sentences.push(line.index + start, line.index + end);
  return {
    ...{ id, fileId, start: 0, end: text.length, startLine: 1, endLine: text.split("\n").length, language: "en" },
    ...{ breadcrumb: ["Test"], text, plain: text, sentences: Uint32Array.from(sentences), vectorKey: String(id) },
  };
}

const features = {
  ...{ passage: 1, coverage: 0.8, contextCoverage: 0, grams: 0.5, typeFit: 1, similarity: 0.85 },
};

/** The sentence at a place of a passage as ranked with a share of the probability. */
export function testSentence(
  passage: PassageRecord,
  place: number,
  share: number,
  own: Partial<RankedSentence["features"]> = {},
): RankedSentence {
  const [start = 0, end = 0] = passage.sentences.subarray(2 * place, 2 * place + 2);
  return {
    ...{ passage, place, start, end, share, rank: passage.id - 1, passageScore: 0.9 },
    ...{ coverage: 0.8, contextCoverage: 0.8, fit: Math.log(share), features: { ...features, ...own } },
  };
}
