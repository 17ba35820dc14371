import { t } from "@vscode/l10n";
import type { AnswerWriter, ChatServerView } from "../../../protocol/chatMessages.ts";
import type { Settings } from "../../../protocol/settings.ts";
import { readEndpoint } from "../adapters/chat/endpoint.ts";
import { findServers, usualServers } from "../adapters/chat/findServers.ts";
import { createOpenAiCompatible } from "../adapters/chat/openAiCompatible.ts";
import type { EgressGate } from "../adapters/egress/egressGate.ts";
import { createCompletionClient } from "../adapters/fewShot/completionClient.ts";
import type { ChatModel } from "../core/chatModel.ts";
import type { CompletionModel } from "../core/fewShot/evaluation/completionModel.ts";
import { failure, success, type Result } from "../core/result.ts";
import type { EditorChat } from "./editorChat.ts";
import { createEditorChatModel } from "./editorChatModel.ts";
import { createChatCompletion } from "./shots/chatCompletion.ts";

/** The chosen model in both forms. */
export interface AskedModel {
  readonly chat: ChatModel;
  /** Tells probabilities where its server does. */
  readonly completion: CompletionModel;
  /** By which answers of models of one name are told apart. */
  readonly address: string;
}

/** The chat models that the settings choose from. */
export interface ChatModels {
  /** The one chosen, or this one; undefined where none is. */
  chosen(instead?: AnswerWriter): Promise<Result<ChatModel> | undefined>;
  /** The same one, for what comes after a prompt. */
  asked(): Promise<Result<AskedModel> | undefined>;
  /** Servers that answer now. */
  servers(): Promise<readonly ChatServerView[]>;
}

/** @param settings as they are when it is asked. */
export function createChatModels(settings: () => Settings, editor: EditorChat, egress: EgressGate): ChatModels {
  const keyOf = async (origin: string): Promise<string | undefined> => (await editor.key(origin)) ?? undefined;
  async function asked(instead?: AnswerWriter): Promise<Result<AskedModel> | undefined> {
    const { provider, url = "", model } = instead ?? writerOf(settings());
    const patience = settings()["askDocs.chat.patience"] * 1000;
    switch (provider) {
      case "none":
        return undefined;
      case "editor": {
        const refused = egress.refusal(undefined);
        if (refused !== undefined) return { ok: false, failure: refused };
        const chat = createEditorChatModel({ editor, egress }, model, patience);
        return success({ chat, completion: createChatCompletion(chat, model), address: provider });
      }
      case "http": {
        const endpoint = readEndpoint(url);
        if (endpoint === undefined)
          return failure(
            "bad-setting",
            t("askDocs.chat.url is no http or https address: {0}. Correct it, or choose a chat model.", url),
          );
        const refused = egress.refusal(endpoint.base);
        if (refused !== undefined) return { ok: false, failure: refused };
        const to = { egress, endpoint, model, key: await keyOf(endpoint.origin) };
        return success({
          chat: createOpenAiCompatible({ ...to, patience }),
          completion: createCompletionClient(to),
          address: endpoint.base,
        });
      }
    }
  }

  return {
    asked: () => asked(),
    async chosen(instead) {
      const found = await asked(instead);
      return found?.ok === true ? success(found.value.chat) : found;
    },
    async servers() {
      const url = settings()["askDocs.chat.url"];
      const endpoint = readEndpoint(url);
      const isUsual = usualServers.some((server) => readEndpoint(server.url)?.base === endpoint?.base);
      const own = endpoint === undefined || isUsual ? [] : [{ name: endpoint.host, url: endpoint.base }];
      const places = [...own, ...usualServers].filter((place) => egress.refusal(place.url) === undefined);
      return findServers(places, { egress, keyOf });
    },
  };
}

const writerOf = (settings: Settings): AnswerWriter => ({
  provider: settings["askDocs.chat.provider"],
  url: settings["askDocs.chat.url"],
  model: settings["askDocs.chat.model"],
});
