import { RequestType } from "vscode-jsonrpc";

/** A part of the workspace that a question is asked of; several are asked together. */
export type Mention = {
  /** Of the file or folder. */
  readonly uri: string;
  /** As it is shown: with `/`, from the folder of the workspace, whose name it begins with where there are several. */
  readonly path: string;
} & (
  | { readonly kind: "file" }
  /** With everything below it. */
  | { readonly kind: "folder" }
  /** All sections under these headings, from the outside in. */
  | { readonly kind: "heading"; readonly headings: readonly string[] }
);

export interface CompleteMentionParams {
  /** Files and folders, or headings. */
  readonly of: "places" | "headings";
  /** Beginnings of words, or letters in their order; all fit where it is blank. */
  readonly typed: string;
  /** 1 to 100. */
  readonly limit: number;
  /** Files that were open last, the first before all. */
  readonly recent: readonly string[];
  /** Files whose headings are wanted, where there are any; else of all. */
  readonly within: readonly string[];
}

export interface CompletedMentionView {
  readonly mention: Mention;
  /** Of a file, where it is not its name. */
  readonly title?: string;
  /** How well it fits what is typed; 0 is best. */
  readonly rank: number;
}

/** Out of the index, in milliseconds; the best first. */
export const completeMentionRequest = new RequestType<CompleteMentionParams, readonly CompletedMentionView[], void>(
  "askDocs/completeMention",
);

/** Whether two mentions are of the same part. */
export const sameMention = (a: Mention, b: Mention): boolean => mentionKey(a) === mentionKey(b);

/** Names a mention among others. */
export const mentionKey = (mention: Mention): string =>
  JSON.stringify([mention.kind, mention.uri, ...(mention.kind === "heading" ? mention.headings : [])]);
