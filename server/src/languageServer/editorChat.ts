import {
  chatConsentRequest,
  chatKeyRequest,
  editorChatDelta,
  editorChatRequest,
  editorModelRequest,
  editorTokensRequest,
  type ChatDestination,
  type EditorChatEnd,
  type EditorChatParams,
  type EditorModelView,
} from "../../../protocol/chatMessages.ts";
import type { OwnMessages } from "./requests.ts";

/** What only the editor has for chat models: its own models, keys, and the person's agreement. */
export interface EditorChat {
  model(id: string, signal?: AbortSignal): Promise<EditorModelView | null>;
  complete(
    params: Omit<EditorChatParams, "answer">,
    onDelta: (text: string) => void,
    signal: AbortSignal,
  ): Promise<EditorChatEnd>;
  countTokens(id: string, text: string, signal?: AbortSignal): Promise<number | null>;
  agrees(to: ChatDestination, signal: AbortSignal): Promise<boolean>;
  key(origin: string): Promise<string | null>;
}

/** Asks the editor over the language server's connection. */
export function createEditorChat(messages: OwnMessages): EditorChat {
  const listeners = new Map<string, (text: string) => void>();
  let answers = 0;
  messages.receive(editorChatDelta, ({ answer, text }) => listeners.get(answer)?.(text));
  return {
    model: (id, signal) => messages.request(editorModelRequest, { id }, signal),
    async complete(params, onDelta, signal) {
      const answer = String((answers += 1));
      listeners.set(answer, onDelta);
      try {
        return await messages.request(editorChatRequest, { ...params, answer }, signal);
      } finally {
        listeners.delete(answer);
      }
    },
    countTokens: (id, text, signal) => messages.request(editorTokensRequest, { id, text }, signal),
    agrees: (to, signal) => messages.request(chatConsentRequest, to, signal),
    key: async (origin) => messages.request(chatKeyRequest, { origin }).catch(() => null),
  };
}
