import type { Translate } from "../../../protocol/translate.ts";

/** The texts of the editor's own chat: the participant @docs and the tool. What a language model reads is not translated. */
export const createDocsChatTexts = (t: Translate) => ({
  searching: t("Searching the documents"),
  searchingFor: (query: string) => t("Searching the documents for “{0}”", query),
  confirmTitle: t("Search documents with Ask Docs?"),
  confirm: (query: string) =>
    t("Passages of this workspace that are found for “{0}” are given to the chat’s language model.", query),
  emptyQuestion: t("Write a question after @docs."),
  askedAs: (question: string) => t("Asked as: {0}", question),
  nothing: (query: string) => t("Nothing found for {0}", query),
});
