import type { LanguageClient } from "vscode-languageclient/node";
import {
  chatConsentRequest,
  chatKeyRequest,
  editorChatDelta,
  editorChatRequest,
  editorModelRequest,
  editorTokensRequest,
} from "../../../protocol/chatMessages.ts";
import type { ChatConsent } from "./consent.ts";
import { askEditorModel, countEditorTokens, editorModel } from "./editorModels.ts";
import type { ChatKeys } from "./keys.ts";

/** What the language server may ask of the editor for chat models. */
export interface ChatServices {
  readonly consent: ChatConsent;
  readonly keys: ChatKeys;
}

/** Answers what the language server asks about chat models; to be called before the client starts. */
export function serveChat(client: LanguageClient, { consent, keys }: ChatServices): void {
  client.onRequest(editorModelRequest, ({ id }) => editorModel(id));
  client.onRequest(editorTokensRequest, ({ id, text }, token) => countEditorTokens(id, text, token));
  client.onRequest(chatConsentRequest, (to) => consent.agrees(to));
  client.onRequest(chatKeyRequest, async ({ origin }) => (await keys.get(origin)) ?? null);
  client.onRequest(editorChatRequest, (params, token) =>
    askEditorModel(
      params,
      (text) => void client.sendNotification(editorChatDelta, { answer: params.answer, text }),
      token,
    ),
  );
}
