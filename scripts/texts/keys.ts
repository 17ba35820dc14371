import { findUsedTexts, type UsedText } from "./usedTexts.ts";

/** Languages of the interface besides English. */
export const translatedLanguages = ["fr", "he", "ru"] as const;

/** The key under which a bundle names its own language. */
export const languageKey = "en/language";

/** Folders whose texts people see. */
const folders = ["client/src", "client/webview", "protocol", "server/src"];

/** The keys that a language's bundle must have, sorted; a plural has one for each of the language's categories. */
export function wantedKeys(texts: readonly UsedText[], language: string): readonly string[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const keys = texts.flatMap(({ kind, key }) =>
    kind === "plural" ? pluralCategories.map((category) => `${key}/${category}`) : [key],
  );
  return [...new Set([languageKey, ...keys])].sort();
}

/** The texts that people see, as the code uses them. @param root the repository. */
export const interfaceTexts = (root: string) => findUsedTexts(root, folders);
