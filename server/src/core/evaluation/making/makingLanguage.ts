/** What a template asks for. "steps": a section that is a numbered list; "purpose": a name written as code. */
export type TemplateName = "heading" | "steps" | "definition" | "purpose" | "table";

/** A kind of words that a sentence can be asked for. */
export interface Blank {
  /**
   * A regular expression (flags `u`, `d`) with the group `answer`, and the group `asked` where other words than the
   * answer's give way to the asking ones.
   */
  readonly pattern: string;
  /** What stands in the place of `asked`: `how many`. */
  readonly ask: string;
}

/**
 * How questions are made in one language: one data file of `languages/`. A language is added by adding a file and naming
 * it in `makingLanguages.ts`; languages without one are asked by their own question headings and by sentences with a gap.
 */
export interface MakingLanguage {
  /** An ISO 639-1 code. */
  readonly language: string;
  /** What ends a question, with the space before it. */
  readonly mark: string;
  /**
   * With `{title}`, `{heading}`, `{term}`, `{row}` and `{column}`, and without quotation marks, which searches read as
   * phrases. One of each name is taken; of "table" the first where a column's head begins as a question does.
   */
  readonly templates: Readonly<Record<TemplateName, readonly string[]>>;
  /** Where several hold the same words of a sentence, the first does. */
  readonly blanks: readonly Blank[];
  /** First words of sentences that cannot stand alone, in lower case. */
  readonly dangling: readonly string[];
}
