import { t } from "@vscode/l10n";
import { chatMessages } from "./chat.ts";
import type { Exported, ExportSource } from "./exported.ts";
import { jsonText } from "./jsonText.ts";

/** The least that OpenAI's fine-tuning takes. */
const leastExamples = 10;

/**
 * OpenAI fine-tuning JSONL: a conversation for each demonstration, as
 * https://platform.openai.com/docs/guides/supervised-fine-tuning has it. The format allows no other keys and no comments,
 * so the provenance stands in a file beside, line by line the same demonstrations.
 */
export function exportOpenaiJsonl(source: ExportSource): Exported {
  const { document, examples } = source;
  const conversations = document.demonstrations.map((demonstration) => ({
    messages: chatMessages({ document: { ...document, demonstrations: [demonstration] } }),
  }));
  return {
    text: lines(conversations),
    beside: {
      ending: ".provenance.jsonl",
      text: lines(
        examples.map(({ name, provenance }) => ({ ...(name === undefined ? {} : { name }), from: provenance })),
      ),
    },
    notes:
      conversations.length < leastExamples
        ? [t("OpenAI fine-tunes on {0} examples or more; these are {1}.", leastExamples, conversations.length)]
        : [],
  };
}

const lines = (values: readonly object[]): string => values.map((value) => `${jsonText(value)}\n`).join("");
