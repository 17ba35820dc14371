/** Subjects of small pages that a set of questions is about; more than are needed to tell modes apart. */
export const subjects = [
  "lamp",
  "harbour",
  "bakery",
  "museum",
  "ferry",
  "school",
  "market",
  "bridge",
  "garden",
  "library",
  "well",
] as const;

export const questionOf = (subject: string): string => `When is the ${subject} opened?`;

/** The sentence of a subject's page that answers its question. */
export const answerOf = (subject: string): string => `The ${subject} is opened at ${subject.length + 4} by its keeper.`;

/** A page of two sections, the second of which answers nothing. */
export const pageOf = (subject: string): string =>
  `# The ${subject}\n\n${answerOf(subject)}\n\n## Rules\n\nNobody sleeps near the ${subject}, as noise wakes the birds that nest there in spring.\n`;
