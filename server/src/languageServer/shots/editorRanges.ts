import type { Range, TextEdit as EditorEdit } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { TextRange } from "../../core/documents/document.ts";
import type { TextEdit } from "../../core/fewShot/edit/textEdit.ts";

/** A range of a document as the editor counts it. */
export const editorRange = (document: TextDocument, { start, end }: TextRange): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

/** Edits of a document as the editor makes them. */
export const editorEdits = (document: TextDocument, edits: readonly TextEdit[]): EditorEdit[] =>
  edits.map(({ range, text }) => ({ range: editorRange(document, range), newText: text }));

/** Whether an offset lies in a range, its end included, as a cursor may. */
export const holds = ({ start, end }: TextRange, offset: number): boolean => start <= offset && offset <= end;
