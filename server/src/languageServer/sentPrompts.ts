/** What was sent to models for the last questions, by the question's id. */
export interface SentPrompts {
  remember(id: string, text: string): void;
  /** Undefined where it is not known, or not any more. */
  of(id: string): string | undefined;
}

/** Questions that it is remembered for. */
const remembered = 30;

/** Remembers in memory alone: passages are not written anywhere by this. */
export function createSentPrompts(): SentPrompts {
  const texts = new Map<string, string>();
  return {
    remember(id, text) {
      texts.delete(id);
      texts.set(id, text);
      const [oldest] = texts.keys();
      if (texts.size > remembered && oldest !== undefined) texts.delete(oldest);
    },
    of: (id) => texts.get(id),
  };
}
