import type { TextRange } from "../../documents/document.ts";

/** Where a key of the front matter stands. */
export interface KeyLayout {
  readonly name: string;
  readonly key: TextRange;
  /** Absent where nothing follows the colon. */
  readonly value?: TextRange;
  /** Where the value is a list: each of its items. */
  readonly items: readonly TextRange[];
}

export interface FieldLayout {
  /** From the name to the end of the last line that belongs to the field, its provenance included. */
  readonly range: TextRange;
  readonly name: TextRange;
  /** The value on the field's own line, else all its text lines with their bars; empty after the colon where there is none. */
  readonly value: TextRange;
  /** The text lines without their bars; empty where the value stands on the field's own line. */
  readonly lines: readonly TextRange[];
  /** Whole lines, one for each provenance of the document. */
  readonly provenance: readonly TextRange[];
}

export interface DemonstrationLayout {
  /** From the header to the end of the last line that is not blank and no comment. */
  readonly range: TextRange;
  /** The whole header line. */
  readonly header: TextRange;
  readonly name?: TextRange;
  readonly provenance: readonly TextRange[];
  readonly fields: readonly FieldLayout[];
}

/**
 * Where the parts of a `.shots` document stand, in UTF-16 code units of its text: demonstrations, fields and provenance
 * in the same order and number as in the document itself.
 */
export interface ShotsLayout {
  readonly frontMatter?: {
    /** From the first `---` to the end of the second, or as far as it was read where there is none. */
    readonly range: TextRange;
    /** What stands between. */
    readonly yaml: TextRange;
    readonly keys: readonly KeyLayout[];
  };
  readonly demonstrations: readonly DemonstrationLayout[];
}
