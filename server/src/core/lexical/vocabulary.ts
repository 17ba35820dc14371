import { createEditDistance } from "./editDistance.ts";
import { fields } from "./fields.ts";
import type { Postings } from "./postings.ts";

/** A term of the folder that may be the stem of a word near a misspelt one. */
export interface NearTerm {
  readonly term: string;
  /** Edits between the term and one of the word's own stems, or a beginning of the word; a tenth for each letter left. */
  readonly remoteness: number;
}

/** The distinct terms of a folder that are made of letters, laid out for looking through all of them. */
export interface Vocabulary {
  /**
   * Terms within `edits` of one of the word's own `stems`, or within one more of a beginning of it that lacks an ending's
   * letters at most: nearest first, the more frequent before others, at most `limit`.
   */
  near(word: string, stems: readonly string[], edits: number, limit: number): readonly NearTerm[];
  /** Terms that begin so. */
  startingWith(beginning: string): readonly string[];
  /** Passages with the term in the field that holds it most often; removed ones may count. */
  holdersOf(term: string): number;
}

/** Letters that stemming takes off a word's end, at most, and those that it may change besides. */
const longestEnding = 6;
const stemEdits = 1;
/** Shorter terms are near everything. */
const shortestTerm = 3;
/** A term that leaves more of the word's end is likelier another word's stem. */
const perLetterLeft = 0.1;

const lettersOnly = /^[\p{L}\p{M}]+$/u;

/** One bit for each letter that a text holds, by its code modulo 32. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

/** How many bits are set. */
function bitsOf(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** What terms are compared with: by at most so many edits, leaving at most so many letters at its end. */
interface Target {
  readonly word: string;
  readonly most: number;
  readonly ending: number;
}

/**
 * Builds the vocabulary of an index. Laid out when it is first needed and again after changes. In looking for near terms
 * most are passed over by their length and by the letters that they hold or lack, each of which takes an edit.
 */
export function createVocabulary(index: { readonly postings: Postings; readonly version: number }): Vocabulary {
  const editsBetween = createEditDistance();
  let terms: readonly string[] = [];
  let letters = new Uint32Array(0);
  let lengths = new Uint8Array(0);
  let version = -1;

  function layOut(): void {
    if (version === index.version) return;
    version = index.version;
    terms = Array.from(index.postings.terms()).filter((term) => lettersOnly.test(term));
    letters = Uint32Array.from(terms, lettersOf);
    lengths = Uint8Array.from(terms, ({ length }) => Math.min(length, 255));
  }

  const holdersOf = (term: string): number =>
    Math.max(...Array.from(fields.keys(), (field) => index.postings.count(field, term)));

  /** Keeps in `found` the least remoteness of each term that is near the target. */
  function findNear({ word, most, ending }: Target, found: Map<string, number>): void {
    const beginnings = Array.from({ length: word.length + 1 }, (_, length) => lettersOf(word.slice(0, length)));
    const others = ~lettersOf(word);
    const [shortest, longest] = [Math.max(shortestTerm, word.length - ending - most), word.length + most];
    for (let number = 0; number < lengths.length; number += 1) {
      const length = lengths[number] as number;
      if (length < shortest || length > longest) continue;
      const held = letters[number] as number;
      if (bitsOf(held & others) > most) continue;
      if (bitsOf((beginnings[Math.max(0, Math.min(word.length, length - most))] as number) & ~held) > most) continue;
      const term = terms[number] as string;
      const counts = editsBetween(term, word, most);
      for (let left = 0; left <= ending && left < word.length; left += 1) {
        const count = counts[word.length - left] ?? Infinity;
        const remoteness = count + left * perLetterLeft;
        if (count <= most && remoteness < (found.get(term) ?? Infinity)) found.set(term, remoteness);
      }
    }
  }

  return {
    near(word, stems, edits, limit) {
      layOut();
      const found = new Map<string, number>();
      findNear({ word, most: edits === 1 ? edits + stemEdits : edits, ending: longestEnding }, found);
      for (const stem of stems) {
        // What stemming took off the front, the comparison with the word itself does not see.
        if (stem.length >= shortestTerm && !word.startsWith(stem))
          findNear({ word: stem, most: edits, ending: 0 }, found);
      }
      return Array.from(found, ([term, remoteness]) => ({ term, remoteness, holders: holdersOf(term) }))
        .sort((a, b) => a.remoteness - b.remoteness || b.holders - a.holders)
        .slice(0, limit);
    },
    startingWith(beginning) {
      layOut();
      return terms.filter((term) => term.startsWith(beginning));
    },
    holdersOf,
  };
}
