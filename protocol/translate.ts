/**
 * `t` of `@vscode/l10n` and `vscode.l10n`: gives a message in the language of the interface, with `{0}` and so on filled
 * in. The English message is its own key; a comment makes another key of it.
 */
export interface Translate {
  (message: string, ...values: (string | number)[]): string;
  (options: { message: string; args?: (string | number)[]; comment: string[] }): string;
}

/** Translations by key, as `l10n/bundle.l10n.*.json` hold them; without any, texts are English. */
export type Bundle = Readonly<Record<string, string>>;

/** The language that `t` speaks, a BCP 47 tag: each bundle names its own. */
export const languageOf = (t: Translate): string => t({ message: "en", comment: ["language"] });

/**
 * A text about a number, in the form that the number asks for. English has two; a bundle has one for each category that
 * `Intl.PluralRules` knows in its language, under the key `other/category`.
 *
 * @param count decides the form; as it is written it is one of `values`.
 */
export function plural(
  t: Translate,
  count: number,
  { one, other }: { readonly one: string; readonly other: string },
  ...values: (string | number)[]
): string {
  const language = languageOf(t);
  if (language === "en") return t(count === 1 ? one : other, ...values);
  return t({ message: other, comment: [new Intl.PluralRules(language).select(count)], args: values });
}

/** A number as the interface's language writes it. @param digits after the point. */
export const numeral = (t: Translate, value: number, digits = 0): string =>
  value.toLocaleString(languageOf(t), { minimumFractionDigits: digits, maximumFractionDigits: digits });

const rightToLeft: ReadonlySet<string> = new Set(["ar", "fa", "he", "ur", "yi"]);

/** The way in which a language is written. @param language a BCP 47 tag. */
export const directionOfLanguage = (language: string): "ltr" | "rtl" =>
  rightToLeft.has(language.split("-", 1)[0] ?? "") ? "rtl" : "ltr";

/**
 * A text of the interface for a place that is written from left to right whatever the language, as notifications and the
 * list of problems are: words in Latin letters stay in its order.
 */
export const inOwnDirection = (t: Translate, text: string): string =>
  directionOfLanguage(languageOf(t)) === "rtl" ? `\u2067${text}\u2069` : text;
