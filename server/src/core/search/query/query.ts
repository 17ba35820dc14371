/** What a filter asks about; each is written `key:value` in a query. */
export const filterKeys = ["path", "ext", "lang", "tag", "title", "modified"] as const;
export type FilterKey = (typeof filterKeys)[number];

/** `key:value`, or `-key:value` where `excluded`. It holds where any of its values does; a query wants all its filters. */
export interface Filter {
  readonly key: FilterKey;
  readonly excluded: boolean;
  /** One or more, none empty, as written. */
  readonly values: readonly string[];
}

/** A stretch of a query, by what it means; `source` is how it was written. */
export type QueryPart =
  /** Free text without white space at its ends; `joined` where nothing stands between it and the part before. */
  | { readonly kind: "words"; readonly text: string; readonly joined: boolean }
  /** `"words that stand together"`. */
  | { readonly kind: "phrase"; readonly text: string; readonly joined: boolean; readonly source: string }
  /** `-word`, or `-"words that stand together"` where `exact`. */
  | { readonly kind: "without"; readonly text: string; readonly exact: boolean; readonly source: string }
  | { readonly kind: "filter"; readonly filter: Filter; readonly source: string }
  /** A filter that cannot be understood, with a sentence that says why and what to write. */
  | { readonly kind: "ignored"; readonly problem: string; readonly source: string };

/** A query as it was understood. */
export interface ParsedQuery {
  /** In the order in which they were written. */
  readonly parts: readonly QueryPart[];
  /** What is ranked and embedded by: the query without its operators; phrases stay in as words. */
  readonly text: string;
  /** Whether it ends as a sentence does: then phrases are preferred, not demanded, as people quote in questions. */
  readonly isSentence: boolean;
  /** Whether the query was longer than is read. */
  readonly cut: boolean;
}

/** A query that is free text from end to end, whatever it holds. */
export const plainQuery = (text: string): ParsedQuery => ({
  parts: text === "" ? [] : [{ kind: "words", text, joined: false }],
  text,
  isSentence: false,
  cut: false,
});

export const phrasesOf = ({ parts }: ParsedQuery): readonly string[] =>
  parts.flatMap((part) => (part.kind === "phrase" ? [part.text] : []));

export const filtersOf = ({ parts }: ParsedQuery): readonly Filter[] =>
  parts.flatMap((part) => (part.kind === "filter" ? [part.filter] : []));

export const problemsOf = ({ parts }: ParsedQuery): readonly string[] =>
  parts.flatMap((part) => (part.kind === "ignored" ? [part.problem] : []));

/** The free text of parts; phrases lose their quotation marks. */
export function textOf(parts: readonly QueryPart[]): string {
  let text = "";
  for (const part of parts) {
    if (part.kind === "words" || part.kind === "phrase") text += part.joined ? part.text : ` ${part.text}`;
  }
  return text.trim();
}

/** Writes a query as it was written, but for white space; parsing it again gives the same query. */
export function printQuery({ parts }: ParsedQuery): string {
  let printed = "";
  for (const part of parts) {
    const joined = (part.kind === "words" || part.kind === "phrase") && part.joined;
    printed += (joined ? "" : " ") + (part.kind === "words" ? part.text : part.source);
  }
  return printed.trim();
}
