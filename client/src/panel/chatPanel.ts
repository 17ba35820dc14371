import { randomBytes } from "node:crypto";
import { Disposable, Uri, type Event, type LogOutputChannel, type Webview } from "vscode";
import { createMessageConnection, type MessageConnection, type NotificationType } from "vscode-jsonrpc/node";
import {
  panelAnswerRefined,
  panelClear,
  panelConversationChanged,
  panelJudgementsChanged,
  panelPutQuestion,
  panelReady,
  panelStatusChanged,
} from "../../../protocol/panelMessages.ts";
import type { Mention } from "../../../protocol/mentions.ts";
import { panelBuildShots, type ShotsSource } from "../../../protocol/shotsBuilding.ts";
import { languageOf } from "../../../protocol/translate.ts";
import type { Conversations } from "../conversations/conversations.ts";
import type { Disposing } from "../disposing.ts";
import type { InterfaceLanguage } from "../interfaceLanguage.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { sortPanelMessage } from "./allowList.ts";
import { buildPanelHtml } from "./panelHtml.ts";
import { createPanelTransport, type PanelTransport } from "./webviewTransport.ts";

/** Where a panel stands: the side bar's view or an editor tab. */
export interface PanelHost {
  readonly webview: Webview;
  readonly place: "view" | "editor";
  /** Shows it and gives it the focus. */
  reveal(): void;
  isVisible(): boolean;
  /** Fires when it is hidden or shown. A hidden page lives on, but what is sent to it may be lost. */
  readonly onDidChangeVisibility: Event<unknown>;
}

export interface ChatPanelParts {
  readonly extensionUri: Uri;
  readonly title: string;
  readonly log: LogOutputChannel;
  readonly server: LanguageServer;
  readonly conversations: Conversations;
  readonly interfaceLanguage: InterfaceLanguage;
  /** Adds what the panel may ask for to a connection that is not listening yet. */
  readonly serve: (connection: MessageConnection, place: PanelHost["place"]) => void;
}

/** A chat panel as the commands see it. */
export interface ChatPanel extends Disposing {
  reveal(): void;
  isVisible(): boolean;
  /** Puts a question into the panel, once it can take it, and asks it there if `submit`. */
  putQuestion(question: string, submit: boolean, mentions?: readonly Mention[]): void;
  /** Opens the builder of few-shot prompts, with the first of the sources chosen. */
  buildShots(sources: readonly ShotsSource[]): void;
  /** Tells the panel to empty itself. */
  clear(): void;
}

/** The page in a webview and the JSON-RPC connection to it: the same for the side bar's view and an editor tab. */
export function createChatPanel(host: PanelHost, parts: ChatPanelParts): ChatPanel {
  const { webview, place } = host;
  const { server, conversations, log } = parts;
  const { t, locale, bundle } = parts.interfaceLanguage;
  let session: { readonly connection: MessageConnection; readonly transport: PanelTransport } | undefined;
  /** Tells what came while the panel could not hear it; the last of it counts. */
  let waiting: (() => void) | undefined;

  function tell<P>(type: NotificationType<P>, params: P): void {
    session?.connection
      .sendNotification(type.method, params)
      .catch((error: unknown) => log.debug(`${type.method} did not reach the panel: ${String(error)}`));
  }

  function closeSession(): void {
    session?.transport.close();
    session?.connection.dispose();
    session = undefined;
  }

  /** A page that is loaded again numbers its requests from the start, so it gets a connection of its own. */
  function openSession(): PanelTransport {
    closeSession();
    const transport = createPanelTransport((message) => webview.postMessage(message));
    const connection = createMessageConnection(transport.reader, transport.writer);
    connection.onRequest(panelReady, () => {
      setImmediate(deliver);
      return { conversation: conversations.shown(), status: server.status(), locale: locale };
    });
    parts.serve(connection, place);
    connection.onError(([error]) => log.warn(`The panel's connection failed: ${error.message}`));
    connection.listen();
    session = { connection, transport };
    return transport;
  }

  function deliver(): void {
    if (session === undefined || waiting === undefined || !host.isVisible()) return;
    waiting();
    waiting = undefined;
  }

  const subscriptions = Disposable.from(
    webview.onDidReceiveMessage((given: unknown) => {
      const sorted = sortPanelMessage(given);
      if (sorted.kind === "refused") {
        log.warn(`The panel sent ${sorted.what}; it was refused.`);
        return;
      }
      const transport = sorted.kind === "start" ? openSession() : session?.transport;
      transport?.receive(sorted.message);
    }),
    host.onDidChangeVisibility(() => {
      if (!host.isVisible()) return;
      tell(panelStatusChanged, server.status());
      tell(panelConversationChanged, conversations.shown());
      deliver();
    }),
    server.onDidChangeStatus((status) => tell(panelStatusChanged, status)),
    server.onDidChangeJudgements(() => tell(panelJudgementsChanged, {})),
    server.onDidRefine((answer) => tell(panelAnswerRefined, answer)),
    conversations.onDidChange(({ by }) => {
      if (by === undefined || by !== session?.connection) tell(panelConversationChanged, conversations.shown());
    }),
  );

  const inExtension = (...path: string[]): Uri => Uri.joinPath(parts.extensionUri, ...path);
  const address = (...path: string[]): string => webview.asWebviewUri(inExtension(...path)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [inExtension("dist"), inExtension("media")] };
  webview.html = buildPanelHtml({
    script: address("dist", "webview.js"),
    styles: [address("media", "panel.css")],
    cspSource: webview.cspSource,
    nonce: randomBytes(24).toString("base64url"),
    language: languageOf(t),
    bundle: bundle,
    title: parts.title,
    place,
  });

  return {
    reveal: () => host.reveal(),
    isVisible: () => host.isVisible(),
    putQuestion(question, submit, mentions = []) {
      waiting = () => tell(panelPutQuestion, { question, mentions, submit });
      deliver();
    },
    buildShots(sources) {
      waiting = () => tell(panelBuildShots, { sources });
      deliver();
    },
    clear: () => tell(panelClear, {}),
    dispose() {
      closeSession();
      subscriptions.dispose();
    },
  };
}
