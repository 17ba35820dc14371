import type { ChatServerView } from "../../../protocol/chatMessages.ts";
import type { Settings } from "../../../protocol/settings.ts";
import { readEndpoint } from "../adapters/chat/endpoint.ts";
import { findServers, usualServers } from "../adapters/chat/findServers.ts";
import { createOpenAiCompatible } from "../adapters/chat/openAiCompatible.ts";
import type { ChatModel } from "../core/chatModel.ts";
import { failure, success, type Result } from "../core/result.ts";
import type { EditorChat } from "./editorChat.ts";
import { createEditorChatModel } from "./editorChatModel.ts";

/** The chat models that the settings choose from. */
export interface ChatModels {
  /** The one chosen; undefined where none is. */
  chosen(): Promise<Result<ChatModel> | undefined>;
  /** Servers that answer now. */
  servers(): Promise<readonly ChatServerView[]>;
}

/** @param settings as they are when it is asked. */
export function createChatModels(settings: () => Settings, editor: EditorChat): ChatModels {
  const keyOf = async (origin: string): Promise<string | undefined> => (await editor.key(origin)) ?? undefined;
  return {
    async chosen() {
      const {
        "askDocs.chat.provider": provider,
        "askDocs.chat.url": url,
        "askDocs.chat.model": model,
        "askDocs.chat.patience": seconds,
      } = settings();
      const patience = seconds * 1000;
      switch (provider) {
        case "none":
          return undefined;
        case "editor":
          return success(createEditorChatModel(editor, model, patience));
        case "http": {
          const endpoint = readEndpoint(url);
          if (endpoint === undefined)
            return failure(
              "bad-setting",
              `askDocs.chat.url is no http or https address: ${url}. Correct it, or choose a chat model.`,
            );
          return success(createOpenAiCompatible({ endpoint, model, key: await keyOf(endpoint.origin), patience }));
        }
      }
    },
    async servers() {
      const url = settings()["askDocs.chat.url"];
      const endpoint = readEndpoint(url);
      const isUsual = usualServers.some((server) => readEndpoint(server.url)?.base === endpoint?.base);
      const own = endpoint === undefined || isUsual ? [] : [{ name: endpoint.host, url: endpoint.base }];
      return findServers([...own, ...usualServers], keyOf);
    },
  };
}
