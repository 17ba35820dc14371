import { isUnspaced } from "../../language/words.ts";
import { filterProblem } from "./filterValues.ts";
import { filterKeys, textOf, type Filter, type FilterKey, type ParsedQuery, type QueryPart } from "./query.ts";
import { createQuotationReader, opensQuotation } from "./quotationMarks.ts";

/** UTF-16 code units of a query that are read: several times what the model takes in. */
export const longestQuery = 8192;
/** Operators obeyed; what comes after them is free text. */
export const mostOperators = 32;

/** Characters that direct writing and cannot be seen, which come along when text is copied. */
const invisible = /[\u00AD\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\0]/gu;
const filterStart = new RegExp(`(-?)(${filterKeys.join("|")}):(?=[^\\s:])`, "iuy");
const space = /\s/u;
const wordCharacter = /[\p{L}\p{N}]/u;
/** What may stand before an opening quotation mark inside a run of characters: `("so`, `¿«so`. */
const mayOpen = /[\p{Ps}¿¡]/u;
const endsSentence = /[.!?…؟۔。！？।][\p{Pe}\p{Pf}"]*$/u;
const excludedWord = /^-\p{L}[\p{L}\p{M}]*(?:["'’׳״-][\p{L}\p{M}]+)*$/u;
const latinOnly = /^\p{Script=Latin}+$/u;
/** `-v`, `-rf` and `-la` are what programs are told, not what people leave out. */
const shortestLatinExclusion = 3;

/** A `-word` may exclude; whether it does is told by the whole query. */
type Token = QueryPart | { readonly kind: "perhaps"; readonly source: string };

/** Where a value without quotation marks ends: at white space, or at a comma that is not inside a glob's braces. */
function bareEnd(text: string, start: number): number {
  let depth = 0;
  let end = start;
  for (; end < text.length && !space.test(text[end] ?? ""); end += 1) {
    if (text[end] === "{") depth += 1;
    else if (text[end] === "}") depth -= 1;
    else if (text[end] === "," && depth <= 0) break;
  }
  return end;
}

/** The values of a filter that begins at `start`, and where they end. A question's own mark is no part of them. */
function readValues(text: string, start: number, key: FilterKey, quotations: ReturnType<typeof createQuotationReader>) {
  const mayAsk = key === "path" || key === "title";
  const values: string[] = [];
  let at = start;
  while (at < text.length && !space.test(text[at] ?? "")) {
    const quotation = opensQuotation(text[at] ?? "") ? quotations.at(at) : undefined;
    let end = quotation?.end ?? at;
    if (quotation === undefined) end = bareEnd(text, at);
    const bare = mayAsk ? text.slice(at, end) : text.slice(at, end).replace(/[?؟？]+$/u, "");
    const value = (quotation?.text ?? bare).replace(/\s+/gu, " ").trim();
    if (value !== "") values.push(value);
    at = text[end] === "," ? end + 1 : end;
  }
  return { values, end: at };
}

/** Cuts a query at white space, quotations and filters. */
function tokenise(text: string): readonly Token[] {
  const quotations = createQuotationReader(text);
  const tokens: Token[] = [];
  let operators = 0;
  let at = 0;

  const followsSpace = (): boolean => at === 0 || space.test(text[at - 1] ?? "");

  function phraseAt(start: number): { readonly text: string; readonly end: number } | undefined {
    const quotation = opensQuotation(text[start] ?? "") ? quotations.at(start) : undefined;
    if (quotation === undefined || !wordCharacter.test(quotation.text)) return undefined;
    return { text: quotation.text.replace(/\s+/gu, " ").trim(), end: quotation.end };
  }

  /** Takes an operator in; false where there is none. */
  function readOperator(): boolean {
    if (operators >= mostOperators) return false;
    const isExcluded = text[at] === "-" && followsSpace();
    const phrase = phraseAt(isExcluded ? at + 1 : at);
    if (phrase !== undefined) {
      const source = text.slice(at, phrase.end);
      tokens.push(
        isExcluded
          ? { kind: "without", text: phrase.text, exact: true, source }
          : { kind: "phrase", text: phrase.text, joined: !followsSpace(), source },
      );
      at = phrase.end;
      return true;
    }
    filterStart.lastIndex = at;
    const [start, sign, name] = (followsSpace() ? filterStart.exec(text) : null) ?? [];
    const key = filterKeys.find((known) => known === name?.toLowerCase());
    if (start === undefined || key === undefined) return false;
    const { values, end } = readValues(text, at + start.length, key, quotations);
    if (values.length === 0) return false;
    const filter: Filter = { key, excluded: sign === "-", values };
    const problem = filterProblem(filter);
    const source = text.slice(at, end);
    tokens.push(problem === undefined ? { kind: "filter", filter, source } : { kind: "ignored", problem, source });
    at = end;
    return true;
  }

  while (at < text.length) {
    if (space.test(text[at] ?? "")) {
      at += 1;
      continue;
    }
    if (readOperator()) {
      operators += 1;
      continue;
    }
    const joined = !followsSpace();
    const start = at;
    do at += 1;
    while (at < text.length && !space.test(text[at] ?? "") && !(mayOpen.test(text[at - 1] ?? "") && phraseAt(at)));
    const source = text.slice(start, at);
    const perhaps = !joined && operators < mostOperators && mayExclude(source);
    if (perhaps) operators += 1;
    tokens.push(perhaps ? { kind: "perhaps", source } : { kind: "words", text: source, joined });
  }
  return tokens;
}

function mayExclude(source: string): boolean {
  if (!excludedWord.test(source)) return false;
  return source.length > shortestLatinExclusion || !latinOnly.test(source.slice(1)) || isUnspaced(source);
}

/** Whether the free text ends as a sentence does; filters may follow. Words in quotation marks alone are none. */
function isSentence(tokens: readonly Token[]): boolean {
  const texts = tokens.filter(({ kind }) => kind === "words" || kind === "phrase" || kind === "perhaps");
  const last = texts.at(-1);
  if (last === undefined || last.kind === "perhaps" || !("text" in last)) return false;
  return endsSentence.test(last.text) && texts.some(({ kind }) => kind !== "phrase");
}

/** A dash that opens a remark is closed by another; a sentence leaves nothing out; something must be left to search. */
function excludes(tokens: readonly Token[]): boolean {
  const isRemark = tokens.some((token) => token.kind === "words" && /[^-]-$/u.test(token.text));
  const isAbout = tokens.some((token) => {
    if (token.kind === "words") return wordCharacter.test(token.text);
    return token.kind === "phrase" || token.kind === "filter";
  });
  return isAbout && !isRemark && !isSentence(tokens);
}

/** Free text that stands side by side is one part. */
function mergeWords(parts: readonly QueryPart[]): readonly QueryPart[] {
  const merged: QueryPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.kind === "words" && last?.kind === "words")
      merged[merged.length - 1] = { ...last, text: part.joined ? last.text + part.text : `${last.text} ${part.text}` };
    else merged.push(part);
  }
  return merged;
}

/**
 * Reads a query: `"phrases"`, `-word`, `key:value` and free text. Never fails: what is no operator is free text, as in
 * `std::vector`, `10:30`, `--dry-run`, a question with a flag (`what does rm -rf do?`) or an open quotation mark.
 */
export function parseQuery(query: string): ParsedQuery {
  const cut = query.length > longestQuery;
  const text = (cut ? query.slice(0, longestQuery) : query).toWellFormed().replace(invisible, "");
  const tokens = tokenise(text);
  const excluding = excludes(tokens);
  const parts = mergeWords(
    tokens.map((token): QueryPart => {
      if (token.kind !== "perhaps") return token;
      return excluding
        ? { kind: "without", text: token.source.slice(1), exact: false, source: token.source }
        : { kind: "words", text: token.source, joined: false };
    }),
  );
  return { parts, text: textOf(parts), isSentence: isSentence(tokens), cut };
}
