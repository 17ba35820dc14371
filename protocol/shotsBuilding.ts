import { NotificationType, RequestType, RequestType0 } from "vscode-jsonrpc";
import type { CitationView, Place } from "./views.ts";

/** What passes between the panel, the extension host and the language server while a few-shot prompt is built. */

/** A question that was answered from the documents. */
export interface AnsweredQuestion {
  readonly question: string;
  readonly answer: string;
  readonly citations: readonly CitationView[];
}

/** What a prompt is made from. */
export type ShotsSource =
  /** `path` is for people. */
  | { readonly kind: "file" | "folder"; readonly uri: string; readonly path: string }
  /** Only what stands at the place. */
  | { readonly kind: "selection" | "result"; readonly place: Place }
  /** The pages that the answers cite, and the questions with their answers. */
  | { readonly kind: "answer" | "answers"; readonly answers: readonly AnsweredQuestion[] };

/** Why there are no pairs, in a sentence. */
export interface NothingMinedView {
  readonly nothing: string;
}

export interface MinedKindView {
  readonly kind: string;
  readonly pairs: number;
  /** The values that outputs take, where they are few; none where the output is free. */
  readonly labels: readonly string[];
}

/** Pairs of input and output that were found. */
export interface MinedShotsView {
  /** Names them in `buildShotsRequest`. */
  readonly id: string;
  /** By kind, the most frequent first; never empty. */
  readonly kinds: readonly MinedKindView[];
  /** Pairs that were left out because they hold secrets or personal data. */
  readonly flagged: number;
  /** Whether the search result holds no pair, and these are of its whole page. */
  readonly widened: boolean;
}

/** Looks for pairs in documents, without a model. */
export const mineShotsRequest = new RequestType<ShotsSource, MinedShotsView | NothingMinedView, void>(
  "askDocs/shots/mine",
);

/** Ways to choose demonstrations that ask no model. */
export const offeredSelectors = ["mmr", "coverage", "clusters", "random"] as const;
/** Those that go by the input alone. */
export const inputSelectors = ["hybrid", "bm25", "vectors", "consensus"] as const;
export type OfferedSelector = (typeof offeredSelectors)[number] | (typeof inputSelectors)[number];

export const offeredOrders = ["similar-last", "similar-first", "alternating", "random"] as const;
export type OfferedOrder = (typeof offeredOrders)[number];

export const offeredTemplates = ["completion", "chat", "xml", "json"] as const;
export type OfferedTemplate = (typeof offeredTemplates)[number];

export interface BuildShotsParams {
  /** Of the pairs that were mined last. */
  readonly id: string;
  /** All of them without it. */
  readonly kind?: string;
  readonly selector: OfferedSelector;
  /** Whether each label is given an equal share. */
  readonly balanced: boolean;
  readonly order: OfferedOrder;
  /** How many demonstrations, 1 to 1000. */
  readonly k: number;
  readonly template: OfferedTemplate;
  /** Most tokens of the prompt, 1 or more; as many as it takes without it. */
  readonly budget?: number;
  /** What the model is to do, in words. */
  readonly task?: string;
  /** Whose tokens are counted; an estimate without it. */
  readonly model?: string;
  /** What the demonstrations are chosen for; none says the same. */
  readonly input?: string;
}

/** By what pairs are compared. */
export type ComparedBy =
  | { readonly kind: "vectors" | "notCompared" }
  /** Words alone, until the vectors are there. */
  | { readonly kind: "making"; readonly done: number; readonly total: number }
  | { readonly kind: "words"; readonly reason: "noModel" | "tooMany" | "failed" };

/** What a person should know of a prompt. */
export type ShotsWarning =
  | { readonly kind: "few"; readonly found: number; readonly wanted: number }
  | { readonly kind: "oneLabel"; readonly label: string }
  | { readonly kind: "nearDuplicates"; readonly demonstrations: number }
  | { readonly kind: "overBudget"; readonly tokens: number; readonly budget: number }
  /** A field, of the demonstration with this number from 1, holds what ends a field in this template. */
  | { readonly kind: "brokenPeriod"; readonly demonstration: number; readonly field: string };

export interface PreviewedDemonstration {
  readonly input: string;
  readonly output: string;
  readonly place?: Place;
}

export interface ShotsPreviewView {
  /** Of the `.shots` document. */
  readonly text: string;
  /** As a model is given it, with the input at its end; empty where there is none. */
  readonly prompt: string;
  readonly tokens: number;
  /** Whose tokens they are. */
  readonly counter: string;
  readonly budget?: number;
  /** In their order. */
  readonly demonstrations: readonly PreviewedDemonstration[];
  /** Inputs of the demonstrations that the budget had no room for. */
  readonly dropped: readonly string[];
  readonly warnings: readonly ShotsWarning[];
  readonly comparedBy: ComparedBy;
}

/** Builds a prompt; the same answer for the same pairs and choices, once vectors are there. */
export const buildShotsRequest = new RequestType<BuildShotsParams, ShotsPreviewView, void>("askDocs/shots/build");

/** Opens the builder in the panel, with the first source chosen; the others can be changed to. */
export const panelBuildShots = new NotificationType<{ readonly sources: readonly ShotsSource[] }>("panel/shots/begin");
/** What can be built from as the editor stands now. */
export const panelShotsSources = new RequestType0<readonly ShotsSource[], void>("panel/shots/sources");
export const panelMineShots = new RequestType<ShotsSource, MinedShotsView | NothingMinedView, string>(
  "panel/shots/mine",
);
export const panelPreviewShots = new RequestType<BuildShotsParams, ShotsPreviewView, string>("panel/shots/preview");
/** Opens the place of a demonstration. */
export const panelOpenShotsPlace = new RequestType<Place, null, string>("panel/shots/openPlace");

/** What can be done with a built prompt. */
export type ShotsUse = "open" | "insertText" | "insertSnippet" | "copy" | "try";

export interface UseShotsParams {
  readonly use: ShotsUse;
  /** Of the `.shots` document. */
  readonly text: string;
  /** What stands at the prompt's end. */
  readonly input?: string;
}

/** Fails with a sentence that says what to do, as where no editor is open to insert into. */
export const panelUseShots = new RequestType<UseShotsParams, null, string>("panel/shots/use");
