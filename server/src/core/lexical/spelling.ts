import type { FolderIndex } from "../indexing/folderIndex.ts";
import { fold, normalise } from "../language/fold.ts";
import type { Store } from "../ports.ts";
import { createEditDistance } from "./editDistance.ts";
import { fields } from "./fields.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A word of the folder that a misspelt one may stand for, as it is written there. */
export interface Spelling {
  readonly word: string;
  /** Letters put in, left out, replaced or swapped: 1 or 2. */
  readonly edits: number;
}

export interface SpellingParameters {
  /** Shorter words are taken as they are; from the second length on, two edits are borne. In letters. */
  readonly shortest: number;
  readonly shortestForTwo: number;
  /** Terms looked at for one word, and passages read of those that hold each. */
  readonly terms: number;
  readonly passagesPerTerm: number;
  /** Words taken for one, at most. */
  readonly most: number;
}

export const defaultSpellingParameters: SpellingParameters = {
  shortest: 4,
  shortestForTwo: 8,
  terms: 24,
  passagesPerTerm: 4,
  most: 3,
};

const lettersOnly = /^[\p{L}\p{M}'’]+$/u;
const wordsOf = /[\p{L}\p{M}]+/gu;

/** Words alike but for case and marks are one. */
const folded = (word: string): string => fold(normalise(word));

/**
 * Builds the search for what a word that the folder does not hold was meant to be. The index knows stems only, so the
 * terms that may be the right word's stem are looked up, and the words themselves in passages that hold those.
 */
export function createSpelling(ports: {
  readonly index: Pick<FolderIndex, "postings" | "isLive" | "idOf">;
  readonly store: Pick<Store, "passages">;
  readonly vocabulary: Vocabulary;
  readonly parameters?: SpellingParameters;
}) {
  const { index, store, vocabulary, parameters = defaultSpellingParameters } = ports;
  const editsBetween = createEditDistance();

  function mostEdits(word: string): number {
    if (word.length < parameters.shortest) return 0;
    return word.length < parameters.shortestForTwo ? 1 : 2;
  }

  /** The first few passages that hold a term. */
  function holdersOf(term: string): readonly number[] {
    const holders = new Set<number>();
    for (const field of fields.keys()) {
      index.postings.visit(field, term, (passage) => {
        if (holders.size < parameters.passagesPerTerm && index.isLive(passage)) holders.add(passage);
      });
    }
    return [...holders];
  }

  /** The distinct words of the passages that hold these terms, those of the first terms first. */
  function* wordsNear(terms: readonly string[]): Generator<string> {
    const passages = new Set(terms.flatMap(holdersOf));
    const seen = new Set<string>();
    for (const { plain, breadcrumb } of store.passages(Array.from(passages, (passage) => index.idOf(passage)))) {
      for (const [word] of `${breadcrumb.join("\n")}\n${plain}`.matchAll(wordsOf)) {
        if (seen.has(word)) continue;
        seen.add(word);
        yield word;
      }
    }
  }

  return {
    /**
     * The words nearest to `typed`, all by the same number of edits, those of likelier terms first; none for short words
     * and for what is not made of letters alone. `stems` are its own terms.
     */
    suggest(typed: string, stems: readonly string[]): readonly Spelling[] {
      const word = folded(typed);
      const edits = lettersOnly.test(typed) ? mostEdits(word) : 0;
      if (edits === 0) return [];
      const terms = vocabulary.near(word, stems, edits, parameters.terms).map(({ term }) => term);
      let nearest = edits;
      let found = new Map<string, Spelling>();
      for (const text of wordsNear(terms)) {
        if (Math.abs(text.length - typed.length) > nearest + 1) continue;
        const candidate = folded(text);
        const needed = editsBetween(candidate, word, nearest)[word.length] ?? Infinity;
        if (needed === 0 || needed > nearest) continue;
        if (needed < nearest) found = new Map();
        nearest = needed;
        if (!found.has(candidate)) found.set(candidate, { word: text, edits: needed });
      }
      return [...found.values()].slice(0, parameters.most);
    },
  };
}
