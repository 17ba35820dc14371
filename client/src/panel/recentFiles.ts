import { TabInputText, window, type Uri } from "vscode";
import type { Disposing } from "../disposing.ts";

/** Files that were in front last. */
export interface RecentFiles extends Disposing {
  /** Their addresses, the last one first; then those of the other open tabs. */
  all(): readonly string[];
}

const mostRecent = 50;

/** Follows which files come to the front. */
export function createRecentFiles(): RecentFiles {
  let recent: readonly string[] = [];
  const note = (uri: Uri | undefined): void => {
    if (uri?.scheme === "file") recent = [...new Set([uri.toString(), ...recent])].slice(0, mostRecent);
  };
  note(window.activeTextEditor?.document.uri);
  const following = window.onDidChangeActiveTextEditor((editor) => note(editor?.document.uri));
  return {
    all() {
      const open = new Set(recent);
      for (const { input } of window.tabGroups.all.flatMap((group) => group.tabs))
        if (input instanceof TabInputText) open.add(input.uri.toString());
      return [...open].slice(0, mostRecent);
    },
    dispose: () => void following.dispose(),
  };
}
