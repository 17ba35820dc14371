import { RequestType } from "vscode-jsonrpc";

export interface CompleteTagParams {
  /** What stands after `#`; all tags fit where it is blank. */
  readonly typed: string;
  /** 1 to 200. */
  readonly limit: number;
}

/** A tag of the workspace's notes. */
export interface TagView {
  /** Without its sign. */
  readonly tag: string;
  /** Notes that have it, or one below it. */
  readonly files: number;
}

/** Tags in front matter and in the text of notes, those of most notes first. */
export const completeTagRequest = new RequestType<CompleteTagParams, readonly TagView[], void>("askDocs/completeTag");
