import { t } from "@vscode/l10n";
import { createTexts, type Texts } from "./texts.ts";

/** The texts in English, as `t` gives them without a translation; for tests. */
export const createEnglishTexts = (): Texts => createTexts(t, "en");
