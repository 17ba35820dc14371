import { Option, type Command } from "commander";
import type { Settings } from "../../../protocol/settings.ts";
import { readEndpoint } from "../adapters/chat/endpoint.ts";
import type { EgressGate } from "../adapters/egress/egressGate.ts";
import { createOpenAiCompatible } from "../adapters/chat/openAiCompatible.ts";
import type { ChatModel } from "../core/chatModel.ts";
import { failure, success, type Result } from "../core/result.ts";

/** The flags of commands that a model may write answers for. */
export interface ChatFlags {
  readonly model?: string;
  readonly modelUrl?: string;
}

const chatOptions: readonly Option[] = [
  new Option("--model <name>", "have this model write the answer from the passages found"),
  new Option("--model-url <url>", "its OpenAI-compatible server; askDocs.chat.url when not given"),
];

/** Gives a command the flags of `ChatFlags`. */
export const withChatOptions = (command: Command): Command =>
  chatOptions.reduce((own, option) => own.addOption(option), command);

/** The model that the flags name; undefined where they name none. Its key is `ASK_DOCS_CHAT_KEY` of the environment. */
export function chatModelOf(
  { model, modelUrl }: ChatFlags,
  { settings, egress }: { readonly settings: Settings; readonly egress: EgressGate },
  environment: Readonly<Record<string, string | undefined>>,
): Result<ChatModel | undefined> {
  if (model === undefined) return success(undefined);
  const url = modelUrl ?? settings["askDocs.chat.url"];
  const endpoint = readEndpoint(url);
  if (endpoint === undefined)
    return failure("bad-setting", `--model-url ${url}: that is no http or https address of a server.`);
  const refused = egress.refusal(endpoint.base);
  if (refused !== undefined) return { ok: false, failure: refused };
  const key = environment["ASK_DOCS_CHAT_KEY"];
  const patience = settings["askDocs.chat.patience"] * 1000;
  return success(createOpenAiCompatible({ egress, endpoint, model, key, patience }));
}
