import {
  CancellationTokenSource,
  Position,
  ProgressLocation,
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
import type { InlineQuestion } from "./inlineQuestions.ts";
import type { Proposals } from "./proposals.ts";

export interface AskingInline {
  readonly server: LanguageServer;
  readonly proposals: Proposals;
  readonly inlineTexts: Texts["inline"];
}

/** Asks a line's question and puts the answer below it, as a proposal and one step of undoing. */
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
    });
    if (block === undefined) return void window.showInformationMessage(texts.noAnswer);
    proposals.add({ uri: document.uri, line: asked.line, count: await insertBlock(document, asked, block) });
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

/** Gives how many lines were inserted. */
async function insertBlock(document: TextDocument, asked: InlineQuestion, block: readonly string[]): Promise<number> {
  const { end } = document.lineAt(asked.line).range;
  const next = asked.line + 1 < document.lineCount ? document.lineAt(asked.line + 1).text.trim() : "";
  // Markdown would take the next line for more of the quote.
  const lines = asked.comment === undefined && next !== "" ? [...block, ""] : block;
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(end.line, end.character), ["", ...lines].join("\n"));
  if (!(await workspace.applyEdit(edit))) throw new Error(document.fileName);
  return lines.length;
}
