import { t } from "@vscode/l10n";
import type { CodeLens } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { evaluateShotsCommand } from "../../../../protocol/shotsEvaluationMessages.ts";
import { exportShotsCommand, tryShotsCommand } from "../../../../protocol/shotsMessages.ts";

const firstLine = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** What can be done with a whole document, over its first line. */
export const codeLensesOf = ({ uri }: TextDocument): CodeLens[] => [
  { range: firstLine, command: { title: `$(play) ${t("Try")}`, command: tryShotsCommand, arguments: [uri] } },
  {
    range: firstLine,
    command: { title: `$(graph) ${t("Evaluate")}`, command: evaluateShotsCommand, arguments: [uri] },
  },
  { range: firstLine, command: { title: `$(export) ${t("Export")}`, command: exportShotsCommand, arguments: [uri] } },
];
