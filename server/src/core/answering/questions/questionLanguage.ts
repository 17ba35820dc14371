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

/** What a question begins with or holds when it leans on the one before, as regular expressions between word borders. */
export interface FollowUpWords {
  /** What a follow-up begins with: "and", "what about". */
  readonly openers: readonly string[];
  /** Words that stand for what was named before. */
  readonly pronouns: readonly string[];
  /** Words, in lower case, that begin a part of a question rather than a whole one: prepositions and articles. */
  readonly prepositions: readonly string[];
}

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
  readonly followUps: FollowUpWords;
}
