import type { Block, TextRange } from "../../documents/document.ts";
import type { NewDefinition } from "../../hover/collectDefinitions.ts";
import { looksLikeIdentifier } from "../../hover/termKeys.ts";
import { isMeaningHeader } from "../../hover/vocabulary.ts";
import type { SentenceSplitter } from "../../language/sentences.ts";
import { firstSentence, wordCount } from "./answerRange.ts";
import { fillTemplate } from "./fillTemplate.ts";
import type { Draft } from "./madeQuestion.ts";
import type { MakingLanguage } from "./makingLanguage.ts";
import type { Page } from "./page.ts";
import { pickBy } from "./split.ts";
import { cellsOf } from "../../documents/tableCells.ts";

/** Fewer words explain nothing. */
const leastWords = 2;

type Table = Extract<Block, { kind: "table" }>;

/** What a page's terms mean; their explanation answers, without the term where it stands apart. */
export function fromDefinitions(
  page: Page,
  { templates }: MakingLanguage,
  splitter: SentenceSplitter,
): readonly Draft[] {
  const { path, language, title, text } = page;
  return page.definitions.flatMap((definition): readonly Draft[] => {
    // "label": it may as well name a field; "mention": the section is about more than the term.
    if (definition.kind === "label" || definition.kind === "mention") return [];
    const { kind, term } = definition;
    // A row that begins with something else than an identifier says what it is, not what it means.
    if (kind === "table" && (!looksLikeIdentifier(term) || /^v?\d/u.test(term))) return [];
    const explanation = explanationRange(page, definition);
    const answer = explanation && firstSentence(page, explanation, splitter);
    if (answer === undefined || wordCount(text.slice(answer.start, answer.end)) < leastWords) return [];
    const isCode = /^\p{Lu}+[_-]?\p{N}+$/u.test(term);
    const template = pickBy(term.toLowerCase(), templates[kind === "table" && !isCode ? "purpose" : "definition"]);
    if (template === undefined) return [];
    const question = fillTemplate(template, { term }, text);
    return [{ path, language, title, by: "definition", question, answers: [answer] }];
  });
}

/** Where a page explains a term that it defines, without the term where it stands apart; undefined in a row without cells. */
export function explanationRange({ text, blocks }: Page, definition: NewDefinition): TextRange | undefined {
  const table = blocks.find((block) => block.start <= definition.start && definition.start < block.end);
  return table?.kind === "table" ? cellThatExplains(text, table, definition) : explanationOf(text, definition);
}

const escaped = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&").replace(/\s+/gu, "\\s+");

/** What explains a term of a table: the cell under a head that says “meaning”, else the first of several words. */
function cellThatExplains(text: string, { rows }: Table, { start }: NewDefinition): TextRange | undefined {
  const [heads = [], cells = []] = [rows[0], rows.find((row) => row.start === start)].map(
    (row) => row && cellsOf(text, row),
  );
  const place = heads.findIndex((head, at) => at > 0 && isMeaningHeader(text.slice(head.start, head.end)));
  const isProse = (cell: TextRange): boolean => (text.slice(cell.start, cell.end).match(/\p{L}+/gu)?.length ?? 0) > 2;
  return cells[place] ?? cells.find((cell, at) => at > 0 && isProse(cell));
}

/** What follows a term and its colon or dash; the whole sentence where there is neither. */
function explanationOf(text: string, { term, end, excerptStart }: NewDefinition): TextRange {
  const source = text.slice(excerptStart, end);
  const before = new RegExp(`^[\\s*_\`]*${escaped(term)}[*_\`]*\\s*(?:[:：]|[—–-](?=\\s))[*_\`\\s]*`, "iu").exec(
    source,
  );
  return { start: excerptStart + (before?.[0].length ?? 0), end };
}
