import { commands, Disposable, Uri, window, workspace } from "vscode";
import type { CrawlDecisionView } from "../../../protocol/views.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { isPaused } from "../status/statusText.ts";
import type { Texts } from "../texts.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

/** Milliseconds that a word in the status bar stays. */
const wordStays = 5000;

export interface IndexCommandParts {
  readonly server: LanguageServer;
  readonly reporting: CommandReporting;
  readonly texts: Texts;
}

/** The commands about the index, its server and its log. */
export function registerIndexCommands({ server, reporting, texts }: IndexCommandParts): Disposable {
  return Disposable.from(
    registerCommand(reporting, "askDocs.rebuildIndex", () => server.ask((to) => to.rebuildIndex())),
    registerCommand(reporting, "askDocs.deleteIndex", async () => {
      const { deleteQuestion, deleteDetail: detail, deleteConfirm } = texts.index;
      const chosen = await window.showWarningMessage(deleteQuestion, { modal: true, detail }, deleteConfirm);
      if (chosen === undefined) return;
      await server.ask((to) => to.deleteIndex());
      window.setStatusBarMessage(texts.index.deleted, wordStays);
    }),
    registerCommand(reporting, "askDocs.toggleIndexing", async (given) => {
      const paused = wantedPause(given) ?? !isPaused(server.status());
      await server.ask((to) => to.setPaused(paused));
    }),
    registerCommand(reporting, "askDocs.why", async (given) => {
      const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri;
      if (uri === undefined) throw new Error(texts.why.noFile);
      await showDecision(uri, await server.ask((to) => to.why(uri.toString())), texts.why);
    }),
    registerCommand(reporting, "askDocs.restartServer", () => server.restart()),
    registerCommand(reporting, "askDocs.showLog", () => reporting.log.show()),
  );
}

function wantedPause(given: unknown): boolean | undefined {
  if (typeof given !== "object" || given === null || !("paused" in given)) return undefined;
  return typeof given.paused === "boolean" ? given.paused : undefined;
}

async function showDecision(uri: Uri, decision: CrawlDecisionView, texts: Texts["why"]): Promise<void> {
  const path = workspace.asRelativePath(uri);
  const { indexed, reason, rule } = decision;
  const message = indexed ? texts.indexed(path, reason) : texts.notIndexed(path, reason);
  const chosen = await window.showInformationMessage(message, ...(rule === undefined ? [] : [texts.openRule]));
  if (chosen === undefined || rule === undefined) return;
  const folder = workspace.getWorkspaceFolder(uri)?.uri ?? uri;
  const place = rule.line - 1;
  await commands.executeCommand("vscode.open", Uri.joinPath(folder, rule.file), {
    selection: { start: { line: place, character: 0 }, end: { line: place, character: rule.pattern.length } },
  });
}
