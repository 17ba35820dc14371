import type { TextRange } from "../documents/document.ts";
import type { DefinitionKind, DefinitionRecord, FileRecord, Store } from "../ports.ts";
import type { DefinitionEntry } from "./definitionIndex.ts";
import { standsIn } from "./excerpt.ts";
import { isAbbreviation, looksLikeIdentifier, writingsOf } from "./termKeys.ts";

/** Words in the hovered text, and the keys that they are looked up by. */
export interface Occurrence extends TextRange {
  readonly text: string;
  readonly keys: readonly string[];
  /** They stand between code marks or in a code block. */
  readonly inCode: boolean;
  readonly inBlock: boolean;
  /** Whether few passages hold the words. */
  readonly rare: () => boolean;
}

export interface ChoicePorts {
  readonly store: Pick<Store, "definitions">;
  readonly fileById: (fileId: number) => FileRecord | undefined;
  /** A file's text as it is now; undefined when it cannot be read. */
  readonly readText: (path: string) => Promise<string | undefined>;
}

export interface ChosenDefinition {
  readonly definition: DefinitionRecord;
  readonly path: string;
}

/** A heading or a marked term that more files than this have is a label of sections, not a definition. */
const mostFiles: Readonly<Record<DefinitionKind, number>> = {
  glossary: 8,
  term: 4,
  label: 3,
  table: 12,
  heading: 3,
  mention: 2,
};
const rank: Readonly<Record<DefinitionKind, number>> = {
  glossary: 0,
  term: 1,
  label: 2,
  table: 3,
  heading: 4,
  mention: 5,
};
const mostRead = 20;

/**
 * Builds the choice between a term's definitions: the same file first, then terms before tables before headings, then
 * the nearest path. One that its file no longer holds word for word, or that the position lies in, is passed over.
 */
export function createDefinitionChoice({ store, fileById, readText }: ChoicePorts) {
  async function stands({ excerpt, excerptStart, end }: DefinitionRecord, path: string): Promise<boolean> {
    const text = await readText(path);
    return text !== undefined && standsIn(excerpt, text.slice(excerptStart, end));
  }

  return async function choose(
    occurrence: Occurrence,
    entries: readonly DefinitionEntry[],
    { path: own, offset }: { readonly path: string; readonly offset: number },
  ): Promise<ChosenDefinition | undefined> {
    const ranked = [...new Set(entries)]
      .flatMap((entry) => {
        const path = fileById(entry.fileId)?.path;
        return path === undefined ? [] : { ...entry, path, own: path === own, near: nearness(path, own) };
      })
      .sort((a, b) => Number(b.own) - Number(a.own) || rank[a.kind] - rank[b.kind] || b.near - a.near || a.id - b.id);
    const files = filesByKind(ranked);
    for (const { id, path, kind, own: same } of ranked.slice(0, mostRead)) {
      const [definition] = store.definitions([id]);
      if (definition === undefined || !sameForm(occurrence.text, definition.term)) continue;
      if ((!same || kind === "mention") && !fits(occurrence, definition, folderOf(path) === folderOf(own))) continue;
      const label = (files.get(kind)?.size ?? 0) > mostFiles[kind] && !looksLikeIdentifier(definition.term);
      if (label && !same) continue;
      if (same && offset >= definition.start && offset <= definition.end) continue;
      if (await stands(definition, path)) return { definition, path };
    }
    return undefined;
  };
}

function filesByKind(entries: readonly DefinitionEntry[]): ReadonlyMap<DefinitionKind, ReadonlySet<number>> {
  const files = new Map<DefinitionKind, Set<number>>();
  for (const { kind, fileId } of entries) {
    const known = files.get(kind);
    if (known === undefined) files.set(kind, new Set([fileId]));
    else known.add(fileId);
  }
  return files;
}

/** Folders that two paths share from the top, less a little for each that they do not. */
function nearness(path: string, other: string): number {
  const [a, b] = [path.split("/"), other.split("/")];
  let shared = 0;
  while (shared < Math.min(a.length, b.length) - 1 && a[shared] === b[shared]) shared += 1;
  return shared - 0.01 * (a.length - shared);
}

const plainWord = /^\p{L}\p{Ll}*$/u;
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

/**
 * Whether a definition in another file is of these words: in their case and number, and, for a word that many passages
 * hold and so in more senses than one, from a glossary or from the same folder.
 */
function fits(occurrence: Occurrence, { term, kind }: DefinitionRecord, beside: boolean): boolean {
  const { text, inCode, inBlock, rare } = occurrence;
  const plain = plainWord.test(text);
  const single = !/\s/u.test(text);
  switch (kind) {
    case "glossary":
      return true;
    case "term":
    case "heading":
      return !single || rare() || (plain ? beside : inCode && !inBlock);
    case "label":
      if (single) return (inCode && text === term && (beside || !plain)) || rare();
      return beside || rare();
    case "mention":
      return !plain && ((inCode && text === term) || /_|^--|\d{2}/u.test(term) || rare());
    case "table":
      if (plain) return inCode && !inBlock && beside && text === term.replace(/\(\)$/u, "");
      return true;
  }
}

const plural = /^(?:s|es|e|y|ies|x|al|aux|n|en|er|é|ée|és|ées)?$/u;

/**
 * Stems bring together what are different terms: `enabling` is not `Enabled`. Only number and gender may differ, where
 * letters show them, and short forms in capitals are not the small words they look like.
 */
function sameForm(text: string, term: string): boolean {
  if (looksLikeIdentifier(text)) return true;
  const capitals = !/\p{Ll}/u.test(term) && /\p{Lu}/u.test(term);
  // The long form of one that is defined by its short form.
  if (isAbbreviation(term) && /\s/u.test(text)) return true;
  if (capitals && /\p{Ll}/u.test(text.replace(/s$/u, ""))) return false;
  if (/^\p{Lu}{2,}$/u.test(text) && !/\p{Lu}/u.test(term) && /\p{Ll}/u.test(term)) return false;
  return writingsOf(term).some((writing) => {
    const [a, b] = [lastWord(text), lastWord(writing)];
    if (!/^\p{Script=Latin}+$/u.test(a) || !/^\p{Script=Latin}+$/u.test(b)) return true;
    let shared = 0;
    while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared += 1;
    return plural.test(a.slice(shared)) && plural.test(b.slice(shared));
  });
}

const lastWord = (text: string): string => /\p{L}+$/u.exec(text.toLowerCase())?.[0] ?? "";
