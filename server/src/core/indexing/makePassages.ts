import { chunkDocument, type ChunkSizes } from "../chunking/chunk.ts";
import type { DocumentParser, ParsedDocument } from "../documents/document.ts";
import { createLineIndex } from "../documents/lines.ts";
import { outlineOf, type OutlineHeading } from "../documents/outline.ts";
import { collectDefinitions, type NewDefinition } from "../hover/collectDefinitions.ts";
import type { Analyser } from "../language/analyse.ts";
import { languageOf, type LanguageDetector } from "../language/detect.ts";
import type { SentenceSplitter } from "../language/sentences.ts";
import type { FieldTerms, Hash, PassageRecord, PassageTerms, StoredLink } from "../ports.ts";
import { linksOf } from "./pageLinks.ts";
import { passageLanguages } from "./passageLanguages.ts";

/** Raised when chunking, analysis, definitions or the embedded text change, so that indexed files are made again. */
const version = 7;

/** What a file's passages were made with; another value means that it must be indexed again. */
export const pipelineOf = (parser: DocumentParser): string => `${parser.name}@${parser.version};passages@${version}`;

export type NewPassage = Omit<PassageRecord, "id" | "fileId"> & { readonly terms: PassageTerms };

export interface MadeDocument {
  readonly title: string;
  readonly language: string;
  readonly document: ParsedDocument;
  readonly passages: readonly NewPassage[];
  readonly definitions: readonly NewDefinition[];
  /** What its links say of other pages. */
  readonly links: readonly StoredLink[];
  readonly outline: readonly OutlineHeading[];
}

export interface PassageMaker {
  make(path: string, text: string, parser: DocumentParser): MadeDocument;
}

const nameOf = (path: string): string => (path.split("/").at(-1) ?? path).replace(/\.[^.]+$/u, "");

const sampleOf = (document: ParsedDocument): string => {
  let sample = "";
  for (const block of document.blocks) {
    if (block.kind === "code") continue;
    sample += `${block.plain}\n`;
    if (sample.length > 1200) break;
  }
  return sample;
};

/** The text that is embedded for a passage: where it stands, then what it says. */
export const embeddedText = (breadcrumb: readonly string[], plain: string): string =>
  breadcrumb.length === 0 ? plain : `${breadcrumb.join(" > ")}\n${plain}`;

/** Turns a file's text into passages with their terms: parse, detect the language, chunk, analyse. */
export function createPassageMaker(ports: {
  readonly analyser: Analyser;
  readonly splitter: SentenceSplitter;
  readonly detect: LanguageDetector;
  readonly hash: Hash;
  readonly sizes: ChunkSizes;
}): PassageMaker {
  const { analyser, splitter, detect, hash, sizes } = ports;

  return {
    make(path, text, parser) {
      const document = parser.parse(text);
      const language = document.language ?? languageOf(sampleOf(document), detect);
      const title = document.title ?? nameOf(path);
      const lines = createLineIndex(text);
      const titleTerms = analyser.count([title, ...document.aliases, ...document.tags].join("\n"), language);
      const pathTerms = analyser.count(path, language);
      const termsByHeadings = new Map<string, FieldTerms>();
      const chunks = chunkDocument(document, text, language, splitter, sizes);
      const languages = passageLanguages(
        chunks.map(({ plain }) => plain),
        language,
        detect,
      );

      const passages = chunks.map((passage, place): NewPassage => {
        const headings = passage.headings[0] === document.title ? passage.headings.slice(1) : passage.headings;
        const breadcrumb = document.title === undefined ? headings : [document.title, ...headings];
        const own = languages[place] ?? language;
        const heading = [...headings, ...passage.inner].join("\n");
        const headingKey = `${own}\n${heading}`;
        const headingTerms = termsByHeadings.get(headingKey) ?? analyser.count(heading, own);
        termsByHeadings.set(headingKey, headingTerms);
        return {
          start: passage.start,
          end: passage.end,
          startLine: lines.lineAt(passage.start),
          endLine: lines.lineAt(Math.max(passage.start, passage.end - 1)),
          language: own,
          breadcrumb,
          text: text.slice(passage.start, passage.end),
          plain: passage.plain,
          sentences: Uint32Array.from(
            passage.sentences.flatMap(({ start, end }) => [start - passage.start, end - passage.start]),
          ),
          vectorKey: hash(embeddedText(breadcrumb, passage.plain)),
          terms: [titleTerms, headingTerms, pathTerms, analyser.count(passage.plain, own)],
        };
      });
      const definitions = collectDefinitions({ path, text, document, language }, analyser);
      const links = linksOf(path, document, language, analyser);
      const outline = outlineOf(document.blocks, text.length);
      return { title, language, document, passages, definitions, links, outline };
    },
  };
}
