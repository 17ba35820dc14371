import { Disposable, window } from "vscode";
import type { Conversations } from "../conversations/conversations.ts";
import type { Panels } from "../panel/panels.ts";
import type { Texts } from "../texts.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

/** Longest selection that is taken for a question, in UTF-16 code units. */
const maxQuestion = 2000;

export interface AskCommandParts extends CommandReporting {
  readonly panels: Panels;
  readonly conversations: Conversations;
  readonly askTexts: Texts["ask"];
}

/** The commands that lead to the chat panel. */
export function registerAskCommands(parts: AskCommandParts): Disposable {
  const { panels, conversations } = parts;
  return Disposable.from(
    registerCommand(parts, "askDocs.ask", async (given) => {
      const panel = await panels.show();
      if (typeof given === "string" && given.trim() !== "") panel.putQuestion(given.trim(), true);
      else {
        const selection = selectedText();
        if (selection !== "") panel.putQuestion(selection, false);
      }
    }),
    registerCommand(parts, "askDocs.askAboutSelection", async () => {
      const selection = selectedText();
      if (selection === "") throw new Error(parts.askTexts.emptySelection);
      const panel = await panels.show();
      panel.putQuestion(selection, true);
    }),
    registerCommand(parts, "askDocs.openInEditor", () => panels.showInEditor()),
    registerCommand(parts, "askDocs.clearConversation", async () => {
      await conversations.open();
      panels.clear();
      // Where no panel is shown, none saves it.
      conversations.change(conversations.current().id, (now) => ({ ...now, turns: [], draft: "" }));
    }),
  );
}

/** The active editor's selection on one line; "" without one. */
function selectedText(): string {
  const editor = window.activeTextEditor;
  if (editor === undefined || editor.selection.isEmpty) return "";
  return editor.document.getText(editor.selection).replaceAll(/\s+/g, " ").trim().slice(0, maxQuestion);
}
