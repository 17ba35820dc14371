import type { FolderIndex } from "../indexing/folderIndex.ts";
import { createRecords } from "../indexing/records.ts";
import { tokens } from "../language/tokens.ts";
import { isUnspaced } from "../language/words.ts";
import { wholeTerms } from "../language/wholeTerms.ts";
import type { LexicalScores } from "../lexical/bm25f.ts";
import { fields } from "../lexical/fields.ts";
import type { QueryWord } from "../lexical/queryTerms.ts";
import type { FileRecord, PassageRecord, Store } from "../ports.ts";
import type { ScoredPassage } from "../ranking/best.ts";
import { fileKeys, nameKey } from "./nameKey.ts";

/** What a query is the name of, the surest first: "mention" is an identifier that a passage holds. */
export const exactKinds = ["file", "title", "heading", "definition", "tag", "mention"] as const;
export type ExactKind = (typeof exactKinds)[number];

/** Longer queries name nothing. */
const mostWords = 12;
/** Passages whose names are compared with the query, and passages found, at most. */
const mostRead = 100;
const mostFound = 20;
const namingFields = fields.flatMap((field, number) => (field === "body" ? [] : [number]));

/** Where a term is defined: offsets in a file. */
export interface DefinitionPlace {
  readonly fileId: number;
  readonly start: number;
}

export interface ExactMatchPorts {
  readonly index: FolderIndex;
  readonly store: Pick<Store, "passages">;
  readonly fileById: (fileId: number) => FileRecord | undefined;
  /** Where the folder's documents define an identifier. */
  readonly definitionsOf: (identifier: string) => readonly DefinitionPlace[];
}

/**
 * Finds what a query is the very name of: a file, a title or alias, a heading, a tag, an identifier. Candidates come from
 * the postings of titles, headings and paths, and only the best of them are compared, so that an ordinary question costs
 * a look-up or two.
 */
export function createExactMatch({ index, store, fileById, definitionsOf }: ExactMatchPorts) {
  const recordsOf = createRecords(index, store);
  const read = (passages: readonly number[]) => [...recordsOf(passages)];

  /** Passages that hold any of the terms in any of the fields. */
  function holders(terms: readonly string[], inFields: readonly number[]): ReadonlySet<number> {
    const found = new Set<number>();
    for (const term of terms) for (const field of inFields) index.postings.visit(field, term, (p) => found.add(p));
    return found;
  }

  /** Passages that hold every word of the query in their names. */
  function named(words: readonly QueryWord[]): ReadonlySet<number> {
    const termsOf = words.map(({ alternatives }) => [...new Set(alternatives.flat())]);
    const sizes = termsOf.map((terms) =>
      terms.reduce((sum, term) => sum + namingFields.reduce((n, field) => n + index.postings.count(field, term), 0), 0),
    );
    const order = [...termsOf.keys()].sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0));
    let found: ReadonlySet<number> | undefined;
    for (const word of order) {
      if (found?.size === 0 || sizes[word] === 0) return new Set();
      const next = holders(termsOf[word] ?? [], namingFields);
      found = found === undefined ? next : new Set([...found].filter((passage) => next.has(passage)));
    }
    return found ?? new Set();
  }

  function kindOf(key: string, file: FileRecord, { breadcrumb, plain }: PassageRecord): ExactKind | undefined {
    if (fileKeys(file.path).has(key)) return "file";
    if (nameKey(file.title) === key || file.aliases.some((alias) => nameKey(alias) === key)) return "title";
    if (breadcrumb.some((heading) => nameKey(heading) === key)) return "heading";
    if (plain.length > key.length && plain.split("\n").some((line) => nameKey(line) === key)) return "heading";
    return file.tags.some((tag) => nameKey(tag) === key) ? "tag" : undefined;
  }

  /** The passage in which a file's text at an offset stands. */
  function passageAt({ fileId, start }: DefinitionPlace): readonly number[] {
    const around = read(index.passagesOf(fileId)).find(([, record]) => record.start <= start && start < record.end);
    return around === undefined ? [] : [around[0]];
  }

  /** A whole file is found at its beginning, a section at its first passage. */
  function firstOf(kind: ExactKind, passage: number, others: readonly number[]): number {
    const siblings = index.passagesOf(index.fileOf(passage));
    const own = kind === "heading" ? siblings.filter((sibling) => others.includes(sibling)) : siblings;
    return own[0] ?? passage;
  }

  return {
    /** Passages that the query is the name of; `scores` are the query's own. */
    find(
      query: string,
      words: readonly QueryWord[],
      scores: LexicalScores | undefined,
      accepts: (passage: number) => boolean,
    ): ReadonlyMap<number, ExactKind> {
      const found = new Map<number, ExactKind>();
      const key = nameKey(query.trim().replace(/^#+(?=[^#])/u, ""));
      if (scores === undefined || key === "" || words.length === 0 || words.length > mostWords) return found;
      const add = (passage: number, kind: ExactKind): void => {
        if (!found.has(passage) && found.size < mostFound && accepts(passage)) found.set(passage, kind);
      };
      const candidates = named(words);
      const inNames = scores.best(mostRead, (passage) => candidates.has(passage) && accepts(passage));
      const matches = new Map<ExactKind, number[]>();
      for (const [passage, record] of read(inNames.map(({ passage }) => passage))) {
        const file = fileById(record.fileId);
        const kind = file === undefined ? undefined : kindOf(key, file, record);
        if (kind !== undefined) matches.set(kind, [...(matches.get(kind) ?? []), passage]);
      }
      const [token, ...others] = tokens(query);
      const isOne = others.length === 0 && token !== undefined && !isUnspaced(token.text);
      const name = isOne ? wholeTerms(token.text)[0] : undefined;
      if (name !== undefined) {
        matches.set("definition", definitionsOf(query.trim()).flatMap(passageAt));
        const holding = holders([name], [...fields.keys()]);
        const best = scores.best(mostFound, (passage) => holding.has(passage) && accepts(passage));
        matches.set(
          "mention",
          best.map(({ passage }) => passage),
        );
      }
      for (const kind of exactKinds) {
        const passages = matches.get(kind) ?? [];
        const whole = kind !== "mention" && kind !== "definition";
        for (const passage of passages) add(whole ? firstOf(kind, passage, passages) : passage, kind);
      }
      return found;
    },
  };
}

export type ExactMatch = ReturnType<typeof createExactMatch>;

/** The best by their words, and what the query names, where it is not among them. */
export function withExact(
  best: readonly ScoredPassage[],
  exact: ReadonlyMap<number, ExactKind>,
  scores: LexicalScores | undefined,
): readonly ScoredPassage[] {
  if (exact.size === 0) return best;
  const known = new Set(best.map(({ passage }) => passage));
  const others = [...exact.keys()].filter((passage) => !known.has(passage));
  return [...best, ...others.map((passage) => ({ passage, score: scores?.scoreOf(passage) ?? 0 }))];
}

export type ExactlyRanked<T> = T & { readonly exact?: ExactKind };

/** Puts what the query names before the rest, the surest first; the order is otherwise kept. */
export function exactFirst<T extends { readonly passage: number }>(
  ranked: readonly T[],
  exact: ReadonlyMap<number, ExactKind>,
): readonly ExactlyRanked<T>[] {
  if (exact.size === 0) return ranked;
  const marked = ranked.map((candidate): ExactlyRanked<T> => {
    const kind = exact.get(candidate.passage);
    return kind === undefined ? candidate : { ...candidate, exact: kind };
  });
  return marked.sort((a, b) => exactRank(a.exact) - exactRank(b.exact));
}

/** 0 for the surest, `exactKinds.length` for what the query does not name. */
const exactRank = (kind: ExactKind | undefined): number =>
  kind === undefined ? exactKinds.length : exactKinds.indexOf(kind);

/** What is added to a score of 0 to 1, so that scores too say what stands first. */
export const exactBonus = (kind: ExactKind | undefined): number => exactKinds.length - exactRank(kind);
