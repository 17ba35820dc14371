import { window, workspace, type TextEditor } from "vscode";
import type { ContentTexts } from "./contentTexts.ts";

/**
 * Puts code in place of an editor's selections, at its cursors where nothing is selected, as one step to undo. The text
 * goes in as it is, never as a snippet; the editor writes it with the file's own line ends. Gives whether that was done;
 * where not, the person is told why.
 */
export async function insertCode(editor: TextEditor | undefined, code: string, texts: ContentTexts): Promise<boolean> {
  if (editor === undefined) {
    void window.showWarningMessage(texts.noEditor);
    return false;
  }
  const { document, selections, viewColumn } = editor;
  // An editor that has gone behind another is brought to the front again.
  const shown = await window.showTextDocument(document, {
    preview: false,
    ...(viewColumn === undefined ? {} : { viewColumn }),
  });
  shown.selections = selections;
  const done = await shown.edit((edit) => {
    for (const selection of selections) edit.replace(selection, code);
  });
  if (!done) void window.showWarningMessage(texts.notTaken(workspace.asRelativePath(document.uri)));
  return done;
}
