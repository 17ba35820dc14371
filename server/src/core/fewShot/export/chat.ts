import { renderPrompt, type PromptTurn } from "../templates/renderPrompt.ts";
import type { Exported, ExportSource } from "./exported.ts";
import { jsonText } from "./jsonText.ts";

/** A message of the chat completions API. */
export interface ChatMessage {
  readonly role: PromptTurn["role"];
  readonly content: string;
}

/** The prompt as messages, whatever its own template: what is given is the user's, the output the assistant's. */
export function chatMessages({ document }: Pick<ExportSource, "document">): readonly ChatMessage[] {
  const prompt = renderPrompt({ ...document, frontMatter: { ...document.frontMatter, template: "chat" } });
  return prompt.kind === "chat" ? prompt.turns.map(({ role, text }) => ({ role, content: text })) : [];
}

/** What stands in the user's turn for fields that are not known yet: their places, written by `place`. */
export const chatInput = (given: readonly string[], place: (name: string) => string): string =>
  given.map(place).join("\n\n");

/** Chat messages as JSON: `messages` for any chat API, `provenance` of each demonstration beside them. */
export const exportChat = (source: ExportSource): Exported => ({
  text: `${jsonText(
    {
      messages: chatMessages(source),
      provenance: source.examples.map(({ name, provenance }) => ({
        ...(name === undefined ? {} : { name }),
        from: provenance,
      })),
    },
    2,
  )}\n`,
  notes: [],
});
