import { RequestType } from "vscode-jsonrpc";
import type { Support } from "./views.ts";

/** Which passages mattered: one is dropped, the model writes again from the rest, and the two answers are compared. */

/** What becomes of a model's sentence without a passage. */
export interface SentenceChange {
  readonly text: string;
  /** `changed`: another sentence, `becomes`, says nearly the same, or the same otherwise. */
  readonly change: "lost" | "changed" | "unchanged";
  readonly becomes?: string;
  readonly before: Support;
  /** Not given where the sentence is lost. */
  readonly after?: Support;
}

export interface WithoutPassageView {
  /** Numbers of the citations, in the answer shown, that quote the passage. */
  readonly citations: readonly number[];
  /** In the order of the answer shown. */
  readonly sentences: readonly SentenceChange[];
  /** A sentence on why the model wrote nothing, where it did not. */
  readonly note?: string;
}

export interface WithoutPassageParams {
  /** The question's. */
  readonly id: string;
  /** Which of the cited passages is dropped, from 0, in the order of their first citations. */
  readonly passage: number;
}

/** Has the model that wrote an answer write it again without one of its passages. */
export const withoutPassageRequest = new RequestType<WithoutPassageParams, WithoutPassageView, void>(
  "askDocs/chat/withoutPassage",
);

export const panelWithoutPassage = new RequestType<WithoutPassageParams, WithoutPassageView, string>(
  "panel/withoutPassage",
);
