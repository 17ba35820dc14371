import type { JudgedQuestion } from "./evaluate.ts";
import type { Question, Relevance } from "./judgedSet.ts";

/** How a set's names of documents and the folder's paths belong together. */
export interface DocumentNames {
  idOf(path: string): string;
  /** Undefined for a document that is not in the folder. */
  pathOf(id: string): string | undefined;
}

/** A set made ready for a folder, and what of it cannot be measured. */
export interface PreparedSet {
  readonly questions: readonly JudgedQuestion[];
  /** Questions for which nothing is judged right; they are left out of the figures. */
  readonly withoutRelevance: number;
  /** Judgements of questions that the set does not hold. */
  readonly unknownQuestions: number;
  /** Right documents that the folder does not hold: they count as not found. */
  readonly unknownDocuments: readonly string[];
}

/** Questions whose right answers are whole documents, as in sets made for TREC. */
export function prepareDocumentQuestions(
  questions: readonly Question[],
  relevance: Relevance,
  { idOf, pathOf }: DocumentNames,
): PreparedSet {
  const judged: JudgedQuestion[] = [];
  const unknown = new Set<string>();
  for (const { id, text } of questions) {
    const grades = relevance.get(id);
    if (grades === undefined) continue;
    for (const document of grades.keys()) if (pathOf(document) === undefined) unknown.add(document);
    const best = [...grades]
      .sort(([, a], [, b]) => b - a)
      .map(([document]) => ({ path: pathOf(document) ?? document }));
    judged.push({ id, text, grades, unitOf: ({ path }) => idOf(path), expected: best });
  }
  const known = new Set(questions.map(({ id }) => id));
  return {
    questions: judged,
    withoutRelevance: questions.length - judged.length,
    unknownQuestions: [...relevance.keys()].filter((id) => !known.has(id)).length,
    unknownDocuments: [...unknown],
  };
}
