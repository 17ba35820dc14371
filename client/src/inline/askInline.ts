import {
  CancellationTokenSource,
  ProgressLocation,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type CancellationToken,
  type TextDocument,
} from "vscode";
import type { AnswerView } from "../../../protocol/views.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { createPlaceLink } from "../panel/placeLink.ts";
import type { Texts } from "../texts.ts";
import { writeAnswerBlock } from "./answerBlock.ts";
import { formerAnswerLines } from "./formerAnswer.ts";
import type { InlineQuestion } from "./inlineQuestions.ts";
import type { Proposals } from "./proposals.ts";
import { linesOf } from "./questionLenses.ts";

/** Where the editor's own setting does not say it; UTF-16 units. */
const usualWidth = 80;

export interface AskingInline {
  readonly server: LanguageServer;
  readonly proposals: Proposals;
  readonly inlineTexts: Texts["inline"];
}

/**
 * Asks a line's question and puts the answer below it, as a proposal and one step of undoing. It takes the place of an
 * answer that stands there already, kept or not.
 */
export async function askInline(parts: AskingInline, document: TextDocument, asked: InlineQuestion): Promise<void> {
  const { proposals, inlineTexts: texts } = parts;
  const source = new CancellationTokenSource();
  const { version } = document;
  const following = workspace.onDidChangeTextDocument((change) => {
    if (change.document === document && document.version !== version) source.cancel();
  });
  const options = { location: ProgressLocation.Notification, title: texts.asking(asked.question), cancellable: true };
  try {
    const { answer, isStopped } = await window.withProgress(options, async (_, stop) => {
      stop.onCancellationRequested(() => source.cancel());
      const given = await ask(parts.server, document, asked.question, source.token).catch((error: unknown) => {
        if (source.token.isCancellationRequested) return undefined;
        throw error;
      });
      return { answer: given, isStopped: stop.isCancellationRequested };
    });
    if (isStopped) return;
    if (answer === undefined || document.version !== version) return void window.showWarningMessage(texts.changed);
    const block = writeAnswerBlock(answer, {
      ...{ asked, languageId: document.languageId, partly: texts.partly },
      linkTo: createPlaceLink(folderOf(document)),
      width: workspace.getConfiguration("editor", document).get<number>("wordWrapColumn") ?? usualWidth,
    });
    const lines = linesOf(document);
    const waiting = proposals.of(document).find(({ line }) => line === asked.line);
    const count = waiting?.count ?? formerAnswerLines(lines, asked, document.languageId);
    const standing = lines.slice(asked.line + 1, asked.line + 1 + count);
    if (block === undefined)
      return void window.showInformationMessage(count === 0 ? texts.noAnswer : texts.noAnswerNow);
    if (waiting === undefined && block.join("\n") === standing.join("\n"))
      return void window.showInformationMessage(texts.sameAnswer);
    // Markdown would take the next line for more of the quote.
    const isSeparate = asked.comment !== undefined || (lines[asked.line + 1 + count] ?? "").trim() === "";
    const inserted = isSeparate ? block : [...block, ""];
    await replaceBelow(document, asked.line, count, inserted);
    const former = waiting?.former ?? standing;
    proposals.add({ uri: document.uri, line: asked.line, count: inserted.length, former });
  } finally {
    following.dispose();
    source.dispose();
  }
}

/** Asks the other documents: the note that asks would find its own question. */
function ask(
  server: LanguageServer,
  document: TextDocument,
  question: string,
  token: CancellationToken,
): Promise<AnswerView> {
  const path = workspace.asRelativePath(document.uri, false);
  const isInside = workspace.getWorkspaceFolder(document.uri) !== undefined && !path.includes('"');
  const elsewhere = isInside ? `${question} -path:"${path}"` : question;
  return server.ask((to) => to.ask({ id: `inline-${crypto.randomUUID()}`, question: elsewhere }, token));
}

/** Links in a note are read from its own folder; those of a note without a file from the workspace's first. */
function folderOf({ uri, isUntitled }: TextDocument): string | undefined {
  return isUntitled ? workspace.workspaceFolders?.[0]?.uri.toString() : Uri.joinPath(uri, "..").toString();
}

/** Puts other lines in the place of so many below a line. */
export async function replaceBelow(
  document: TextDocument,
  line: number,
  count: number,
  lines: readonly string[],
): Promise<void> {
  const range = new Range(document.lineAt(line).range.end, document.lineAt(line + count).range.end);
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, range, lines.map((each) => `\n${each}`).join(""));
  if (!(await workspace.applyEdit(edit))) throw new Error(document.fileName);
}
