import type { FileCatalogue } from "../../indexing/fileCatalogue.ts";
import type { FolderIndex } from "../../indexing/folderIndex.ts";
import type { Analyser } from "../../language/analyse.ts";
import { isUnspaced } from "../../language/words.ts";
import { fields } from "../../lexical/fields.ts";
import { queryWords, type QueryWord } from "../../lexical/queryTerms.ts";
import type { PassageRecord, Store } from "../../ports.ts";
import { createPhraseTest, phraseText } from "./phrases.ts";

/** Which passages hold some phrases. */
export interface PhraseHolders {
  readonly found: ReadonlySet<number>;
  /** Passages that hold all the words and were not looked at, because the likelier ones were enough or too many. */
  readonly unread: readonly number[];
}

/** Passages looked at: so many that hold all the words of the phrases, and so many that hold some. */
const mostRead = 2000;
const mostReadOfOthers = 200;
const readInOneGo = 100;

/** Builds the search for phrases: the index tells where the words are, the stored texts whether they stand together. */
export function createPhraseHolders(ports: {
  readonly index: FolderIndex;
  readonly files: Pick<FileCatalogue, "byId">;
  readonly store: Pick<Store, "passages">;
  readonly analyser: Analyser;
}) {
  const { index, files, store, analyser } = ports;

  function holdersOf(term: string): ReadonlySet<number> {
    const holders = new Set<number>();
    for (const field of fields.keys()) index.postings.visit(field, term, (passage) => void holders.add(passage));
    return holders;
  }

  const wordsOf = (text: string): readonly QueryWord[] => queryWords(analyser, text, index.languages());

  /**
   * The terms of a phrase in groups, of each of which a passage must hold one: those of a run of characters as a whole or
   * of its pieces, since a text may have joined it to others (`docs/backups.md`). Where words are cut in a script without
   * spaces depends on what stands around them; pairs of characters do not.
   */
  function termGroups(phrase: string): readonly (readonly string[])[] {
    return phrase.split(/\s+/u).flatMap((run) => {
      const words = wordsOf(run);
      if (isUnspaced(run))
        return words.flatMap(({ alternatives }) => alternatives).filter(([term = ""]) => Array.from(term).length === 2);
      const pieces = run.split(/[^\p{L}\p{N}\p{M}]+/u).flatMap(wordsOf);
      const terms = [...words, ...pieces].flatMap(({ alternatives }) => alternatives.flat());
      return terms.length === 0 ? [] : [[...new Set(terms)]];
    });
  }

  /** For each passage of how many groups it holds a term. */
  function countGroups(groups: readonly (readonly string[])[]): Uint16Array {
    const counts = new Uint16Array(index.size);
    for (const terms of groups) {
      const holders = new Set(terms.flatMap((term) => [...holdersOf(term)]));
      for (const passage of holders) counts[passage] = (counts[passage] ?? 0) + 1;
    }
    return counts;
  }

  const holdsAll = (record: PassageRecord, tests: readonly ((text: string) => boolean)[]): boolean => {
    const texts = [record.plain, ...record.breadcrumb, files.byId(record.fileId)?.path ?? ""].map(phraseText);
    return tests.every((test) => texts.some(test));
  };

  return {
    /** The passages that hold a word in one of its forms: all the terms of one of its readings. */
    withWord(word: string): ReadonlySet<number> {
      const readings = wordsOf(word).flatMap(({ alternatives }) => alternatives);
      return new Set(
        readings.flatMap((terms) => {
          const [first, ...others] = terms.map(holdersOf);
          return [...(first ?? [])].filter((passage) => others.every((holders) => holders.has(passage)));
        }),
      );
    },
    /**
     * The accepted passages in whose text, headings or path all the phrases stand; at most `enough`, those with the best
     * `scoreOf` first.
     */
    find(
      phrases: readonly string[],
      accepts: (passage: number) => boolean,
      scoreOf: (passage: number) => number,
      enough = Infinity,
    ): PhraseHolders {
      const tests = phrases.flatMap((phrase) => createPhraseTest(phrase) ?? []);
      const groups = termGroups(phrases.join(" "));
      const counts = countGroups(groups);
      const likely: number[] = [];
      for (let passage = 0; passage < counts.length; passage += 1)
        if ((groups.length === 0 || counts[passage] !== 0) && accepts(passage)) likely.push(passage);
      const whole = likely
        .filter((passage) => counts[passage] === groups.length)
        .sort((a, b) => scoreOf(b) - scoreOf(a) || a - b);
      const others = likely
        .filter((passage) => counts[passage] !== groups.length)
        .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || scoreOf(b) - scoreOf(a) || a - b);
      const wanted = [...whole.slice(0, mostRead), ...others.slice(0, mostReadOfOthers)];
      const found = new Set<number>();
      let read = 0;
      for (; read < wanted.length && found.size < enough; read += readInOneGo) {
        const passages = new Map(
          wanted.slice(read, read + readInOneGo).map((passage) => [index.idOf(passage), passage]),
        );
        for (const record of store.passages([...passages.keys()])) {
          const passage = passages.get(record.id);
          if (passage !== undefined && holdsAll(record, tests)) found.add(passage);
        }
      }
      return { found, unread: whole.slice(Math.min(read, mostRead)) };
    },
  };
}
