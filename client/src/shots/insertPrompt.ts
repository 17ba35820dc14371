import { SnippetString, window, type TextEditor } from "vscode";
import type { LanguageServer } from "../languageServer/languageServer.ts";

/** Stands for an input while the prompt is written out: no template escapes letters of a private use area. */
const [opening, closing] = ["\uE000", "\uE001"];

/**
 * Inserts the prompt of a `.shots` document at the cursor of an editor, in place of its selection.
 *
 * @param way a snippet has a tab stop for each input, and the last where the model's output goes.
 * @param input what stands at the prompt's end; empty unless given.
 */
export async function insertPrompt(
  server: LanguageServer,
  editor: TextEditor,
  { text, way, input = "" }: { readonly text: string; readonly way: "text" | "snippet"; readonly input?: string },
): Promise<void> {
  const { given } = await server.ask((to) => to.shotsFields(text));
  const isLast = (at: number): boolean => at === given.length - 1;
  const values = given.map((_, at) => {
    if (way === "snippet") return `${opening}${at}${closing}`;
    return isLast(at) ? input : "";
  });
  const { prompt } = await server.ask((to) => to.tryShots({ text, given: values }));
  const { document, selection, viewColumn } = editor;
  // An editor that has gone behind another is brought to the front again.
  const shown = await window.showTextDocument(document, {
    selection,
    preview: false,
    ...(viewColumn === undefined ? {} : { viewColumn }),
  });
  if (way === "text") {
    const done = await shown.edit((edit) => edit.replace(shown.selection, prompt));
    if (!done) throw new Error(document.fileName);
  } else {
    await shown.insertSnippet(
      asSnippet(
        prompt,
        given.map((name, at) => (isLast(at) && input !== "" ? input : name)),
      ),
    );
  }
}

function asSnippet(prompt: string, fields: readonly string[]): SnippetString {
  const snippet = new SnippetString();
  for (const [at, part] of prompt.split(new RegExp(`${opening}(\\d+)${closing}`, "u")).entries()) {
    if (at % 2 === 0) snippet.appendText(part);
    else snippet.appendPlaceholder(fields[Number(part)] ?? "", Number(part) + 1);
  }
  return snippet.appendTabstop(0);
}
