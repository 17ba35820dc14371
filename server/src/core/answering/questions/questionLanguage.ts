/** What kind of thing a question asks for; "other" where its words do not say. */
export type QuestionType =
  | "time"
  | "duration"
  | "quantity"
  | "person"
  | "place"
  | "definition"
  | "reason"
  | "steps"
  | "command"
  | "name"
  | "other";

/** Lists of words that tell parts of answers apart; phrases may hold spaces. */
export type WordList =
  "reason" | "months" | "times" | "durations" | "numbers" | "placeMarks" | "definition" | "function";

/**
 * How one language asks, and how its answers look: one data file of `languages/`. A language is added by adding a file
 * and naming it in `questionLanguages.ts`; languages without one are served by what numbers, names and places in the
 * sentence say.
 */
export interface QuestionLanguage {
  /** An ISO 639-1 code. */
  readonly language: string;
  /** Phrases by the type that they ask for, as regular expressions between word borders, whatever their case. */
  readonly questions: Readonly<Partial<Record<Exclude<QuestionType, "other">, readonly string[]>>>;
  /** Words in lower case. */
  readonly words: Readonly<Record<WordList, readonly string[]>>;
}
