/** The parts of a document that a passage is found by, in the order in which their figures are stored. */
export const fields = ["title", "headings", "path", "body", "links"] as const;
