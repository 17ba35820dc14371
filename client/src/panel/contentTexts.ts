import type { Translate } from "../../../protocol/translate.ts";

/** What is said when something that stands in an answer is put to use. */
export const createContentTexts = (t: Translate) => ({
  noEditor: t(
    "The code was not inserted: no text editor is open. Open a file, put the cursor where it is to go, and try again.",
  ),
  notTaken: (file: string) => t("The code was not inserted: {0} cannot be changed here.", file),
  openWeb: (host: string) => t("Open a page of {0} outside of the editor?", host),
  openMail: t("Write a message in your mail program?"),
  openDetail: t(
    "A document or a model wrote this link. Whoever runs the place that it leads to sees that it was opened, and what stands in the address.",
  ),
  open: t("Open"),
  noFile: (path: string) => t("{0} is not in this workspace; the link leads nowhere.", path),
  refused: (target: string) =>
    t(
      "This link is not opened: {0}. Links lead to pages of the web (http, https), mail (mailto) and files of this workspace.",
      target,
    ),
});

export type ContentTexts = ReturnType<typeof createContentTexts>;
