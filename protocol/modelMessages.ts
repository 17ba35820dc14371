import { NotificationType, RequestType, RequestType0 } from "vscode-jsonrpc";

/** What passes between the extension host and the language server about embedding models. */

/** How the editor reaches the network; a proxy of Ask Docs' own settings goes before. */
export interface EditorNetwork {
  readonly proxy?: string;
  /** Hosts that are reached without the proxy, with commas. */
  readonly noProxy?: string;
}

/** A model that is there. */
export interface ModelView {
  readonly name: string;
  readonly kind: "bundled" | "installed";
  readonly bytes: number;
  readonly licence: string;
  /** ISO 639 codes; not there where they are unknown, or many. */
  readonly languages?: readonly string[];
  /** Why it cannot be used. */
  readonly problem?: string;
}

export interface ModelsView {
  readonly models: readonly ModelView[];
  /** The name in the settings, whether or not it is there. */
  readonly chosen: string;
  /** The hub's host, for people. */
  readonly host: string;
}

export const modelsRequest = new RequestType0<ModelsView, void>("askDocs/models");

export interface LookUpModelParams {
  /** As at the hub: `owner/name`. */
  readonly name: string;
  /** A commit, branch or tag; empty for the main branch. */
  readonly revision: string;
  readonly network: EditorNetwork;
}

/** What a person agrees to before a model is fetched. */
export interface ModelOffer {
  readonly name: string;
  readonly revision: string;
  readonly host: string;
  /** The commit that the revision is now. */
  readonly commit: string;
  readonly bytes?: number;
  readonly licence?: string;
  readonly languages?: readonly string[];
  /** Folder that it is kept in. */
  readonly folder: string;
  /** What had to be guessed, a sentence each. */
  readonly notes: readonly string[];
}

/** Asks the hub about a model; fetches none of it. */
export const lookUpModelRequest = new RequestType<LookUpModelParams, ModelOffer, void>("askDocs/lookUpModel");

export interface InstallModelParams {
  /** What was agreed to. */
  readonly offer: Pick<ModelOffer, "name" | "revision" | "commit">;
  readonly network: EditorNetwork;
}

/** Fetches a model that the person has agreed to. Cancelling keeps what is there for the next time. */
export const installModelRequest = new RequestType<InstallModelParams, void, void>("askDocs/installModel");

export interface InstallProgressView {
  readonly name: string;
  /** Bytes, of the total where the hub says it. */
  readonly received: number;
  readonly total?: number;
  /** Another window is installing it; this one waits. */
  readonly waiting: boolean;
}

/** Sent while an `installModel` is under way, at most a few a second. */
export const installProgress = new NotificationType<InstallProgressView>("askDocs/installProgress");

export interface InstallFolderParams {
  /** Absolute path of a folder with the hub's layout. */
  readonly folder: string;
  readonly name: string;
}

export const installModelFolderRequest = new RequestType<InstallFolderParams, void, void>("askDocs/installModelFolder");
export const removeModelRequest = new RequestType<{ readonly name: string }, void, void>("askDocs/removeModel");
