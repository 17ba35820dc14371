import { TabInputText, Uri, ViewColumn, window, workspace } from "vscode";
import type { Disposing } from "../disposing.ts";

/** Read-only tabs with a text that was made and not read. */
export interface PromptTab extends Disposing {
  /**
   * Beside the editor in front; the next one takes its place.
   * @param title of the tab.
   * @param focus whether the editor in front keeps it, or the tab takes it to be read at once; kept unless given.
   */
  show(title: string, text: string, focus?: "keeps" | "takes"): Promise<void>;
  /** Closes the one in front, where it took the focus when it was shown; tells whether it did. */
  closeRead(): Promise<boolean>;
}

const scheme = "ask-docs-prompt";
/** Texts that are kept for tabs that the editor opens again. */
const kept = 10;

export function createPromptTab(): PromptTab {
  const texts = new Map<string, string>();
  let shown = 0;
  let read = "";
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? "",
  });
  return {
    async show(title, text, focus = "keeps") {
      // The number tells apart texts of one title; only the last part of the path is shown.
      const uri = Uri.from({ scheme, path: `/${(shown += 1)}/${title.replaceAll("/", " ")}.txt` });
      texts.set(uri.toString(), text);
      if (focus === "takes") read = uri.toString();
      const [oldest] = texts.keys();
      if (texts.size > kept && oldest !== undefined) texts.delete(oldest);
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document, {
        viewColumn: ViewColumn.Beside,
        preserveFocus: focus === "keeps",
        preview: true,
      });
    },
    async closeRead() {
      const tab = window.tabGroups.activeTabGroup.activeTab;
      const isRead = tab?.input instanceof TabInputText && tab.input.uri.toString() === read;
      return isRead && (await window.tabGroups.close(tab));
    },
    dispose() {
      provider.dispose();
    },
  };
}
