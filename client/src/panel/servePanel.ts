import { commands, env, window, workspace } from "vscode";
import type { MessageConnection } from "vscode-jsonrpc/node";
import { panelWithoutPassage } from "../../../protocol/ablationMessages.ts";
import {
  panelAction,
  panelAsk,
  panelChooseWriter,
  panelCompleteMention,
  panelCopyMarkdown,
  panelExplain,
  panelFocus,
  panelJudge,
  panelLocateCitation,
  panelOpenCitation,
  panelSaveConversation,
  panelShowPlain,
  panelShowSent,
  panelStop,
  panelSuggest,
  panelVerdicts,
  type PanelAction,
} from "../../../protocol/panelMessages.ts";
import type { Conversations } from "../conversations/conversations.ts";
import { chooseWriter } from "../chat/chooseChatModel.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { messageOf } from "../messageOf.ts";
import type { Texts } from "../texts.ts";
import { turnToMarkdown } from "./answerMarkdown.ts";
import type { PanelHost } from "./chatPanel.ts";
import { createPlaceLink } from "./placeLink.ts";
import { openCitation } from "./openCitation.ts";
import type { Questions } from "./questions.ts";
import type { RecentFiles } from "./recentFiles.ts";

export interface PanelServices {
  readonly server: LanguageServer;
  readonly conversations: Conversations;
  readonly questions: Questions;
  readonly recentFiles: RecentFiles;
  readonly texts: Texts;
}

/** As in the manifest's `when` of key bindings. */
const focusContext = "askDocs.panelFocused";

/** The editor's or the extension's command behind each way out that a panel offers. */
const actions: Readonly<Record<PanelAction, readonly [command: string, ...given: readonly unknown[]]>> = {
  openFolder: ["workbench.action.files.openFolder"],
  rebuildIndex: ["askDocs.rebuildIndex"],
  resumeIndexing: ["askDocs.toggleIndexing", { paused: false }],
  manageTrust: ["workbench.trust.manage"],
  showLog: ["askDocs.showLog"],
  openSettings: ["workbench.action.openSettings", "@ext:ask-docs.ask-docs"],
  restartServer: ["askDocs.restartServer"],
  showConversations: ["askDocs.showConversations"],
};

/** Adds every method that a panel may call to its connection. */
export function servePanel(
  { server, conversations, questions, recentFiles, texts }: PanelServices,
  connection: MessageConnection,
  place: PanelHost["place"],
): void {
  // A page may ask nobody whom the person has not chosen.
  const chosen = new Set<string>();
  connection.onRequest(panelChooseWriter, async () => {
    const choice = await chooseWriter(server, texts.chat);
    if (choice !== undefined) chosen.add(JSON.stringify(choice.writer));
    return choice ?? null;
  });
  connection.onRequest(panelAsk, ({ writer, ...params }) =>
    questions.ask(
      writer === undefined || !chosen.has(JSON.stringify(writer)) ? params : { ...params, writer },
      connection,
    ),
  );
  connection.onNotification(panelStop, ({ id }) => questions.stop(id));
  connection.onRequest(panelSuggest, (wanted, token) => server.ask((to) => to.suggest(wanted, token)));
  connection.onRequest(panelCompleteMention, (typed, token) =>
    server.ask((to) => to.completeMention({ ...typed, recent: recentFiles.all() }, token)),
  );
  connection.onRequest(panelLocateCitation, (citation) => server.ask((to) => to.locateCitation(citation)));
  connection.onRequest(panelOpenCitation, (citation) => openCitation(server, citation, place));
  connection.onRequest(panelExplain, (result) => server.ask((to) => to.explain(result)));
  connection.onRequest(panelVerdicts, (words) => server.ask((to) => to.verdicts(words)));
  connection.onRequest(panelJudge, async (judgement) => {
    try {
      return await server.ask((to) => to.judge(judgement));
    } catch (error) {
      // The button shows that nothing was kept, and has no room to say why.
      void window.showErrorMessage(texts.judging.failed(messageOf(error)));
      throw error;
    }
  });
  connection.onRequest(panelWithoutPassage, (params, token) => server.ask((to) => to.withoutPassage(params, token)));
  connection.onNotification(panelCopyMarkdown, ({ turn }) => {
    const linkTo = createPlaceLink(workspace.workspaceFolders?.[0]?.uri.toString());
    void env.clipboard.writeText(turnToMarkdown(turn, texts.markdown, linkTo));
  });
  connection.onNotification(panelShowSent, ({ id }) => void commands.executeCommand("askDocs.showSentPrompt", id));
  connection.onNotification(panelShowPlain, ({ id }) => void commands.executeCommand("askDocs.showPlainText", id));
  const tellFocus = (isFocused: boolean) => void commands.executeCommand("setContext", focusContext, isFocused);
  connection.onNotification(panelFocus, ({ isFocused }) => tellFocus(isFocused));
  connection.onDispose(() => tellFocus(false));
  connection.onNotification(panelSaveConversation, (state) => conversations.takeOver(state, connection));
  connection.onNotification(panelAction, ({ action }) => {
    if (!Object.hasOwn(actions, action)) return;
    const [command, ...given] = actions[action];
    void commands.executeCommand(command, ...given);
  });
}
