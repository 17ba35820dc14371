import { plainForm } from "./languageRules.ts";
import units from "./units.json" with { type: "json" };

/** Quotation marks inside a shortening say nothing: `ק"מ`. */
const bare = (word: string): string => plainForm(word).replace(/["'״׳.]/gu, "");

/** The unit that a word or sign names, in any language; `undefined` for other words. */
export type UnitOf = (word: string) => string | undefined;

/** Builds the look-up of units. */
export function createUnits(): UnitOf {
  const names = new Map<string, string>();
  for (const [unit, forms] of Object.entries(units)) for (const form of forms) names.set(bare(form), unit);
  return (word) => names.get(bare(word));
}

/** Digits with decimals or groups of thousands as numbers: one reading, or two where a sign may be either. */
export function readDigits(digits: string, decimalComma: boolean): readonly number[] {
  const plain = digits.replaceAll("٫", ".").replace(/[\s\u00A0\u202F'’٬]/gu, "");
  if (/^\d+$/u.test(plain)) return [Number(plain)];
  const groupsBy = (sign: string): boolean => new RegExp(`^\\d{1,3}(?:[${sign}]\\d{3})+$`, "u").test(plain);
  if (/^[\d]{1,3}(?:,\d{3})+\.\d+$/u.test(plain)) return [Number(plain.replaceAll(",", ""))];
  if (/^[\d]{1,3}(?:\.\d{3})+,\d+$/u.test(plain)) return [Number(plain.replaceAll(".", "").replace(",", "."))];
  if (groupsBy(",")) {
    const grouped = Number(plain.replaceAll(",", ""));
    return decimalComma && plain.split(",").length === 2 ? [Number(plain.replace(",", ".")), grouped] : [grouped];
  }
  if (groupsBy(".")) {
    const grouped = Number(plain.replaceAll(".", ""));
    const several = plain.split(".").length > 2;
    if (several) return [grouped];
    return decimalComma ? [grouped, Number(plain)] : [Number(plain)];
  }
  const decimal = Number(plain.replace(",", "."));
  return Number.isNaN(decimal) ? [] : [decimal];
}
