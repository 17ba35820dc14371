import type { Block, ParsedDocument, TextRange } from "../documents/document.ts";
import type { Analyser } from "../language/analyse.ts";
import type { DefinitionKind, DefinitionRecord } from "../ports.ts";
import { listedDefinitions } from "./definitionList.ts";
import { tableDefinitions } from "./definitionTable.ts";
import { excerptOf } from "./excerpt.ts";
import { headingTermOf } from "./headingTerm.ts";
import { markedTermOf, readable } from "./markedTerm.ts";
import { isAbbreviation, keysOf } from "./termKeys.ts";
import { isFunctionWord, isGeneric, saysGlossary } from "./vocabulary.ts";

export type NewDefinition = Omit<DefinitionRecord, "id" | "fileId">;

const longestTerm = 60;
const mostTermWords = 6;
const mostDefinitions = 5000;

/** What was found, before it is known whether it is a term. */
interface Found extends TextRange {
  readonly term: string;
  readonly aliases?: readonly string[];
  readonly code: boolean;
  readonly kind: DefinitionKind;
  readonly excerptStart: number;
  readonly excerpt: string;
}

/**
 * The terms, identifiers and error codes that a document defines: definition lists, paragraphs and list items that begin
 * with a marked term, glossary and reference tables, headings whose section begins by explaining them.
 */
export function collectDefinitions(
  {
    path,
    text,
    document,
    language,
  }: { readonly path: string; readonly text: string; readonly document: ParsedDocument; readonly language: string },
  analyser: Analyser,
): readonly NewDefinition[] {
  const fileName = (path.split("/").at(-1) ?? "").replace(/\.[^.]+$/u, "");
  const glossaryFile = [document.title ?? "", fileName, ...document.aliases, ...document.tags].some(saysGlossary);
  const headings: { readonly level: number; readonly glossary: boolean }[] = [];
  const found: Found[] = [];
  for (const [place, block] of document.blocks.entries()) {
    if (block.kind === "heading") {
      while ((headings.at(-1)?.level ?? 0) >= block.level) headings.pop();
      headings.push({ level: block.level, glossary: saysGlossary(block.plain) });
    }
    const glossary = glossaryFile || headings.some((heading) => heading.glossary);
    found.push(...readBlock(text, block, document.blocks[place + 1], { glossary, language, analyser }));
    if (found.length >= mostDefinitions) break;
  }
  return found.flatMap((each) => toDefinition(each, language, analyser));
}

function readBlock(
  text: string,
  block: Block,
  next: Block | undefined,
  {
    glossary,
    language,
    analyser,
  }: { readonly glossary: boolean; readonly language: string; readonly analyser: Analyser },
): readonly Found[] {
  const source = text.slice(block.start, block.end);
  switch (block.kind) {
    case "heading": {
      if (next?.kind !== "paragraph") return [];
      const heading = { source: source.replace(/^#+\s*|\s*#*$|<[^<>]*>/gu, ""), plain: block.plain };
      const said = headingTermOf(heading, next.plain, language, analyser);
      const entry = { term: block.plain, code: false, kind: "glossary" } as const;
      const explained =
        glossary &&
        block.level > 1 &&
        !saysGlossary(block.plain) &&
        !markedTermOf(text.slice(next.start, next.end), true);
      const named = said ?? (explained ? entry : undefined);
      if (named === undefined) return [];
      return [{ ...named, start: block.start, end: next.end, excerptStart: next.start, excerpt: next.plain }];
    }
    case "paragraph":
    case "listItem": {
      const listed = listedDefinitions(source).map((entry) => placeListed(text, block.start, entry));
      if (listed.length > 0) return listed;
      const marked = markedTermOf(source, glossary);
      if (marked === undefined) return [];
      const kind = glossary && !marked.code ? "glossary" : marked.kind;
      return [{ ...marked, kind, start: block.start, end: block.end, excerptStart: block.start, excerpt: block.plain }];
    }
    case "table":
      return tableDefinitions(text, block.rows, block.plain.split("\n"), glossary).map((row) => ({
        ...row,
        excerptStart: row.start,
      }));
    case "code":
      return [];
  }
}

function placeListed(text: string, offset: number, entry: ReturnType<typeof listedDefinitions>[number]): Found {
  const [start, end, excerptStart] = [offset + entry.start, offset + entry.end, offset + entry.excerptStart];
  const excerpt = readable(text.slice(excerptStart, end).replace(/^[ \t]{0,3}[:~][ \t]+/gmu, ""));
  return { ...entry, kind: "glossary", start, end, excerptStart, excerpt };
}

function toDefinition(found: Found, language: string, analyser: Analyser): readonly NewDefinition[] {
  const { term, code, kind, start, end, excerptStart } = found;
  const excerpt = excerptOf(found.excerpt);
  if (!isTerm(term, code) || excerpt === "") return [];
  const keys = new Set([
    ...keysOf(term, language, analyser, code),
    ...(found.aliases ?? []).flatMap((alias) => keysOf(alias, language, analyser, false)),
  ]);
  return keys.size === 0 ? [] : [{ term, keys: [...keys], kind, start, end, excerptStart, excerpt }];
}

/** Whether a text can be a term: short, with a letter, no sentence, no function word first, no label of a section. */
function isTerm(term: string, code: boolean): boolean {
  if (term.length > longestTerm || !/\p{L}/u.test(term)) return false;
  if (code) return !/\s/u.test(term) && term.length > 1;
  if (/[?!。？！;]$|\.$(?<!\p{Lu}\.)/u.test(term) || isGeneric(term) || term.startsWith("[")) return false;
  const words = term.split(/\s+/u);
  if (words.length > mostTermWords || isFunctionWord(words[0] ?? "")) return false;
  return (
    (words.length > 1 || term.length > 1) &&
    !words.every(isFunctionWord) &&
    words.some((word) => /\p{L}{2}|\p{Lu}/u.test(word) || isAbbreviation(word))
  );
}
