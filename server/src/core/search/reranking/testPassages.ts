import type { PassageRecord } from "../../ports.ts";
import { createSentenceSplitter } from "../../language/sentences.ts";

const splitter = createSentenceSplitter();

/** A passage as the store would give it. */
export function passageOf(
  text: string,
  { id = 1, language = "en", breadcrumb = [] as readonly string[] } = {},
): PassageRecord {
  return {
    id,
    fileId: id,
    start: 0,
    end: text.length,
    startLine: 1,
    endLine: 1,
    language,
    breadcrumb,
    text,
    plain: text,
    sentences: Uint32Array.from(splitter.split(text, language).flatMap(({ start, end }) => [start, end])),
    vectorKey: String(id),
  };
}
