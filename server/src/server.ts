import { config as speak, t } from "@vscode/l10n";
import {
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  installModelFolderRequest,
  installModelRequest,
  installProgress,
  lookUpModelRequest,
  modelsRequest,
  removeModelRequest,
} from "../../protocol/modelMessages.ts";
import {
  answerRefined,
  askRequest,
  deleteIndexRequest,
  doctorRequest,
  editorStateChanged,
  explainRequest,
  locateCitationRequest,
  rebuildIndexRequest,
  searchRequest,
  setPausedRequest,
  statusChanged,
  statusRequest,
  suggestRequest,
  whyRequest,
} from "../../protocol/serverMessages.ts";
import {
  evaluateRequest,
  evaluationProgressed,
  judgementsChanged,
  judgeRequest,
  undoJudgementRequest,
  verdictsRequest,
} from "../../protocol/evaluationMessages.ts";
import { withoutPassageRequest } from "../../protocol/ablationMessages.ts";
import { chatServersRequest, sentPromptRequest } from "../../protocol/chatMessages.ts";
import { createEditorChat } from "./languageServer/editorChat.ts";
import { plainUri } from "./languageServer/folderPlace.ts";
import { foldersOf, readInitializationOptions } from "./languageServer/initialization.ts";
import type { LanguageServerPorts } from "./languageServer/ports.ts";
import { serveMentions } from "./languageServer/serveMentions.ts";
import { createOwnMessages } from "./languageServer/requests.ts";
import { serveEgress } from "./languageServer/serveEgress.ts";
import { createSession, type Session } from "./languageServer/session.ts";
import { serveShots } from "./languageServer/shots/serveShots.ts";

/** A running language server. */
export interface LanguageServer {
  /** Stops all work and closes every index; no process is left behind. May be called twice. */
  close(): Promise<void>;
}

const folderOperations = { filters: [{ scheme: "file", pattern: { glob: "**/*", matches: "folder" as const } }] };

/** Connects the language server's handlers to a connection; `connection.listen()` stays the caller's. */
export function createLanguageServer(connection: Connection, ports: LanguageServerPorts): LanguageServer {
  const documents = new TextDocuments(TextDocument);
  const { console } = connection;
  const openUris = new Map<string, string>();
  const messages = createOwnMessages(connection);
  const editorChat = createEditorChat(messages);
  let params: InitializeParams | undefined;
  let starting: Promise<Session> | undefined;
  let running: Session | undefined;

  async function start({ initializationOptions }: InitializeParams): Promise<Session> {
    const options = readInitializationOptions(initializationOptions);
    speak({ contents: options.bundle ?? {} });
    const session = await createSession(
      ports,
      {
        documentAt: (uri) => documents.get(openUris.get(uri) ?? uri),
        statusChanged: (status) => messages.send(statusChanged, status),
        installProgressed: (progress) => messages.send(installProgress, progress),
        judgementsChanged: () => messages.send(judgementsChanged, {}),
        evaluationProgressed: (progress) => messages.send(evaluationProgressed, progress),
        answerRefined: (refined) => messages.send(answerRefined, refined),
        diagnosticsChanged: (uri, version, diagnostics) =>
          void connection.sendDiagnostics({ uri, version, diagnostics }),
        chat: editorChat,
        log: (message) => console.log(message),
        warn: (message) => console.warn(message),
        logError: (message) => console.error(message),
      },
      options,
    );
    running = session;
    return session;
  }

  /** Requests wait until the session is there; a connection that was never initialised is the client's mistake. */
  function session(): Promise<Session> {
    if (starting === undefined) throw new Error("The server was not initialised.");
    return starting;
  }

  serveMentions(messages, session);
  const shots = serveShots({ connection, messages, documents, session });

  connection.onInitialize((given): InitializeResult => {
    params = given;
    starting = start(given);
    starting.catch(() => undefined);
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: { didRename: folderOperations, didDelete: folderOperations },
        },
      },
    };
  });

  connection.onInitialized(async () => {
    if (params === undefined) return;
    if (params.capabilities.workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
        const { folders } = await session();
        for (const folder of removed) void folders.remove(folder.uri);
        for (const folder of added) folders.add(folder);
      });
    }
    const { folders } = await session();
    for (const folder of foldersOf(params)) folders.add(folder);
    await shots.register(params);
  });

  const opened = new Set<string>();
  documents.onDidOpen(({ document }) => {
    opened.add(document.uri);
    openUris.set(plainUri(document.uri), document.uri);
    running?.documentOpened(document.uri);
  });
  documents.onDidChangeContent(({ document }) => {
    // The library tells an opening as a change too.
    if (opened.delete(document.uri)) return;
    running?.documentEdited(document.uri);
  });
  documents.onDidSave(({ document }) => running?.documentOpened(document.uri));
  documents.onDidClose(({ document }) => {
    openUris.delete(plainUri(document.uri));
    running?.documentClosed(document.uri);
  });
  documents.listen(connection);

  connection.onDidChangeConfiguration(async ({ settings }) => (await session()).settingsChanged(settings));
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    const { files, shots } = await session();
    files.changed(changes);
    shots.filesChanged();
  });
  connection.workspace.onDidRenameFiles(async () => (await session()).files.foldersChanged());
  connection.workspace.onDidDeleteFiles(async () => (await session()).files.foldersChanged());

  connection.onHover(async ({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return null;
    const ownHover = await shots.hover(document, position);
    if (ownHover) return ownHover;
    const { uri, languageId } = document;
    return (await session()).hover({ uri, languageId, text: document.getText() }, position);
  });
  messages.receive(editorStateChanged, (state) => running?.editorStateChanged(state));
  messages.answer(
    askRequest,
    () => t("Answering"),
    async (question, signal) => (await session()).ask(question, signal),
  );
  messages.answer(
    suggestRequest,
    () => t("Suggesting"),
    async (wanted, signal) => (await session()).suggest(wanted, signal),
  );
  messages.answerPlain(
    chatServersRequest,
    () => t("Looking for chat models"),
    async () => (await session()).chatServers(),
  );
  messages.answer(
    sentPromptRequest,
    () => t("Looking up what was sent"),
    async ({ id }) => (await session()).sentPrompt(id) ?? null,
  );
  messages.answer(
    withoutPassageRequest,
    () => t("Asking without a passage"),
    async (params, signal) => (await session()).withoutPassage(params, signal),
  );
  messages.answer(
    searchRequest,
    () => t("Searching"),
    async (query, signal) => (await session()).search(query, signal),
  );
  messages.answer(
    explainRequest,
    () => t("Explaining the result"),
    async (result, signal) => (await session()).explain(result, signal),
  );
  messages.answer(
    locateCitationRequest,
    () => t("Finding the citation"),
    async (citation) => (await session()).locate(citation),
  );
  messages.answer(
    doctorRequest,
    () => t("The doctor"),
    async (told, signal) => (await session()).examine(told, signal),
  );
  messages.answer(
    whyRequest,
    () => t("Looking up the file"),
    async ({ uri }) => (await session()).why(uri),
  );
  messages.answer(
    setPausedRequest,
    () => t("Pausing"),
    async ({ paused }) => (await session()).setPaused(paused),
  );
  messages.answer(
    judgeRequest,
    () => t("Judging"),
    async (judgement) => (await session()).judge(judgement),
  );
  messages.answerPlain(
    undoJudgementRequest,
    () => t("Taking back"),
    async () => (await session()).undoJudgement(),
  );
  messages.answer(
    verdictsRequest,
    () => t("Looking up judgements"),
    async (words) => (await session()).verdicts(words),
  );
  messages.answer(
    evaluateRequest,
    () => t("Evaluating"),
    async (wanted, signal) => (await session()).evaluate(wanted, signal),
  );
  messages.answerPlain(
    modelsRequest,
    () => t("Listing the models"),
    async () => (await session()).models(),
  );
  messages.answer(
    lookUpModelRequest,
    () => t("Looking up the model"),
    async (wanted, signal) => (await session()).lookUpModel(wanted, signal),
  );
  messages.answer(
    installModelRequest,
    () => t("Installing the model"),
    async (wanted, signal) => (await session()).installModel(wanted, signal),
  );
  messages.answer(
    installModelFolderRequest,
    () => t("Installing the model"),
    async (folder, signal) => (await session()).installModelFolder(folder, signal),
  );
  messages.answer(
    removeModelRequest,
    () => t("Removing the model"),
    async ({ name }) => (await session()).removeModel(name),
  );
  messages.answerPlain(
    statusRequest,
    () => t("The status"),
    async () => (await session()).status(),
  );
  messages.answerPlain(
    rebuildIndexRequest,
    () => t("Rebuilding the index"),
    async () => (await session()).rebuildIndex(),
  );
  messages.answerPlain(
    deleteIndexRequest,
    () => t("Deleting the index"),
    async () => (await session()).deleteIndex(),
  );
  serveEgress(messages, session);

  async function close(): Promise<void> {
    const session = await starting?.catch(() => undefined);
    await session?.close();
  }
  connection.onShutdown(close);
  return { close };
}
