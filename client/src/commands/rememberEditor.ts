import { window, type TextEditor, type ViewColumn } from "vscode";

/** The place in the editor that a person came from. */
export interface RememberedEditor {
  /** Goes back there; where no editor was open, the one that is a preview is closed. */
  restore(): Promise<void>;
}

/** Remembers the active editor with its selection and what it shows. */
export function rememberEditor(): RememberedEditor {
  const editor: TextEditor | undefined = window.activeTextEditor;
  const tab = window.tabGroups.activeTabGroup.activeTab;
  const selection = editor?.selection;
  const visible = editor?.visibleRanges[0];
  const viewColumn: ViewColumn | undefined = editor?.viewColumn;
  return {
    async restore() {
      if (window.tabGroups.activeTabGroup.activeTab === tab && window.activeTextEditor === editor) {
        if (editor !== undefined && selection !== undefined) editor.selection = selection;
        if (editor !== undefined && visible !== undefined) editor.revealRange(visible);
        return;
      }
      if (editor === undefined) {
        const shown = window.tabGroups.activeTabGroup.activeTab;
        if (shown?.isPreview === true) await window.tabGroups.close(shown, true);
        return;
      }
      const back = await window.showTextDocument(editor.document, {
        ...(selection === undefined ? {} : { selection }),
        ...(viewColumn === undefined ? {} : { viewColumn }),
        preview: tab?.isPreview ?? false,
      });
      if (visible !== undefined) back.revealRange(visible);
    },
  };
}
