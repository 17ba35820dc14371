/**
 * How a result came to stand where it stands, in words and in the figures that search itself used. The same in the panel,
 * in the editor's search and in `search --explain --json`.
 */
export interface Explanation {
  /** One sentence: by what it was found. */
  readonly headline: string;
  /** What else is worth knowing, one sentence each; words of documents and questions are isolated in their direction. */
  readonly notes: readonly string[];
  /** From 1, among so many `candidates`. */
  readonly rank: number;
  readonly candidates: number;
  /** What results are ordered by: comparable within one question only. */
  readonly score: number;
  readonly lexical: LexicalExplanation;
  /** `null` where the passage has no vector, or none was asked for. */
  readonly dense: DenseExplanation | null;
  /** `null` where only one leg searched, or the passage came too far behind to be read again. */
  readonly reranker: RerankerExplanation | null;
  /** What the query is the very name of, such as "file" or "heading", where that put it first. */
  readonly exact: string | null;
  /** Filters, exclusions and phrases that it passes, as they were written. */
  readonly filters: readonly string[];
  /** Words that no document holds, with those that were searched in their place. */
  readonly corrections: readonly { readonly typed: string; readonly taken: readonly string[] }[];
  readonly language: LanguageExplanation;
  /** Where else its text stands: results that a list of results folds together with it. */
  readonly alsoIn: readonly AlsoInExplanation[];
}

export interface AlsoInExplanation {
  /** Relative to its folder, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Word for word or nearly so, in another version of the page, or translated. */
  readonly relation: "duplicate" | "version" | "translation";
}

/** What one leg of the search said. */
export interface LegExplanation {
  /** Scaled over all candidates, 0 to 1. */
  readonly scaled: number;
  /** The leg's share in the mixed score, 0 to 1. */
  readonly weight: number;
  /** From 1, among what the leg found by itself; `null` for a passage that only the other one found. */
  readonly rank: number | null;
}

/** Keywords: the score is the sum of the words' and the phrases', a word's of its terms', a term's of its fields'. */
export interface LexicalExplanation extends LegExplanation {
  readonly score: number;
  /** What the question's phrases in quotation marks add. */
  readonly phrases: number;
  /** In the order of the question. */
  readonly words: readonly WordExplanation[];
}

export interface WordExplanation {
  readonly text: string;
  readonly score: number;
  /** Terms of the reading that fits best; none where the passage does not hold the word. */
  readonly terms: readonly TermExplanation[];
}

export interface TermExplanation {
  readonly term: string;
  /** How rare the term is in the folder: 0 for one that is everywhere. */
  readonly idf: number;
  readonly score: number;
  readonly fields: readonly FieldExplanation[];
}

export interface FieldExplanation {
  readonly field: string;
  readonly frequency: number;
  readonly score: number;
}

/** Meaning: how near the vectors of question and passage are. */
export interface DenseExplanation extends LegExplanation {
  /** -1 to 1. */
  readonly cosine: number;
  /** The cosine made comparable between languages. */
  readonly similarity: number;
  /** Whether the passage's vector was there, or was made for this question. */
  readonly vector: "stored" | "embedded now";
}

/** A linear model over the texts of the best candidates; what results are ordered by where it was asked. */
export interface RerankerExplanation {
  /** That the passage answers, 0 to 1. */
  readonly probability: number;
  readonly features: readonly FeatureExplanation[];
}

/** `contribution` is weight times value. */
export interface FeatureExplanation {
  readonly name: string;
  readonly value: number;
  readonly weight: number;
  readonly contribution: number;
}

export interface LanguageExplanation {
  /** ISO 639-1 codes; the question's is known only where the folder has several languages. */
  readonly passage: string;
  readonly question: string | null;
  /** Whether they differ, so that the question's words were not expected in the passage. */
  readonly foreign: boolean;
}
