import { plural, type Translate } from "../../../protocol/translate.ts";

/** The texts about questions and answers in documents. */
export const createInlineTexts = (t: Translate) => ({
  asking: (question: string) => t("Asking the documents: {0}", question),
  keep: t("Keep"),
  discard: t("Discard"),
  noQuestion: t("No question stands in this line. Write one after “Q:” and end it with a question mark."),
  noProposal: t("No answer is waiting to be kept or discarded."),
  noAnswer: t("The documents do not answer this."),
  noAnswerNow: t("The documents do not answer this any more. The answer that you kept was left as it is."),
  sameAnswer: t("The documents still give the answer that you kept."),
  again: t("Ask Again"),
  changed: t("The document has changed meanwhile; nothing was inserted. Ask again."),
  similar: t("Similar passages"),
  related: t("Related notes"),
  nothingSimilar: t("Nothing in the other documents is like it."),
  nothingSelected: t("There are no words to look for. Select some, or write some."),
  noFile: t("No file is open. Open one in an editor, and ask again."),
  notes: (count: number) => plural(t, count, { one: "{0} note", other: "{0} notes" }, count),
  partly: t("partly supported by the documents"),
});
