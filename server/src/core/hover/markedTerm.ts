import { isAbbreviation, looksLikeIdentifier } from "./termKeys.ts";
import { beginsWithInstruction, isFunctionWord } from "./vocabulary.ts";

/** A term that stands, marked, at the beginning of a paragraph or list item that explains it. */
export interface MarkedTerm {
  readonly term: string;
  /** It is written as code. */
  readonly code: boolean;
  /** "term": the text says what it is; "label": it follows a colon, a dash or a line end. */
  readonly kind: "term" | "label" | "table";
}

const article = /^(?:(?:an?|the|une?|les?|la|der|die|das|eine?|el|los|las)\s+|l['’])/iu;
const emphasised = /^(\*\*|__|\*|_)(?=\S)(.+?)\1(?![*\p{L}\p{N}])([\s\S]*)$/u;
const inlineCode = /^(`+)([^`\n]+)\1([\s\S]*)$/u;
const plainTerm = /^([^\n:：—–]{2,60}?)(\s*[:：]\s|\s+[—–-]\s)([\s\S]*)$/u;
const bracket = /^\s*[(（][^()（）\n]{1,60}[)）]/u;
const punctuation = /^\s*[:：]|^\s*[—–―=](?!>)|^\s+-{1,2}\s/u;
const copula =
  /^\s+(?:is|are|means?|refers? to|stands for|describes?|denotes?|est|sont|désignent?|signifient?|это|есть|означает|обозначает|הוא|היא|הם|הן|זה|זו|זהו|זוהי|פירושו|פירושה|משמעו|es|son|significa|ist|sind|bedeutet)(?=[\s,])|^\s*(?:是|指)/u;
const nextLine = /^[ \t]*\\?\r?\n[ \t]*(?=\S)/u;
const nextWord = /^\s+([\p{Ll}\p{Lo}]\p{L}*)/u;

/**
 * The marked term at the beginning of `source` (a block as it stands in the file): `**RPO**: …`, `A **snapshot** is …`,
 * `` `--dry-run` lists … ``. With `glossary`, where the document explains words, `RPO: …` without marks is one too.
 */
export function markedTermOf(source: string, glossary: boolean): MarkedTerm | undefined {
  const text = source.replace(article, "");
  return codeTerm(text) ?? emphasisedTerm(text, glossary) ?? (glossary ? unmarkedTerm(source) : undefined);
}

function codeTerm(text: string): MarkedTerm | undefined {
  const match = inlineCode.exec(text);
  if (match === null) return undefined;
  const term = /^(?:--?[\p{L}\p{N}-]+)(?=[\s=<[,])/u.exec(match[2] ?? "")?.[0] ?? match[2] ?? "";
  const rest = match[3] ?? "";
  const next = nextWord.exec(rest)?.[1];
  const named = looksLikeIdentifier(term) && next !== undefined && !isFunctionWord(next);
  return (named || explains(rest)) && saysEnough(rest, 3) ? { term, code: true, kind: "table" } : undefined;
}

function emphasisedTerm(text: string, glossary: boolean): MarkedTerm | undefined {
  const match = emphasised.exec(text);
  if (match === null) return undefined;
  const strong = (match[1] ?? "").length === 2;
  const written = readable(match[2] ?? "");
  const term = written.replace(/\s*[:：]$/u, "");
  const rest = (match[3] ?? "").replace(/<a\s[^>]*>\s*<\/a>/gu, "");
  const said = term !== written || explains(rest) || (strong && nextLine.test(rest));
  const code = /^`[^`]+`\s*:?$/u.test((match[2] ?? "").trim());
  if (!said || !saysEnough(rest, isAbbreviation(term) ? 2 : 3)) return undefined;
  const after = rest.replace(bracket, "");
  if (code) return { term, code, kind: "table" };
  if (copula.test(after)) return { term, code, kind: "term" };
  if (glossary) return { term, code, kind: "label" };
  // A line of its own may be a title: what follows must say what it is.
  const named = term !== written || explains(rest) || looksLikeIdentifier(term) || article.test(after.trimStart());
  return named && saysEnough(after, 4) && !beginsWithInstruction(after) ? { term, code, kind: "label" } : undefined;
}

function unmarkedTerm(source: string): MarkedTerm | undefined {
  const match = plainTerm.exec(source);
  const term = readable(match?.[1] ?? "");
  return term !== "" && saysEnough(match?.[3] ?? "", 3) ? { term, code: false, kind: "label" } : undefined;
}

/** Whether what follows a term begins as an explanation does. */
function explains(rest: string): boolean {
  const after = rest.replace(bracket, "");
  return punctuation.test(after) || copula.test(after);
}

/** At least `words` words, or as many characters twice over in scripts without spaces. */
function saysEnough(rest: string, words: number): boolean {
  const runs = rest.split(/\s+/u).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
  return (
    runs.length >= words || runs.some((run) => /[\p{Script=Han}\p{Script=Thai}]/u.test(run) && run.length >= 2 * words)
  );
}

/** Inline source as a reader sees it, well enough for a term: no links, code marks, escapes, HTML. */
export function readable(source: string): string {
  return source
    .replace(/<[^<>]*>/gu, "")
    .replace(/!?\[\[(?:[^[\]|]*\|)?([^[\]]*)\]\]/gu, "$1")
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/gu, "$1")
    .replace(/\{#[^{}]*\}\s*$/u, "")
    .replace(/\\([!-/:-@[-`{-~])/gu, "$1")
    .replace(/`|\*\*|__|(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}
