import { exportChat } from "./chat.ts";
import { exportDspy } from "./dspy.ts";
import type { Exported, ExportSource } from "./exported.ts";
import { exportLangchain } from "./langchain.ts";
import { exportOpenaiJsonl } from "./openaiJsonl.ts";
import { exportText } from "./plainText.ts";
import { exportPromptfoo } from "./promptfoo.ts";
import { exportPromptMd } from "./promptMd.ts";
import { exportSkill } from "./skill.ts";
import { exportSnippet } from "./snippet.ts";

/** The names of the formats that a document can be exported to. */
export const exportFormats = [
  "chat",
  "openai-jsonl",
  "prompt-md",
  "skill",
  "promptfoo",
  "dspy",
  "langchain",
  "text",
  "snippet",
] as const;
export type ExportFormat = (typeof exportFormats)[number];

const exporters: Readonly<Record<ExportFormat, (source: ExportSource) => Exported>> = {
  chat: exportChat,
  "openai-jsonl": exportOpenaiJsonl,
  "prompt-md": exportPromptMd,
  skill: exportSkill,
  promptfoo: exportPromptfoo,
  dspy: exportDspy,
  langchain: exportLangchain,
  text: exportText,
  snippet: exportSnippet,
};

/** Writes a prompt in another tool's format. */
export const exportShots = (source: ExportSource, format: ExportFormat): Exported => exporters[format](source);
