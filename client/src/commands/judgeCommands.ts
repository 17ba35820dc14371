import { Disposable, window, type TextEditor } from "vscode";
import type { JudgedView, Verdict } from "../../../protocol/evaluationMessages.ts";
import type { Conversations } from "../conversations/conversations.ts";
import { chooseQuestion } from "../evaluation/chooseQuestion.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

/** Milliseconds that a word on a judgement stays in the status bar. */
export const wordStays = 5000;

export interface JudgeCommandParts extends CommandReporting {
  readonly server: LanguageServer;
  readonly conversations: Conversations;
  readonly judgingTexts: Texts["judging"];
}

/** The commands that say of words whether they answer a question, and take that back. */
export function registerJudgeCommands(parts: JudgeCommandParts): Disposable {
  const { server, conversations, judgingTexts: texts } = parts;
  const say = (text: string): void => void window.setStatusBarMessage(text, wordStays);

  async function judgeSelection(verdict: Verdict): Promise<void> {
    const editor = window.activeTextEditor;
    const words = editor && selectedWords(editor);
    if (words === undefined) throw new Error(texts.emptySelection);
    await conversations.open();
    const question = await chooseQuestion(conversations.current().turns, verdict, texts);
    if (question === undefined) return;
    say(texts.judged(await server.ask((to) => to.judge({ question, words, verdict }))));
  }

  return Disposable.from(
    registerCommand(parts, "askDocs.judgeSelection", () => judgeSelection("right")),
    registerCommand(parts, "askDocs.judgeSelectionWrong", () => judgeSelection("wrong")),
    registerCommand(parts, "askDocs.undoJudgement", async () => {
      const undone: JudgedView | null = await server.ask((to) => to.undoJudgement());
      say(undone === null ? texts.nothingToUndo : texts.judged(undone));
    }),
  );
}

function selectedWords({ document, selection }: TextEditor) {
  const { start, end } = selection;
  if (selection.isEmpty || document.getText(selection).trim() === "") return undefined;
  const range = {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
  return { place: { uri: document.uri.toString(), path: document.fileName, range } };
}
