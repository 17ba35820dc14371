import { Range, type TextDocument } from "vscode";

/** The lines above a line. */
export const linesAbove = (document: TextDocument, line: number): readonly string[] =>
  line === 0 ? [] : document.getText(new Range(0, 0, line - 1, Number.MAX_SAFE_INTEGER)).split(/\r\n|\n|\r/u);
