import type { Translate } from "../../../protocol/translate.ts";

/** What is said when something that stands in an answer is put to use. */
export const createContentTexts = (t: Translate) => ({
  noEditor: t(
    "The code was not inserted: no text editor is open. Open a file, put the cursor where it is to go, and try again.",
  ),
  notTaken: (file: string) => t("The code was not inserted: {0} cannot be changed here.", file),
});

export type ContentTexts = ReturnType<typeof createContentTexts>;
