import english from "./languages/en.json" with { type: "json" };
import french from "./languages/fr.json" with { type: "json" };
import hebrew from "./languages/he.json" with { type: "json" };
import russian from "./languages/ru.json" with { type: "json" };
import type { QuestionLanguage } from "./questionLanguage.ts";

/** The languages whose questions are understood by type. */
export const questionLanguages: readonly QuestionLanguage[] = [english, hebrew, russian, french];
