import type { FolderIndex } from "../indexing/folderIndex.ts";
import { createLanguageCentres, type LanguageCentres } from "../vector/languageCentres.ts";
import type { VectorIndex } from "../vector/vectorIndex.ts";

/** The vectors that a search may look at. */
export interface DenseView {
  readonly vectors: Pick<VectorIndex, "nearest" | "cosine">;
  readonly centres: Pick<LanguageCentres, "compare" | "background">;
}

/**
 * The folder as if these passages alone had vectors; languages are compared by them alone too. They are candidates of the
 * question already, so that none has to be found.
 */
export function onlyVectorsOf(passages: readonly number[], index: FolderIndex, dimensions: number): DenseView {
  const allowed = new Set(passages);
  const { vectors } = index;
  const centres = createLanguageCentres(dimensions);
  for (const passage of passages) {
    const vector = vectors.vectorOf(passage);
    if (vector !== undefined) centres.add(index.languageOf(passage), vector);
  }
  return {
    vectors: {
      nearest: () => [],
      cosine: (passage, question) => (allowed.has(passage) ? vectors.cosine(passage, question) : undefined),
    },
    centres,
  };
}
