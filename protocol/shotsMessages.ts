import { RequestType } from "vscode-jsonrpc";
import type { Range } from "./views.ts";

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

export interface MineShotsParams {
  /** Of a file or a folder of the workspace. */
  readonly uri: string;
  /** Of a file: only what stands in it. */
  readonly range?: Range;
}

/** Pairs of input and output that were found. */
export interface MinedShotsView {
  /** Names them in `buildShotsRequest`. */
  readonly id: string;
  /** By kind, the most frequent first; never empty. */
  readonly kinds: readonly { readonly kind: string; readonly pairs: number }[];
  /** Pairs that were left out because they hold secrets or personal data. */
  readonly flagged: number;
}

/** Looks for pairs in documents, without a model; refused with a sentence that says why where there are none. */
export const mineShotsRequest = new RequestType<MineShotsParams, MinedShotsView, void>("askDocs/shots/mine");

/** Ways to choose demonstrations that need neither a model nor vectors. */
export const offeredSelectors = ["coverage", "mmr", "random"] as const;

export interface BuildShotsParams {
  /** Of the pairs that were mined last. */
  readonly id: string;
  /** All of them without it. */
  readonly kind?: string;
  readonly selector: (typeof offeredSelectors)[number];
  /** How many demonstrations, 1 or more. */
  readonly k: number;
}

/** Gives the text of a `.shots` document. */
export const buildShotsRequest = new RequestType<BuildShotsParams, { readonly text: string }, void>(
  "askDocs/shots/build",
);
