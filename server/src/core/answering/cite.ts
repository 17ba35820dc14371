import { decodeText } from "../documents/decode.ts";
import { createLineIndex } from "../documents/lines.ts";
import type { FileRecord, PassageRecord, Workspace } from "../ports.ts";
import type { Citation } from "./answer.ts";

/** A stretch of a passage to be quoted; offsets count within the passage's text. */
export interface QuotedSpan {
  readonly passage: PassageRecord;
  readonly start: number;
  readonly end: number;
}

/**
 * Builds the one maker of citations. It reads the file again and gives a citation only if the words still stand there,
 * so that no quotation is ever shown that its file does not hold.
 */
export function createCiting(workspace: Workspace, fileOf: (fileId: number) => FileRecord | undefined) {
  return async function cite({ passage, start, end }: QuotedSpan, n: number): Promise<Citation | undefined> {
    const file = fileOf(passage.fileId);
    if (file === undefined) return undefined;
    const read = await workspace.read(file.path);
    if (!read.ok) return undefined;
    const decoded = decodeText(read.value);
    if (!decoded.ok) return undefined;
    const { text } = decoded.value;
    const quote = passage.text.slice(start, end);
    const startOffset = passage.start + start;
    const endOffset = passage.start + end;
    if (text.slice(startOffset, endOffset) !== quote) return undefined;
    const lines = createLineIndex(text);
    return {
      n,
      path: file.path,
      startOffset,
      endOffset,
      startLine: lines.lineAt(startOffset),
      endLine: lines.lineAt(Math.max(startOffset, endOffset - 1)),
      quote,
      contentHash: file.contentHash,
      breadcrumb: passage.breadcrumb,
      language: passage.language,
    };
  };
}

export type Cite = ReturnType<typeof createCiting>;
