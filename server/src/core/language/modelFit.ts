import { t } from "@vscode/l10n";
import { languageOf } from "../../../../protocol/translate.ts";
import type { ModelDescription } from "../ports.ts";

/** Share of a folder's pages from which on a language is one of its main ones. */
const mainShare = 0.2;

/**
 * Says in a sentence which of the folder's main languages its model does not know; undefined where it knows them, or
 * where nobody says which it knows.
 *
 * @param languages pages by ISO 639-1 code.
 */
export function describeMisfit(
  { id, name = id, languages: known }: ModelDescription,
  languages: ReadonlyMap<string, number>,
): string | undefined {
  if (known === undefined) return undefined;
  const pages = [...languages.values()].reduce((sum, count) => sum + count, 0);
  const unknown = [...languages].filter(
    ([language, count]) => count >= mainShare * pages && !known.includes(language) && isLanguage(language),
  );
  if (unknown.length === 0) return undefined;
  const names = joined(unknown.map(([language]) => nameOf(language)));
  return t(
    "The model {0} is made for {1}, and many pages here are in {2}: search by meaning will not find them well. Choose another model with askDocs.model.name; multilingual-e5-small knows about a hundred languages.",
    name,
    joined(known.slice(0, 4).map(nameOf)),
    names,
  );
}

/** Pages without enough words have no language. */
const isLanguage = (code: string): boolean => /^[a-z]{2,3}$/u.test(code) && code !== "und";

const nameOf = (code: string): string => new Intl.DisplayNames([languageOf(t)], { type: "language" }).of(code) ?? code;

const joined = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : t("{0} and {1}", names.slice(0, -1).join(", "), names.at(-1) ?? "");
