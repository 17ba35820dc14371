import { NotificationType, RequestType, RequestType0 } from "vscode-jsonrpc";

/** What passes between the language server and the extension host about chat models: the server asks, the editor has. */

/** A model that an extension gives to the editor. */
export interface EditorModelView {
  readonly id: string;
  readonly name: string;
  /** Who provides it, as the editor names them. */
  readonly vendor: string;
  /** Tokens that a prompt may take. */
  readonly contextTokens: number;
}

/** The editor's model with this id; `null` where there is none. An empty id is any. */
export const editorModelRequest = new RequestType<{ readonly id: string }, EditorModelView | null, void>(
  "askDocs/chat/editorModel",
);

export interface EditorChatParams {
  /** Names the answer in `editorChatDelta`; chosen by the asker. */
  readonly answer: string;
  /** The model's. */
  readonly id: string;
  readonly messages: readonly { readonly role: "system" | "user" | "assistant"; readonly text: string }[];
  readonly answerTokens: number;
}

/** How an answer of the editor's model ended. */
export type EditorChatEnd =
  | { readonly kind: "ended" }
  | {
      readonly kind: "failed";
      readonly cause: "notAllowed" | "gone" | "refused" | "rateLimited" | "other";
      readonly detail: string;
    };

/** Asks the editor's model; what it writes comes before as `editorChatDelta`. Cancelling stops it. */
export const editorChatRequest = new RequestType<EditorChatParams, EditorChatEnd, void>("askDocs/chat/complete");

export const editorChatDelta = new NotificationType<{ readonly answer: string; readonly text: string }>(
  "askDocs/chat/delta",
);

/** How many tokens a text takes by the editor's model; `null` where it cannot say. */
export const editorTokensRequest = new RequestType<{ readonly id: string; readonly text: string }, number | null, void>(
  "askDocs/chat/countTokens",
);

/** Where passages are about to go. */
export interface ChatDestination {
  /** The model's name. */
  readonly model: string;
  /** A host with its port, or who provides the editor's model. */
  readonly destination: string;
}

/** Whether passages of this workspace may go there; asks the person the first time. */
export const chatConsentRequest = new RequestType<ChatDestination, boolean, void>("askDocs/chat/consent");

/** The key for a server, by its scheme, host and port; `null` where none is set. */
export const chatKeyRequest = new RequestType<{ readonly origin: string }, string | null, void>("askDocs/chat/key");

/** Who writes an answer: the documents alone, a model of the editor's by its id, or one at a server by its name. */
export interface AnswerWriter {
  readonly provider: "none" | "editor" | "http";
  /** The server's. */
  readonly url?: string;
  /** Empty for the documents alone. */
  readonly model: string;
}

/** A server that answers, with the models that it offers. */
export interface ChatServerView {
  /** What it is, such as Ollama, or its host. */
  readonly name: string;
  readonly url: string;
  readonly models: readonly string[];
}

/** Looks which servers answer now: the usual ones on this machine, and the one of the settings. */
export const chatServersRequest = new RequestType0<readonly ChatServerView[], void>("askDocs/chat/servers");

/** Exactly what was sent to a model for a question, by its id; `null` where that is not known any more. */
export const sentPromptRequest = new RequestType<{ readonly id: string }, string | null, void>("askDocs/chat/sent");
