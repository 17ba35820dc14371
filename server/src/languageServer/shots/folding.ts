import { FoldingRangeKind, type FoldingRange } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { TextRange } from "../../core/documents/document.ts";
import type { OpenShots } from "./parsedDocuments.ts";

/** What can be folded: the front matter, every demonstration, every field of several lines, and runs of comments. */
export function foldingRanges(document: TextDocument, { layout, text }: OpenShots): FoldingRange[] {
  const parts: TextRange[] = [
    ...(layout.frontMatter === undefined ? [] : [layout.frontMatter.range]),
    ...layout.demonstrations.flatMap(({ range, fields }) => [range, ...fields.map((field) => field.range)]),
  ];
  const comments = Array.from(
    text.slice(layout.frontMatter?.range.end ?? 0).matchAll(/^#.*(?:\r?\n#.*)+/gmu),
    ({ index, 0: run }) => {
      const start = (layout.frontMatter?.range.end ?? 0) + index;
      return { start, end: start + run.length };
    },
  );
  return [
    ...parts.map((part) => folded(document, part)),
    ...comments.map((run) => ({ ...folded(document, run), kind: FoldingRangeKind.Comment })),
  ].filter(({ startLine, endLine }) => endLine > startLine);
}

const folded = (document: TextDocument, { start, end }: TextRange): FoldingRange => ({
  startLine: document.positionAt(start).line,
  endLine: document.positionAt(end).line,
});
