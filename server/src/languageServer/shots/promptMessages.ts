import type { ChatMessage } from "../../core/chatModel.ts";
import type { RenderedPrompt } from "../../core/fewShot/templates/renderPrompt.ts";

/** A prompt as turns of a chat; a text is one turn. */
export const messagesOf = (prompt: RenderedPrompt): readonly ChatMessage[] =>
  prompt.kind === "chat" ? prompt.turns : [{ role: "user", text: prompt.text }];
