import type { FolderIndex } from "../../indexing/folderIndex.ts";
import type { Analyser } from "../../language/analyse.ts";
import type { createBm25f, LexicalScores } from "../../lexical/bm25f.ts";
import { queryWords, type QueryWord } from "../../lexical/queryTerms.ts";
import type { Correction, QuestionWordsReader } from "../../lexical/questionWords.ts";
import type { SearchScope } from "../../mentions/scope.ts";
import { createBest } from "../../ranking/best.ts";
import type { FusedCandidate } from "../fusion.ts";
import { correctionNotices, hasOperators, isSearchable, queryNotices } from "./notices.ts";
import { parseQuery } from "./parseQuery.ts";
import { phrasesOf, plainQuery, type ParsedQuery } from "./query.ts";
import type { Restricting } from "./restricting.ts";

/** What a query was taken for. */
export interface UnderstoodQuery {
  /** With the filters that are applied. */
  readonly query: ParsedQuery;
  /** The words of its free text. */
  readonly words: readonly QueryWord[];
  /** Words that the folder does not hold, with those that were searched in their place. */
  readonly corrections: readonly Correction[];
  /** Whether its phrases stand nowhere, so that their words were searched. */
  readonly isRelaxed: boolean;
  /** What the person should know of it, one sentence each. */
  readonly notices: readonly string[];
}

export interface UnderstandingOptions {
  /** Takes the query as free text from end to end; default: false. */
  readonly plain?: boolean;
  /** Leaves out the files it says no to; default: none. */
  readonly acceptsFile?: (fileId: number) => boolean;
  /** Leaves out what does not lie in it; default: the whole folder. */
  readonly scope?: SearchScope;
  /** Whether the last word may be the beginning of one, as while it is being typed; default: false. */
  readonly lastWordIsPrefix?: boolean;
}

/** A query made ready for the folder's legs. */
export interface AskedQuery {
  readonly understood: UnderstoodQuery;
  /** Whether it holds anything to rank by; where not, what its filters leave is listed. */
  readonly isSearchable: boolean;
  /** Whether its words can be compared by meaning: not where there is one alone, which is not typed to its end. */
  readonly hasMeaning: boolean;
  accepts(passage: number): boolean;
  /** BM25F scores of its words, with what its phrases add. */
  score(): LexicalScores;
  /** The accepted passages, those of the files changed last first; none of a query without operators. */
  list(most: number): readonly FusedCandidate[];
}

/** What the phrases of a sentence add to a passage that holds them, as a share of the score of all their words. */
const phraseWorth = 0.25;

/** Builds the reading of queries: their language, and what it leaves of the folder. */
export function createUnderstanding(ports: {
  readonly index: FolderIndex;
  readonly bm25f: ReturnType<typeof createBm25f>;
  readonly analyser: Analyser;
  readonly restricting: Restricting;
  readonly questionWords: QuestionWordsReader;
}) {
  const { index, bm25f, analyser, restricting, questionWords } = ports;
  const wordsOf = (text: string): readonly QueryWord[] => queryWords(analyser, text, index.languages());

  return {
    understand(text: string, options: UnderstandingOptions): AskedQuery {
      const query = options.plain === true ? plainQuery(text) : parseQuery(text);
      const restriction = restricting.restrict(query);
      const exact = new Set(wordsOf(phrasesOf(query).join(" ")).map(({ text }) => text));
      const lastWordIsPrefix = options.lastWordIsPrefix === true && endsInOwnWord(text, query);
      const { words, corrections, isBeginning } = questionWords.read(query.text, { exact, lastWordIsPrefix });
      const { acceptsFile, scope } = options;
      const accepts = (passage: number): boolean =>
        restriction.accepts(passage) &&
        (acceptsFile === undefined || acceptsFile(index.fileOf(passage))) &&
        (scope === undefined || scope.accepts(passage));
      return {
        understood: {
          query,
          words,
          corrections,
          isRelaxed: restriction.isRelaxed,
          notices: [...queryNotices(query), ...restriction.notices, ...correctionNotices(corrections, words.length)],
        },
        isSearchable: isSearchable(query.text),
        hasMeaning: !isBeginning,
        accepts,
        score() {
          const scores = bm25f.score(words);
          if (restriction.preferred.size === 0) return scores;
          const worth = phraseWorth * bm25f.fullScore(wordsOf(phrasesOf(query).join(" ")));
          return withPreferred(scores, restriction.preferred, worth);
        },
        list: (most) => (hasOperators(query) ? restricting.list(accepts, most).map(listed) : []),
      };
    },
  };
}

export type Understanding = ReturnType<typeof createUnderstanding>;

/** Scores with `worth` added to those of some passages. */
function withPreferred(scores: LexicalScores, preferred: ReadonlySet<number>, worth: number): LexicalScores {
  const scoreOf = (passage: number): number => scores.scoreOf(passage) + (preferred.has(passage) ? worth : 0);
  return {
    scoreOf,
    best(limit, accepts) {
      const passages = new Set([...preferred].filter(accepts));
      for (const { passage } of scores.best(limit, accepts)) passages.add(passage);
      const best = createBest(limit);
      for (const passage of passages) best.add(passage, scoreOf(passage));
      return best.sorted();
    },
  };
}

/** Whether a query ends inside a word of its free text: a word that white space or a mark follows is whole. */
const endsInOwnWord = (text: string, { parts }: ParsedQuery): boolean =>
  parts.at(-1)?.kind === "words" && /[\p{L}\p{N}\p{M}]$/u.test(text);

const listed = (passage: number): FusedCandidate => ({
  passage,
  lexical: 0,
  lexicalScaled: 0,
  denseScaled: 0,
  score: 0,
});
