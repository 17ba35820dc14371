import type { LogOutputChannel, Uri } from "vscode";
import type { Conversations } from "../conversations/conversations.ts";
import type { Disposing } from "../disposing.ts";
import type { InterfaceLanguage } from "../interfaceLanguage.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { LastEditor } from "../shots/lastEditor.ts";
import type { PromptTab } from "../shots/promptTab.ts";
import type { Texts } from "../texts.ts";
import { createChatPanel, type ChatPanel, type PanelHost } from "./chatPanel.ts";
import type { UnansweredQuestions } from "./unansweredQuestions.ts";
import { createQuestions } from "./questions.ts";
import { serveContent } from "./serveContent.ts";
import { createRecentFiles } from "./recentFiles.ts";
import { servePanel } from "./servePanel.ts";
import { serveShots } from "./serveShots.ts";

export interface PanelKitParts {
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
  readonly texts: Texts;
  readonly interfaceLanguage: InterfaceLanguage;
  readonly server: LanguageServer;
  readonly conversations: Conversations;
  readonly unanswered: UnansweredQuestions;
  readonly promptTab: PromptTab;
  readonly lastEditor: LastEditor;
}

/** What all panels of a window share: its conversations, and the questions under way in them. */
export interface PanelKit extends Disposing {
  createPanel(host: PanelHost): ChatPanel;
}

export function createPanelKit(parts: PanelKitParts): PanelKit {
  const { server, conversations, unanswered, texts, promptTab, lastEditor } = parts;
  const questions = createQuestions({ server, conversations, unanswered, texts: texts.ask });
  const recentFiles = createRecentFiles();
  return {
    createPanel: (host) =>
      createChatPanel(host, {
        ...parts,
        title: texts.product,
        serve(connection, place) {
          servePanel({ server, conversations, questions, recentFiles, texts }, connection, place);
          serveContent({ lastEditor, texts: texts.content }, connection, place);
          serveShots({ server, tab: promptTab, shotsTexts: texts.shots, lastEditor }, connection, place);
        },
      }),
    dispose() {
      questions.dispose();
      recentFiles.dispose();
    },
  };
}
