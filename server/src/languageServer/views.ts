import type { AnswerView, CitationView, HitView, Place, Position } from "../../../protocol/views.ts";
import type { Answer, Citation } from "../core/answering/answer.ts";
import { createLineIndex, type LineIndex } from "../core/documents/lines.ts";
import type { TextRange } from "../core/documents/document.ts";
import type { Hit } from "../core/search/hits.ts";
import type { OpenIndex } from "./openIndex.ts";

/** How many characters of context a citation shows on each side. */
const contextLength = 160;

interface Document {
  readonly text: string;
  readonly lines: LineIndex;
  readonly unsaved: boolean;
}

/** Turns what a folder's service finds into what the editor shows. Reads every file once: use it for one answer. */
export interface FolderViews {
  answer(answer: Answer): Promise<AnswerView>;
  hit(hit: Hit): Promise<HitView>;
  place(path: string, range: TextRange): Promise<Place>;
}

/** @param prefixed whether paths begin with the folder's name, as they must where the workspace has several. */
export function createFolderViews({ place: folder, workspace, readText }: OpenIndex, prefixed: boolean): FolderViews {
  const documents = new Map<string, Promise<Document>>();

  async function read(path: string): Promise<Document> {
    const text = (await readText(path)) ?? "";
    return { text, lines: createLineIndex(text), unsaved: await workspace.isUnsaved(path) };
  }

  function documentAt(path: string): Promise<Document> {
    const known = documents.get(path) ?? read(path);
    documents.set(path, known);
    return known;
  }

  const placeIn = (path: string, { lines }: Document, { start, end }: TextRange): Place => ({
    uri: folder.uriOf(path),
    path: prefixed ? `${folder.name}/${path}` : path,
    range: { start: positionAt(lines, start), end: positionAt(lines, end) },
  });

  async function citation({ path, startOffset, endOffset, ...quoted }: Citation): Promise<CitationView> {
    const document = await documentAt(path);
    const { text, unsaved } = document;
    return {
      n: quoted.n,
      place: placeIn(path, document, { start: startOffset, end: endOffset }),
      quote: quoted.quote,
      before: contextBefore(text, startOffset),
      after: contextAfter(text, endOffset),
      breadcrumb: quoted.breadcrumb,
      contentHash: quoted.contentHash,
      unsaved,
      language: quoted.language,
      ...(quoted.shortfall === undefined ? {} : { shortfall: quoted.shortfall }),
    };
  }

  return {
    async answer({ question, sentences, citations, nearest, ...rest }) {
      const { abstained, confidence, freshness, model, notices, sent } = rest;
      return {
        question,
        sentences,
        citations: await Promise.all(citations.map(citation)),
        abstained,
        confidence,
        nearest: await Promise.all(nearest.map(citation)),
        freshness,
        model,
        notices,
        ...(sent === undefined ? {} : { wasSent: true }),
      };
    },
    async hit({ file, passage, score, alsoIn = [] }) {
      const document = await documentAt(file.path);
      const { breadcrumb, language, plain } = passage;
      const place = placeIn(file.path, document, passage);
      const elsewhere = alsoIn.map(async ({ file: { path }, passage: range, relation }) => ({
        place: placeIn(path, await documentAt(path), range),
        relation,
      }));
      const { unsaved } = document;
      return { place, breadcrumb, language, text: plain, score, unsaved, alsoIn: await Promise.all(elsewhere) };
    },
    place: async (path, range) => placeIn(path, await documentAt(path), range),
  };
}

/** The editor's position of an offset. */
export function positionAt(lines: LineIndex, offset: number): Position {
  const line = lines.lineAt(offset);
  return { line: line - 1, character: offset - lines.startOf(line) };
}

/** The offset of an editor's position; positions beyond the text give its end. */
export const offsetAt = (lines: LineIndex, { line, character }: Position): number =>
  Math.min(lines.startOf(line + 1) + character, lines.startOf(lines.lineCount + 1));

const inOneLine = (text: string): string => text.replace(/\s+/gu, " ").toWellFormed();

/** White space is folded, so more is read than is shown; a word cut at the outer end is left out. */
export function contextBefore(text: string, end: number): string {
  const read = inOneLine(text.slice(Math.max(0, end - 3 * contextLength), end)).trimStart();
  return read.length <= contextLength ? read : read.slice(-contextLength).replace(/^\S*\s/u, "");
}

export function contextAfter(text: string, start: number): string {
  const read = inOneLine(text.slice(start, start + 3 * contextLength)).trimEnd();
  return read.length <= contextLength ? read : read.slice(0, contextLength).replace(/\s\S*$/u, "");
}
