import { RequestType0 } from "vscode-jsonrpc";

/** What passes about the record of all that leaves: requests over HTTP, and what the editor's own models are given. */

/** What something is sent for. */
export type EgressPurpose =
  | "answer"
  | "rewriting"
  /** An answer once more, without one of its passages. */
  | "withoutPassage"
  /** Questions for an evaluation set or for few-shot pairs, made of passages. */
  | "questions"
  /** A few-shot prompt that is tried out. */
  | "fewShot"
  /** A few-shot prompt that is measured. */
  | "evaluation"
  | "modelList"
  | "modelLookup"
  | "modelDownload";

/** A passage by its place, never by its words: UTF-16 code units of the file, end exclusive. */
export interface SentPassage {
  readonly path: string;
  readonly startOffset: number;
  readonly endOffset: number;
}

/** What a request is about, as it is recorded. */
export interface EgressSubject {
  readonly purpose: EgressPurpose;
  readonly passages?: readonly SentPassage[];
  /** Absolute, of the folder that the passages lie in; where not given, it is the one that the record belongs to. */
  readonly folder?: string;
}

/** `answered`: it was, with `status` over HTTP. `unfinished`: under way, or its process was killed. */
export type EgressOutcome = "answered" | "failed" | "stopped" | "unfinished";

/** One request. Bytes are those of the bodies, without headers, and of the texts that the editor's models are given. */
export interface EgressRecord extends EgressSubject {
  /** Milliseconds since the epoch, before the first byte left. */
  readonly at: number;
  readonly method: string;
  /** `editor`: a model of the editor, whose extension may send it on. */
  readonly scheme: "http" | "https" | "editor";
  /** With its port; of the editor's model, who provides it. */
  readonly host: string;
  /** Without query; of the editor's model, its id. */
  readonly path: string;
  /** Host of the proxy that is set for such addresses. */
  readonly proxy?: string;
  /** Whether it went no further than this machine. */
  readonly isLocal: boolean;
  readonly passages: readonly SentPassage[];
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly outcome: EgressOutcome;
  /** Of HTTP. */
  readonly status?: number;
  /** Until its end. */
  readonly seconds?: number;
}

/** All that is recorded. */
export interface EgressView {
  /** Milliseconds since the epoch, from when on the record is whole; not given where none was begun. */
  readonly since?: number;
  /** The newest first. */
  readonly records: readonly EgressRecord[];
  /** Older ones that are not listed here. */
  readonly omitted: number;
  /** The folder that holds the record. */
  readonly place: string;
  /** Why some of it could not be written; a sentence for people. */
  readonly problem?: string;
}

export const egressRequest = new RequestType0<EgressView, void>("askDocs/egress");

/** Removes the record of all windows, and begins it anew. */
export const clearEgressRequest = new RequestType0<null, void>("askDocs/egress/clear");
