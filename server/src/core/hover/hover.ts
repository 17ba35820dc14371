import type { TextRange } from "../documents/document.ts";
import type { Analyser } from "../language/analyse.ts";
import { likelyLanguage, scriptOf, scriptOfLanguage } from "../language/script.ts";
import type { DefinitionRecord } from "../ports.ts";
import { createDefinitionChoice, type ChoicePorts, type Occurrence } from "./chooseDefinition.ts";
import type { DefinitionIndex } from "./definitionIndex.ts";
import { exactKey, isAbbreviation, phraseKeys } from "./termKeys.ts";
import { isFunctionWord } from "./vocabulary.ts";
import { wordsAround } from "./wordsAround.ts";

/** A position in a document, of the folder or not. */
export interface HoverRequest {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** In UTF-16 code units. */
  readonly offset: number;
  /** The editor's name of the document's language; in programs only identifiers and abbreviations are looked up. */
  readonly languageId?: string;
}

/** What the documents say of the words under the pointer. */
export interface Hover {
  /** As its definition writes it. */
  readonly term: string;
  /** Words of the file without mark-up, at most three lines of about 100 characters. */
  readonly excerpt: string;
  /** The file that defines it, and the range of the term with its explanation in it. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** The words under the pointer, in the text that was given. */
  readonly hovered: TextRange;
}

export interface HoverPorts extends ChoicePorts {
  readonly definitions: DefinitionIndex;
  readonly analyser: Analyser;
  /** The languages of the folder's documents, most frequent first. */
  readonly languages: () => Iterable<string>;
  /** Whether few of the folder's passages hold a word. */
  readonly isRare: (word: string) => boolean;
}

const proseLanguages = new Set(
  "markdown mdx plaintext restructuredtext asciidoc latex tex typst html git-commit scminput".split(" "),
);
/** Languages of one script whose stems are tried. */
const mostLanguages = 4;

/** Builds the lookup of defined terms under a position. It calls no model and reads at most a few files. */
export function createHover(ports: HoverPorts) {
  const { definitions, analyser, languages, isRare } = ports;
  const choose = createDefinitionChoice(ports);

  function languagesFor(word: string): readonly string[] {
    const script = scriptOf(word);
    if (script === undefined) return ["en"];
    const own = [...languages()].filter((language) => scriptOfLanguage(language) === script);
    return own.length === 0 ? [likelyLanguage(script)] : own.slice(0, mostLanguages);
  }

  /** Names before words, long before short. */
  function* occurrences({ text, offset, languageId }: HoverRequest): Generator<Occurrence> {
    const { pieces, phrases, inCode, inBlock } = wordsAround(text, offset);
    for (const piece of pieces)
      yield { ...piece, keys: [exactKey(piece.text)], inCode, inBlock, rare: () => isRare(piece.text) };
    const prose = languageId === undefined || proseLanguages.has(languageId);
    for (const { words, start, end } of phrases) {
      const [only = "", ...others] = words;
      const written = text.slice(start, end);
      if (others.length === 0 && isFunctionWord(only)) continue;
      if (!prose && !(others.length === 0 && isAbbreviation(only))) continue;
      const keys = new Set(languagesFor(written).flatMap((language) => phraseKeys(words, language, analyser)));
      yield { start, end, text: written, keys: [...keys], inCode, inBlock, rare: () => words.every(isRare) };
    }
  }

  return {
    /** The best definition of the longest defined term around a position; undefined where there is none. */
    async hoverAt(request: HoverRequest): Promise<Hover | undefined> {
      for (const occurrence of occurrences(request)) {
        const entries = occurrence.keys.flatMap((key) => definitions.find(key));
        if (entries.length === 0) continue;
        const chosen = await choose(occurrence, entries, request);
        if (chosen !== undefined) return toHover(chosen.definition, chosen.path, occurrence);
      }
      return undefined;
    },
  };
}

const toHover = ({ term, excerpt, start, end }: DefinitionRecord, path: string, hovered: TextRange): Hover => ({
  term,
  excerpt,
  path,
  start,
  end,
  hovered: { start: hovered.start, end: hovered.end },
});
