import { t } from "@vscode/l10n";
import type { TextRange } from "../../documents/document.ts";

/** What can be wrong with the form of a `.shots` document; an unknown key or attribute is a warning, the rest errors. */
export type ShotsFaultKind =
  | "no-front-matter"
  | "unclosed-front-matter"
  | "bad-yaml"
  | "no-version"
  | "unknown-version"
  | "unknown-key"
  | "bad-value"
  | "unknown-line"
  | "stray-field"
  | "stray-text"
  | "text-after-value"
  | "stray-provenance"
  | "bad-provenance"
  | "unknown-attribute"
  | "bad-escape"
  | "unknown-label"
  | "missing-field"
  | "extra-field"
  | "field-order"
  | "repeated-name";

/** One fault: where it is (UTF-16 code units of the text that was parsed) and a sentence that says what to do. */
export interface ShotsFault {
  readonly kind: ShotsFaultKind;
  readonly severity: "error" | "warning";
  readonly range: TextRange;
  readonly message: string;
}

const warnings: readonly ShotsFaultKind[] = ["unknown-key", "unknown-attribute"];

/** Makes a fault with the severity of its kind. */
export const createFault = (kind: ShotsFaultKind, range: TextRange, message: string): ShotsFault => ({
  kind,
  severity: warnings.includes(kind) ? "warning" : "error",
  range: { start: range.start, end: range.end },
  message,
});

/** Words of the document for a message, in quotation marks. */
export const quoted = (text: string): string => t('"{0}"', onOneLine(text, 80));

/** A text without line ends and controls, the middle left out where it is longer than `most` UTF-16 code units. */
export function onOneLine(text: string, most: number): string {
  const shown = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ");
  return shown.length <= most ? shown : `${shown.slice(0, most - 20)}…${shown.slice(-19)}`;
}
