import { RequestType } from "vscode-jsonrpc";

/** What passes between the extension host and the language server about few-shot prompts. */

/** The fields of a `.shots` document's demonstrations. */
export interface ShotsFieldsView {
  /** What a model is given, in order. */
  readonly given: readonly string[];
  /** What it writes. */
  readonly output: string;
}

/** @param text of the `.shots` document, saved or not. */
export const shotsFieldsRequest = new RequestType<{ readonly text: string }, ShotsFieldsView, void>(
  "askDocs/shots/fields",
);

export interface TryShotsParams {
  /** Of the `.shots` document, saved or not. */
  readonly text: string;
  /** A value for each of its given fields. */
  readonly given: readonly string[];
}

/** A prompt as a model is given it. */
export interface TriedPromptView {
  readonly prompt: string;
  readonly tokens: number;
  /** Whose tokens they are. */
  readonly counter: string;
  /** Of the document; not there where it has none. */
  readonly budget?: number;
  /** Whether the settings choose a chat model, to which it can be sent. */
  readonly canSend: boolean;
}

export const tryShotsRequest = new RequestType<TryShotsParams, TriedPromptView, void>("askDocs/shots/try");

export interface SentShotsView {
  readonly model: string;
  /** What the model wrote, as it stands. */
  readonly written: string;
}

/** Sends the prompt to the chosen chat model; asks the person before it leaves the machine. */
export const sendShotsRequest = new RequestType<TryShotsParams, SentShotsView, void>("askDocs/shots/send");

/** The formats of other tools that a prompt can be exported to, with what a file of theirs is called after its name. */
export const exportEndings = {
  "prompt-md": ".prompt.md",
  skill: ".SKILL.md",
  chat: ".messages.json",
  "openai-jsonl": ".jsonl",
  promptfoo: ".promptfoo.yaml",
  dspy: "_dspy.py",
  langchain: "_langchain.py",
  snippet: ".code-snippets",
  text: ".txt",
} as const;
export type ShotsExportFormat = keyof typeof exportEndings;

export interface ExportShotsParams {
  /** Of the `.shots` document, saved or not. */
  readonly text: string;
  /** What the prompt is called. */
  readonly title: string;
  readonly format: ShotsExportFormat;
}

export interface ExportedShotsView {
  readonly text: string;
  /** A second file, where the format has no room for where the words come from: its ending, after the first one's. */
  readonly beside?: { readonly ending: string; readonly text: string };
  /** What the format cannot hold, and how many demonstrations were left out; sentences. */
  readonly notes: readonly string[];
}

export const exportShotsRequest = new RequestType<ExportShotsParams, ExportedShotsView, void>("askDocs/shots/export");

/** The extension's commands behind the lenses of a `.shots` document; they are given the document's address. */
export const exportShotsCommand = "askDocs.exportShots";
export const tryShotsCommand = "askDocs.tryShots";
