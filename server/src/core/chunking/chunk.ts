import type { ParsedDocument, TextRange } from "../documents/document.ts";
import type { SentenceSplitter } from "../language/sentences.ts";
import { unitsOf, type Unit } from "./units.ts";

/** Sizes in estimated tokens of the embedding model. */
export interface ChunkSizes {
  /** No passage is larger. */
  readonly most: number;
  /** A passage smaller than this takes in what follows, if need be across a heading of the same parent that does not ask. */
  readonly least: number;
}

/** Chosen by `bench/retrieval.ts` over the development sets. */
export const defaultChunkSizes: ChunkSizes = { most: 350, least: 60 };

/** A stretch of a document that is searched and embedded as one. */
export interface Passage extends TextRange {
  /** What a reader sees, without mark-up. */
  readonly plain: string;
  readonly sentences: readonly TextRange[];
  readonly headings: readonly string[];
  /** Headings within it: it was joined from small sections. */
  readonly inner: readonly string[];
}

const sameSection = (a: Unit, b: Unit): boolean =>
  a.headings.length === b.headings.length && a.headings.every((heading, index) => heading === b.headings[index]);

/** Whether a heading is a question, in any script's mark. */
const asks = (heading = ""): boolean => /[?？؟⁇]\s*$/u.test(heading);

interface Draft {
  readonly units: Unit[];
  tokens: number;
}

/** Whether a unit joins the passage before it: in one section while it fits, across headings only to fill a small one. */
function joins(draft: Draft, unit: Unit, sizes: ChunkSizes): boolean {
  const last = draft.units.at(-1);
  if (last === undefined || draft.tokens + unit.tokens > sizes.most) return false;
  if (sameSection(last, unit)) return true;
  // A question and its answer are one, however short.
  if (asks(last.headings.at(-1)) || asks(unit.headings.at(-1))) return false;
  return draft.tokens < sizes.least && unit.headings.length >= last.headings.length;
}

/** The headings that a passage crosses on its way belong to its text. */
function textOf(units: readonly Unit[]): Pick<Passage, "plain" | "inner"> {
  const parts: string[] = [];
  const inner: string[] = [];
  let previous: Unit | undefined;
  for (const unit of units) {
    const heading = unit.headings.at(-1);
    if (previous !== undefined && heading !== undefined && !sameSection(previous, unit)) {
      parts.push(heading);
      inner.push(heading);
    }
    parts.push(unit.plain);
    previous = unit;
  }
  return { plain: parts.join("\n"), inner };
}

function passageOf({ units }: Draft): Passage {
  return {
    ...textOf(units),
    start: units[0]?.start ?? 0,
    end: units.at(-1)?.end ?? 0,
    sentences: units.flatMap((unit) => unit.sentences),
    headings: units[0]?.headings ?? [],
  };
}

/**
 * Divides a document into passages along its own structure: headings first, then blocks, then sentences. Passages
 * follow each other without overlap; code blocks, tables and list items stay whole where they fit.
 */
export function chunkDocument(
  document: ParsedDocument,
  text: string,
  language: string,
  splitter: SentenceSplitter,
  sizes: ChunkSizes = defaultChunkSizes,
): readonly Passage[] {
  const drafts: Draft[] = [];
  for (const unit of unitsOf(document, text, splitter, language, sizes.most)) {
    const draft = drafts.at(-1);
    if (draft !== undefined && joins(draft, unit, sizes)) {
      draft.units.push(unit);
      draft.tokens += unit.tokens;
    } else drafts.push({ units: [unit], tokens: unit.tokens });
  }
  return drafts.map(passageOf);
}
