import type { Hit } from "../core/search/hits.ts";
import type { FolderViews } from "./views.ts";

/** A hit with what shows it. */
export interface FolderHit {
  readonly hit: Hit;
  readonly views: FolderViews;
}

/** What one folder, or all together, gave to a query. */
export interface FolderSearch {
  readonly hits: readonly FolderHit[];
  readonly notices: readonly string[];
  /** Whether the query's phrases stand nowhere in it, so that their words were searched. */
  readonly isRelaxed: boolean;
}

/** Puts the searches of several folders together. What is said of a query is what every folder says. */
export function mergeSearches(searches: readonly FolderSearch[]): FolderSearch {
  const [first, ...others] = searches;
  if (first === undefined) return { hits: [], notices: [], isRelaxed: false };
  if (others.length === 0) return first;
  // Where one folder holds the phrases, the words of another are not what was asked for.
  const isRelaxed = searches.every((search) => search.isRelaxed || search.hits.length === 0);
  const hits = searches.filter((search) => isRelaxed || !search.isRelaxed).flatMap((search) => search.hits);
  const notices = first.notices.filter((notice) => others.every((search) => search.notices.includes(notice)));
  return { hits: hits.every(isListed) ? newestFirst(hits) : rankTogether(hits), notices, isRelaxed };
}

/** A passage that filters left of a query without words. */
const isListed = ({ hit }: FolderHit): boolean => hit.score === 0 && hit.lexical === 0 && hit.similarity === undefined;

const newestFirst = (hits: readonly FolderHit[]): readonly FolderHit[] =>
  [...hits].sort((a, b) => b.hit.file.modified - a.hit.file.modified);

/** Scores are probabilities, which compare between folders. */
const rankTogether = (hits: readonly FolderHit[]): readonly FolderHit[] =>
  [...hits].sort((a, b) => b.hit.score - a.hit.score);
