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

/** The extension's command behind the lens of a `.shots` document; it is given the document's address. */
export const tryShotsCommand = "askDocs.tryShots";
