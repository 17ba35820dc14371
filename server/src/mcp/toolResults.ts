import type { CallToolResult } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { FreshnessView } from "../../../protocol/views.ts";
import type { Progress } from "./servedFolder.ts";
import { toolTexts } from "./toolTexts.ts";

/** How much of the folder an answer could know. */
export const freshnessSchema = z.strictObject({
  files: z.int().describe("documents in the folder"),
  current: z.int().describe("documents that are indexed"),
  pending: z.int().describe("passages without a vector"),
  failed: z.int().describe("documents that could not be read"),
  ageSeconds: z.number().describe("since the folder was last looked through"),
  reading: z.boolean().describe("whether the folder is still being read"),
});

export const placeShape = {
  path: z.string().describe("relative to the folder, with /"),
  startOffset: z.int().describe("in UTF-16 code units of the text, from 0"),
  endOffset: z.int().describe("excluded"),
  startLine: z.int().describe("from 1"),
  endLine: z.int().describe("included"),
};

/** Every tool only looks, and only at this machine. */
export const annotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;

/** A result for programs and the same for readers. */
export const toolResult = (structuredContent: Record<string, unknown>, lines: readonly string[]): CallToolResult => ({
  structuredContent,
  content: [{ type: "text", text: lines.join("\n") }],
});

/** A failure that the caller can do something about. */
export const toolFailure = (message: string): CallToolResult => ({
  isError: true,
  content: [{ type: "text", text: message }],
});

/** What keeps an answer from being the last word, one sentence each. */
export function noticesOf(
  freshness: FreshnessView,
  { reading, problem }: Progress,
  notices: readonly string[],
): readonly string[] {
  return [
    ...notices,
    ...(reading ? [toolTexts.reading] : []),
    ...(freshness.pending > 0 ? [toolTexts.pending(freshness.pending)] : []),
    ...(freshness.files === 0 && !reading ? [toolTexts.empty] : []),
    ...(problem === undefined || notices.includes(problem) ? [] : [problem]),
  ];
}

/** A document's words within a line of ours. */
export const inOneLine = (words: string): string => words.replace(/[\s\p{Cc}]+/gu, " ").toWellFormed();

/** A document's words as a quotation that they cannot end. */
export const quoted = (words: string): readonly string[] =>
  words
    .toWellFormed()
    .replace(/\r?\n$/u, "")
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u)
    .map((line) => `> ${line}`);

/** `path:line` or `path:line-line`. */
export const placeText = ({
  path,
  startLine,
  endLine,
}: {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}): string => `${inOneLine(path)}:${startLine === endLine ? startLine : `${startLine}-${endLine}`}`;
