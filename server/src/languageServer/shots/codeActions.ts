import { CodeActionKind, type CodeAction, type Diagnostic, type Range } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnosis } from "../../core/fewShot/diagnose/diagnosis.ts";
import { remediesFor } from "../../core/fewShot/edit/remedies.ts";
import type { FindSensitive } from "../../core/fewShot/mining/sensitive.ts";
import { diagnosticSource } from "./diagnostics.ts";
import { editorEdits, editorRange } from "./editorRanges.ts";
import type { ShotsJudging } from "./judging.ts";
import type { OpenShots } from "./parsedDocuments.ts";
import type { ShotsFiles } from "./shotsFiles.ts";

/** Builds the code actions: what mends the findings under the cursor, one by one and all of a kind at once. */
export function createShotsCodeActions(ports: {
  readonly judging: ShotsJudging;
  readonly findSensitive: FindSensitive;
  readonly files: Pick<ShotsFiles, "sourcesFor">;
  readonly read: (document: TextDocument) => OpenShots;
}) {
  const { judging, findSensitive, files, read } = ports;
  return async function codeActions(
    document: TextDocument,
    range: Range,
    shown: readonly Diagnostic[],
  ): Promise<CodeAction[]> {
    const judged = await judging.judge(document);
    const sources = files.sourcesFor(document.uri);
    const context = { text: read(document).text, judged, findSensitive, ...(sources !== undefined && { sources }) };
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const touched = judged.findings.filter((one) => one.range.start <= to && one.range.end >= from);
    const actions = new Map<string, CodeAction>();
    for (const finding of touched) {
      for (const { title, edits } of await remediesFor(finding, context)) {
        const diagnostic = shown.find((one) => isShown(document, one, finding));
        const action = actions.get(title) ?? {
          title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [],
          edit: { changes: { [document.uri]: editorEdits(document, edits) } },
        };
        if (diagnostic !== undefined) action.diagnostics?.push(diagnostic);
        actions.set(title, action);
      }
    }
    return [...actions.values()];
  };
}

function isShown(document: TextDocument, { source, code, range }: Diagnostic, finding: Diagnosis): boolean {
  const { start } = editorRange(document, finding.range);
  const same = range.start.line === start.line && range.start.character === start.character;
  return source === diagnosticSource && code === finding.kind && same;
}
