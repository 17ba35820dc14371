import { SnippetString, window, workspace } from "vscode";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";

/** Stands for an input while the prompt is written out: no template escapes letters of a private use area. */
const [opening, closing] = ["\uE000", "\uE001"];

/** Inserts the prompt of a `.shots` document at the cursor, as text or as a snippet. */
export async function insertShots(server: LanguageServer, texts: Texts["shots"]["inserting"]): Promise<void> {
  const { title } = texts;
  const editor = window.activeTextEditor;
  if (editor === undefined) throw new Error(texts.noEditor);
  const files = await workspace.findFiles("**/*.shots");
  if (files.length === 0) throw new Error(texts.nothing);
  const choices = files.map((uri) => ({ label: workspace.asRelativePath(uri), uri })).sort(byLabel);
  const file =
    choices.length === 1 ? choices[0] : await window.showQuickPick(choices, { title, placeHolder: texts.which });
  if (file === undefined) return;
  const ways = [
    { label: texts.snippet, isSnippet: true },
    { label: texts.text, isSnippet: false },
  ];
  const way = await window.showQuickPick(ways, { title, placeHolder: texts.how });
  if (way === undefined) return;
  const text = (await workspace.openTextDocument(file.uri)).getText();
  const { given } = await server.ask((to) => to.shotsFields(text));
  const values = given.map((_, at) => (way.isSnippet ? `${opening}${at}${closing}` : ""));
  const { prompt } = await server.ask((to) => to.tryShots({ text, given: values }));
  if (way.isSnippet) await editor.insertSnippet(asSnippet(prompt, given));
  else await editor.edit((edit) => edit.replace(editor.selection, prompt));
}

const byLabel = (a: { readonly label: string }, b: { readonly label: string }): number =>
  a.label.localeCompare(b.label);

/** The prompt with a tab stop for each input, and the last where the model's output goes. */
function asSnippet(prompt: string, fields: readonly string[]): SnippetString {
  const snippet = new SnippetString();
  for (const [at, part] of prompt.split(new RegExp(`${opening}(\\d+)${closing}`, "u")).entries()) {
    if (at % 2 === 0) snippet.appendText(part);
    else snippet.appendPlaceholder(fields[Number(part)] ?? "", Number(part) + 1);
  }
  return snippet.appendTabstop(0);
}
