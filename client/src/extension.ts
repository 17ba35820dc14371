import { env, Uri, version as editorVersion, window, workspace, type ExtensionContext } from "vscode";
import { languageOf } from "../../protocol/translate.ts";
import type { EditorState } from "../../protocol/serverMessages.ts";
import { createChatConsent } from "./chat/consent.ts";
import { createChatKeys } from "./chat/keys.ts";
import { registerAskCommands } from "./commands/askCommands.ts";
import { registerChatCommands } from "./commands/chatCommands.ts";
import { registerConversationCommands } from "./commands/conversationCommands.ts";
import { registerDoctorCommands } from "./commands/doctorCommands.ts";
import { registerEgressCommands } from "./commands/egressCommands.ts";
import { registerEvaluationCommands } from "./commands/evaluationCommands.ts";
import { registerHistoryCommands } from "./commands/historyCommands.ts";
import { registerIndexCommands } from "./commands/indexCommands.ts";
import { registerInlineCommands } from "./commands/inlineCommands.ts";
import { registerJudgeCommands } from "./commands/judgeCommands.ts";
import { registerModelCommand } from "./commands/modelCommands.ts";
import { readCommandTitles } from "./commands/registerCommand.ts";
import { registerSampleCommand } from "./commands/sampleCommand.ts";
import { registerSearchCommand } from "./commands/searchCommand.ts";
import { registerShotsCommands } from "./commands/shotsCommands.ts";
import { registerDocsChat } from "./docsChat/registerDocsChat.ts";
import { registerSimilarCommands } from "./commands/similarCommands.ts";
import { createReportTab } from "./evaluation/reportTab.ts";
import { speak } from "./interfaceLanguage.ts";
import { tellMisfit } from "./models/misfitNotice.ts";
import { createWorkspaceConversations } from "./conversations/workspaceConversations.ts";
import { createUnansweredQuestions } from "./panel/unansweredQuestions.ts";
import { createPanelMaker } from "./panel/panelMaker.ts";
import { createPanels } from "./panel/panels.ts";
import { createLanguageServer, type LanguageServer } from "./languageServer/languageServer.ts";
import { rememberErrors } from "./rememberedLog.ts";
import { collectSettings, readSettingsManifest, type SettingsManifest } from "./settings.ts";
import { createLastEditor } from "./shots/lastEditor.ts";
import { createPromptTab } from "./shots/promptTab.ts";
import { createStatusBar } from "./status/statusBar.ts";
import { registerStatusCommand } from "./status/statusPick.ts";
import { createTexts } from "./texts.ts";

/**
 * What has to be finished before the extension host ends. The editor waits for `deactivate` alone and gives it nothing,
 * so this has to stand outside of both functions.
 */
const endings: (() => Promise<void>)[] = [];

/** Called by the editor once, after its window has come up or when one of the commands is run. */
export function activate(context: ExtensionContext): void {
  const start = performance.now();
  const interfaceLanguage = speak(context.extensionUri);
  const texts = createTexts(interfaceLanguage.t, interfaceLanguage.locale);
  const { log, recent } = rememberErrors(window.createOutputChannel(texts.product, { log: true }));
  const manifest = readSettingsManifest(context.extension.packageJSON);
  const { version } = context.extension.packageJSON as { readonly version: string };
  const settings = (): Readonly<Record<string, unknown>> => readSettings(manifest);

  const chat = {
    consent: createChatConsent(context.workspaceState, texts.chat),
    keys: createChatKeys(context.secrets),
  };
  const server = createLanguageServer({
    chat,
    module: Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath,
    cwd: context.extensionUri.fsPath,
    log,
    texts: texts.server,
    settings,
    initializationOptions: () => ({
      storagePath: context.globalStorageUri.fsPath,
      workspaceStoragePath: context.storageUri?.fsPath,
      modelRoots: [Uri.joinPath(context.extensionUri, "models").fsPath],
      trusted: workspace.isTrusted,
      bundle: interfaceLanguage.bundle,
      version: `${env.appName} ${editorVersion}, ${version}`,
      settings: settings(),
    }),
    workspaceState: () => ({
      folders: (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file").map(({ name }) => name),
      trusted: workspace.isTrusted,
    }),
  });
  const conversations = createWorkspaceConversations({ context, log, texts: texts.conversations });
  const unanswered = createUnansweredQuestions(context.workspaceState);
  const { extensionUri } = context;
  const promptTab = createPromptTab();
  const lastEditor = createLastEditor();
  const panelMaker = createPanelMaker({
    ...{ extensionUri, log, texts, interfaceLanguage, server, conversations, unanswered },
    ...{ promptTab, lastEditor },
  });
  const panels = createPanels({ extensionUri, title: texts.product, create: panelMaker.create });
  const reportTab = createReportTab(extensionUri, languageOf(interfaceLanguage.t));
  const titles = readCommandTitles(context.extension.packageJSON);
  const reporting = { log, titles, texts: texts.errors };
  context.subscriptions.push(
    log,
    server,
    conversations,
    panels,
    panelMaker,
    createStatusBar(server, texts),
    registerStatusCommand(reporting, server, texts),
    registerAskCommands({ ...reporting, panels, conversations, askTexts: texts.ask }),
    registerSimilarCommands({ ...reporting, server, inlineTexts: texts.inline }),
    registerSampleCommand({ ...reporting, extensionUri, globalStorageUri: context.globalStorageUri }),
    registerInlineCommands({ ...reporting, server, product: texts.product, inlineTexts: texts.inline }),
    registerSearchCommand({ ...reporting, server, panels, searchTexts: texts.search, judgingTexts: texts.judging }),
    registerChatCommands({ ...reporting, ...chat, server, chatTexts: texts.chat }),
    registerModelCommand(reporting, server, texts.models),
    tellMisfit(server, context.workspaceState, texts.models),
    reportTab,
    promptTab,
    lastEditor,
    registerHistoryCommands({
      ...{ ...reporting, panels, conversations, unanswered, tab: promptTab },
      ...{ historyTexts: texts.history, markdownTexts: texts.markdown },
    }),
    registerConversationCommands({ ...reporting, panels, conversations, conversationTexts: texts.conversations }),
    registerJudgeCommands({ ...reporting, server, conversations, judgingTexts: texts.judging }),
    registerEvaluationCommands({ ...reporting, server, tab: reportTab, evaluationTexts: texts.evaluation }),
    registerShotsCommands({
      ...{ ...reporting, server, panels, lastEditor, reportTab },
      ...{ tab: promptTab, shotsTexts: texts.shots },
    }),
    registerIndexCommands({ server, reporting, texts }),
    registerDoctorCommands({ ...reporting, server, askDocs: version, recentErrors: recent, doctorTexts: texts.doctor }),
    registerEgressCommands({
      ...{ ...reporting, server, extensionUri, egressTexts: texts.egress },
      locale: interfaceLanguage.locale,
    }),
    registerDocsChat({ extensionUri, server, texts }),
    ...followEditor(server, settings),
  );
  endings.push(
    () => conversations.flush(),
    () => server.stop(),
  );
  // After activation, so that the editor's start does not wait for the language client's library to be read.
  setImmediate(() => server.start());
  log.info(`Activated in ${(performance.now() - start).toFixed(1)} ms.`);
}

/** Called by the editor when its window closes; it waits a few seconds. */
export async function deactivate(): Promise<void> {
  await Promise.all(endings.splice(0).map((end) => end()));
}

function readSettings(manifest: SettingsManifest): Readonly<Record<string, unknown>> {
  const configuration = workspace.getConfiguration();
  return collectSettings(manifest, (name) => configuration.inspect(name), workspace.isTrusted);
}

/** Tells the server what changes around it: settings, trust, attention, folders. */
function followEditor(server: LanguageServer, settings: () => Readonly<Record<string, unknown>>) {
  const sendSettings = (): void => server.tell((to) => to.settingsChanged(settings()));
  const sendState = (): void => server.tell((to) => to.editorStateChanged(editorState()));
  return [
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("askDocs")) sendSettings();
    }),
    workspace.onDidGrantWorkspaceTrust(() => {
      sendState();
      sendSettings();
    }),
    window.onDidChangeWindowState(sendState),
    workspace.onDidChangeWorkspaceFolders(() => server.start()),
  ];
}

const editorState = (): EditorState => ({
  trusted: workspace.isTrusted,
  focused: window.state.focused && window.state.active,
});
