import { t } from "@vscode/l10n";
import type { FileCatalogue } from "../../indexing/fileCatalogue.ts";
import type { FolderIndex } from "../../indexing/folderIndex.ts";
import type { Analyser } from "../../language/analyse.ts";
import type { createBm25f, LexicalScores } from "../../lexical/bm25f.ts";
import { queryWords } from "../../lexical/queryTerms.ts";
import type { Clock, Store } from "../../ports.ts";
import { createFilterTests } from "./filters.ts";
import { createPhraseHolders } from "./phraseHolders.ts";
import { joined } from "./notices.ts";
import { filtersOf, phrasesOf, type ParsedQuery } from "./query.ts";

/** What a query's operators leave of the folder. */
export interface Restriction {
  /** Never a passage that is removed. */
  accepts(passage: number): boolean;
  /** Passages that hold the phrases of a sentence. */
  readonly preferred: ReadonlySet<number>;
  /** Whether phrases that were demanded stand nowhere, and are not demanded any more. */
  readonly isRelaxed: boolean;
  /** What came of the operators that the person should know, one sentence each. */
  readonly notices: readonly string[];
}

type Accepts = (passage: number) => boolean;

const none: ReadonlySet<number> = new Set();

/** Passages with the query's phrases that are enough for both legs and what is made of them. */
const enough = 400;

/** Finds out which passages a query's filters, phrases and exclusions leave. */
export function createRestricting(ports: {
  readonly index: FolderIndex;
  readonly bm25f: ReturnType<typeof createBm25f>;
  readonly files: FileCatalogue;
  readonly store: Pick<Store, "passages">;
  readonly analyser: Analyser;
  readonly clock: Pick<Clock, "wallTime">;
}) {
  const { index, bm25f, files, analyser, clock } = ports;
  const phraseHolders = createPhraseHolders(ports);

  function filterTest(query: ParsedQuery): Accepts | undefined {
    const filters = filtersOf(query);
    if (filters.length === 0) return undefined;
    const { acceptsFile, acceptsLanguage } = createFilterTests(filters, clock.wallTime());
    const accepted = new Set<number>();
    for (const file of files.all()) if (acceptsFile(file)) accepted.add(file.id);
    return (passage) => accepted.has(index.fileOf(passage)) && acceptsLanguage(index.languageOf(passage));
  }

  /** Passages with an excluded word, in any of its forms, or an excluded phrase. */
  function excludedPassages(query: ParsedQuery, scoreOf: (passage: number) => number): ReadonlySet<number> {
    const excluded = new Set<number>();
    for (const part of query.parts) {
      if (part.kind !== "without") continue;
      if (part.exact || /[-"'’׳״]/u.test(part.text)) {
        const { found, unread } = phraseHolders.find([part.text], index.isLive, scoreOf);
        for (const passage of [...found, ...unread]) excluded.add(passage);
      } else {
        for (const passage of phraseHolders.withWord(part.text)) excluded.add(passage);
      }
    }
    return excluded;
  }

  function isEmpty(accepts: Accepts): boolean {
    for (let passage = 0; passage < index.size; passage += 1) if (accepts(passage)) return false;
    return true;
  }

  /** BM25F scores of the query's free text, computed when they are first asked for. */
  function scoresOf(query: ParsedQuery): (passage: number) => number {
    let scores: LexicalScores | undefined;
    return (passage) => {
      scores ??= bm25f.score(queryWords(analyser, query.text, index.languages()));
      return scores.scoreOf(passage);
    };
  }

  return {
    /** Reads no passage of a query without phrases, and of one with them at most some thousands. */
    restrict(query: ParsedQuery): Restriction {
      const scoreOf = scoresOf(query);
      const filtered = filterTest(query);
      const excluded = excludedPassages(query, scoreOf);
      const accepts: Accepts = (passage) =>
        index.isLive(passage) && (filtered === undefined || filtered(passage)) && !excluded.has(passage);
      if (filtered !== undefined && index.live > 0 && isEmpty(filtered)) {
        const filters = query.parts.flatMap((part) => (part.kind === "filter" ? [part.source] : [])).join(" ");
        const notice = t("No document matches {0}; change or leave out a filter to find more.", filters);
        return { accepts, preferred: none, isRelaxed: false, notices: [notice] };
      }
      const phrases = phrasesOf(query);
      if (phrases.length === 0) return { accepts, preferred: none, isRelaxed: false, notices: [] };
      const { found } = phraseHolders.find(phrases, accepts, scoreOf, enough);
      if (query.isSentence) return { accepts, preferred: found, isRelaxed: false, notices: [] };
      if (found.size > 0)
        return { accepts: (passage) => found.has(passage), preferred: none, isRelaxed: false, notices: [] };
      const notice = t("No passage holds {0} word for word; the words were searched one by one.", joined(phrases));
      return { accepts, preferred: none, isRelaxed: true, notices: [notice] };
    },
    /** The accepted passages, those of the files changed last first, and each file's in reading order. */
    list(accepts: Accepts, most: number): readonly number[] {
      const listed: number[] = [];
      const newestFirst = [...files.all()].sort((a, b) => b.modified - a.modified || (a.path < b.path ? -1 : 1));
      for (const { id } of newestFirst) {
        for (const passage of index.passagesOf(id)) if (listed.length < most && accepts(passage)) listed.push(passage);
        if (listed.length >= most) break;
      }
      return listed;
    },
  };
}

export type Restricting = ReturnType<typeof createRestricting>;
