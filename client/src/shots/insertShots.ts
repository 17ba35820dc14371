import { window, workspace, type TextDocument } from "vscode";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import { insertPrompt } from "./insertPrompt.ts";

/** Inserts the prompt of a `.shots` document, saved or not, at the cursor, as text or as a snippet. */
export async function insertShots(server: LanguageServer, texts: Texts["shots"]["inserting"]): Promise<void> {
  const { title } = texts;
  const editor = window.activeTextEditor;
  if (editor === undefined) throw new Error(texts.noEditor);
  const addresses = new Map(
    [...(await workspace.findFiles("**/*.shots")), ...workspace.textDocuments.filter(isNew).map(({ uri }) => uri)].map(
      (uri) => [uri.toString(), uri],
    ),
  );
  // A prompt is not inserted into itself.
  addresses.delete(editor.document.uri.toString());
  const choices = [...addresses.values()].map((uri) => ({ label: workspace.asRelativePath(uri), uri })).sort(byLabel);
  if (choices.length === 0) throw new Error(texts.nothing);
  const file =
    choices.length === 1 ? choices[0] : await window.showQuickPick(choices, { title, placeHolder: texts.which });
  if (file === undefined) return;
  const ways = [
    { label: texts.snippet, way: "snippet" as const },
    { label: texts.text, way: "text" as const },
  ];
  const chosen = await window.showQuickPick(ways, { title, placeHolder: texts.how });
  if (chosen === undefined) return;
  const text = (await workspace.openTextDocument(file.uri)).getText();
  await insertPrompt(server, editor, { text, way: chosen.way });
}

const isNew = ({ isUntitled, languageId }: TextDocument): boolean => isUntitled && languageId === "shots";

const byLabel = (a: { readonly label: string }, b: { readonly label: string }): number =>
  a.label.localeCompare(b.label);
