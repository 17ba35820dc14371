import type { TextRange } from "../../documents/document.ts";

/** What in a page a question was made from, or that a model wrote it; the most natural first. */
export const pageKinds = ["faq", "model", "definition", "heading", "table", "cloze"] as const;
export type PageKind = (typeof pageKinds)[number];

/** Questions of one document are all in one part, so that what is tuned on one is not measured on it. */
export const splits = ["dev", "test"] as const;
export type Split = (typeof splits)[number];

/** A question made from one place of a page, before it is chosen. */
export interface Draft {
  readonly path: string;
  /** An ISO 639-1 code. */
  readonly language: string;
  readonly title: string;
  readonly by: PageKind;
  readonly question: string;
  /** The name of the model that wrote it, where one did. */
  readonly model?: string;
  /** What answers it, in the page's text; the best first, one at least. */
  readonly answers: readonly TextRange[];
}

/** How a paraphrase was made: by the folder's own synonyms, by moving a part, by leaving out words that carry grammar. */
export type ParaphraseRule = "alias" | "order" | "keywords";

/** How a question came to be; every row that is written carries it. `of` is the question that it was made of, `model` the model that wrote that one. */
export type Generated =
  | { readonly by: PageKind; readonly model?: string }
  | {
      readonly by: "paraphrase";
      readonly of: string;
      readonly kind: PageKind;
      readonly model?: string;
      readonly rule: ParaphraseRule;
    }
  | {
      readonly by: "twin";
      readonly of: string;
      readonly kind: PageKind;
      readonly model?: string;
      readonly replaced: string;
      readonly with: string;
      /** The page that the name or number is from. */
      readonly from: string;
    };

export interface MadeQuestion {
  readonly id: string;
  readonly text: string;
  readonly language: string;
  /** The page that answers, or that the question it is a twin of is about. */
  readonly path: string;
  readonly split: Split;
  /** The best first; none where the folder does not answer. `text.slice(start, end)` of the page is each one's text. */
  readonly answers: readonly (TextRange & { readonly text: string })[];
  readonly generated: Generated;
}
