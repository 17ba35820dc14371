import english from "./languages/en.json" with { type: "json" };
import french from "./languages/fr.json" with { type: "json" };
import hebrew from "./languages/he.json" with { type: "json" };
import russian from "./languages/ru.json" with { type: "json" };
import type { MakingLanguage } from "./makingLanguage.ts";

/** The languages that have templates. */
export const makingLanguages: readonly MakingLanguage[] = [english, hebrew, russian, french];
