import { window, type TextEditor } from "vscode";
import type { Disposing } from "../disposing.ts";

/** The text editor that was in front last: while the panel has the focus in a tab of its own, none is active. */
export interface LastEditor extends Disposing {
  /** Undefined where its document is closed. */
  current(): TextEditor | undefined;
}

export function createLastEditor(): LastEditor {
  let last: TextEditor | undefined = window.activeTextEditor;
  const following = window.onDidChangeActiveTextEditor((editor) => {
    if (editor !== undefined) last = editor;
  });
  return {
    current() {
      const editor = window.activeTextEditor ?? last;
      return editor?.document.isClosed === false ? editor : undefined;
    },
    dispose() {
      following.dispose();
    },
  };
}
