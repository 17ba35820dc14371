import { Uri, window, workspace, type TextDocument } from "vscode";
import { exportEndings, type ShotsExportFormat } from "../../../protocol/shotsMessages.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";

/** Asks for a format and a place, and writes the prompt there. Ends where the person thinks better of it. */
export async function exportShots(
  server: LanguageServer,
  texts: Texts["shots"]["exporting"],
  document: TextDocument,
): Promise<void> {
  const { uri, isUntitled } = document;
  const formats = Object.keys(exportEndings) as ShotsExportFormat[];
  const choices = formats.map((format) => ({ label: texts.formats[format], description: format, format }));
  const chosen = await window.showQuickPick(choices, { title: texts.title, placeHolder: texts.forWhat });
  if (chosen === undefined) return;
  const { format } = chosen;
  const title = isUntitled ? texts.untitled : (uri.path.split("/").at(-1) ?? "").replace(/\.shots$/u, "");
  const { text, beside, notes } = await server.ask((to) => to.exportShots({ text: document.getText(), title, format }));
  const name = `${title}${exportEndings[format]}`;
  const folder = isUntitled ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(uri, "..");
  const place = folder && { defaultUri: Uri.joinPath(folder, name) };
  const file = await window.showSaveDialog({ ...place, title: texts.title });
  if (file === undefined) return;
  const write = (to: Uri, content: string) => workspace.fs.writeFile(to, new TextEncoder().encode(content));
  await write(file, text);
  if (beside !== undefined) await write(file.with({ path: `${file.path}${beside.ending}` }), beside.text);
  await window.showTextDocument(file);
  if (notes.length > 0) void window.showInformationMessage(notes.join(" "));
}
