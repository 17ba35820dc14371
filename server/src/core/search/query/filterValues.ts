import { t } from "@vscode/l10n";
import { modifiedRange } from "./modifiedDates.ts";
import type { Filter } from "./query.ts";

/** The ISO 639 code of a language by code or by name in English or in itself; undefined where none is so called. */
export function languageCode(value: string): string | undefined {
  const wanted = value.toLowerCase();
  const english = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  if (/^[a-z]{2,3}(?:[-_][a-z0-9]+)*$/u.test(wanted)) {
    const [code = ""] = wanted.split(/[-_]/u);
    if (english.of(code) !== undefined) return new Intl.Locale(code).language;
  }
  return twoLetterCodes().find((code) => {
    if (english.of(code) === undefined) return false;
    const own = new Intl.DisplayNames([code], { type: "language", fallback: "none" }).of(code);
    return [english.of(code), own].some((name) => name?.toLowerCase() === wanted);
  });
}

function twoLetterCodes(): readonly string[] {
  const letters = Array.from("abcdefghijklmnopqrstuvwxyz");
  return letters.flatMap((first) => letters.map((second) => first + second));
}

/** A sentence that says why a value cannot be one of its filter's, and what can. */
function valueProblem({ key }: Filter, value: string): string | undefined {
  switch (key) {
    case "modified":
      return modifiedRange(value, 0) === undefined
        ? t(
            "The filter {0}: was left out: “{1}” is no date; write a day, month or year (2024-05-01, 2024-05, 2024), a range (2024-01..2024-03), before or after one (<2024-05, >2024-05), an age (<7d, >1y), today or yesterday.",
            key,
            value,
          )
        : undefined;
    case "lang":
      return languageCode(value) === undefined
        ? t("The filter {0}: was left out: “{1}” is no language; write its code (en, he, fr) or its name.", key, value)
        : undefined;
    case "ext":
      return /^(?:\*?\.)?[^\s/\\.*?][^\s/\\*?]*$/u.test(value)
        ? undefined
        : t("The filter {0}: was left out: “{1}” is no ending of a file name; write it as in ext:md.", key, value);
    case "tag":
    case "title":
      return /[\p{L}\p{N}]/u.test(value)
        ? undefined
        : t("The filter {0}: was left out: “{1}” holds no letter or digit; write a word of it.", key, value);
    case "path":
      return undefined;
  }
}

/** A sentence about the first value that cannot be understood; undefined where all can. */
export function filterProblem(filter: Filter): string | undefined {
  for (const value of filter.values) {
    const problem = valueProblem(filter, value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
