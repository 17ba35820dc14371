import type { TextRange } from "../../documents/document.ts";
import type { ShotsFaultKind } from "../document/shotsFault.ts";

/** What can be wrong with a document beyond its form. */
export type ConcernKind =
  | "duplicate"
  | "near-duplicate"
  | "imbalance"
  | "over-budget"
  | "hidden-characters"
  | "broken-period"
  | "template-field"
  | "source-moved"
  | "source-edited"
  | "source-gone"
  | "test-overlap"
  | "test-missing"
  | "sensitive"
  | "flagged";

/** One finding: where it is (UTF-16 code units of the text) and a sentence that says what to do. */
export interface Diagnosis {
  readonly kind: ShotsFaultKind | ConcernKind;
  readonly severity: "error" | "warning" | "information";
  readonly range: TextRange;
  readonly message: string;
  /** Another place of the document that it is about. */
  readonly related?: { readonly range: TextRange; readonly message: string };
}
