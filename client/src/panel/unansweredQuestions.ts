import type { Memento } from "vscode";
import type { AnswerView, CitationView } from "../../../protocol/views.ts";

/** A question that the documents did not answer when it was asked last. */
export interface UnansweredQuestion {
  /** As it was asked of the index, in one line. */
  readonly question: string;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  /** The place nearest to it. */
  readonly nearest?: CitationView;
}

/** The questions that this workspace's documents did not answer, apart from the conversation, which may be cleared. */
export interface UnansweredQuestions {
  /** Oldest first. */
  all(): readonly UnansweredQuestion[];
  /** Takes note of an answer: a question that is answered now is on the list no more. */
  note(answer: AnswerView, askedAt: number): void;
  forget(questions: readonly string[]): void;
}

const storageKey = "askDocs.unansweredQuestions";
/** Questions that are kept; the oldest go first. */
export const mostUnanswered = 200;

/** Keeps the list in the workspace's storage; what is no such list there counts as an empty one. */
export function createUnansweredQuestions(storage: Pick<Memento, "get" | "update">): UnansweredQuestions {
  const all = (): readonly UnansweredQuestion[] => {
    const kept: unknown = storage.get(storageKey);
    return Array.isArray(kept) ? kept.filter(isUnanswered) : [];
  };
  const keep = (list: readonly UnansweredQuestion[]): void =>
    void storage.update(storageKey, list.slice(-mostUnanswered));
  return {
    all,
    note({ question: asWritten, askedAs = asWritten, abstained, nearest: [nearest] }, askedAt) {
      const question = askedAs.trim().replaceAll(/\s+/g, " ");
      const before = all();
      const others = before.filter((other) => other.question !== question);
      const entry: UnansweredQuestion = { question, askedAt, ...(nearest === undefined ? {} : { nearest }) };
      if (abstained) keep([...others, entry]);
      else if (others.length < before.length) keep(others);
    },
    forget(questions) {
      const gone = new Set(questions);
      keep(all().filter(({ question }) => !gone.has(question)));
    },
  };
}

function isUnanswered(given: unknown): given is UnansweredQuestion {
  if (typeof given !== "object" || given === null) return false;
  const { question, askedAt } = given as Partial<Record<keyof UnansweredQuestion, unknown>>;
  return typeof question === "string" && typeof askedAt === "number";
}
