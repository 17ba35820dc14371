import type { ChatModel } from "../../core/chatModel.ts";
import type { CompletionModel } from "../../core/fewShot/evaluation/completionModel.ts";
import { failure, success } from "../../core/result.ts";
import { messagesOf } from "./promptMessages.ts";

/** A model that only chats, asked for what comes after a prompt; it tells no probabilities. */
export const createChatCompletion = (chat: ChatModel, name: string): CompletionModel => ({
  name,
  async complete({ prompt, mostTokens }, signal) {
    const from = performance.now();
    let text = "";
    const request = {
      messages: messagesOf(prompt),
      answerTokens: mostTokens,
      subject: { purpose: "evaluation" },
    } as const;
    for await (const event of chat.complete(request, signal)) {
      if (event.kind === "text") text += event.delta;
      if (event.kind !== "failed") continue;
      signal?.throwIfAborted();
      return failure("chat-unusable", event.failure.message);
    }
    return success({ text, seconds: (performance.now() - from) / 1000 });
  },
});
