import { normalise } from "../../language/fold.ts";
import { mayBeOtherWord, type Calendar } from "./calendar.ts";
import type { LanguageRules } from "./languageRules.ts";
import { createNumberWords } from "./numberWords.ts";
import type { ReadWord } from "./readWords.ts";
import { readDigits, type UnitOf } from "./units.ts";

/** A number of a text with what it counts, or a part of a date. */
export interface Amount {
  readonly kind: "number" | "version" | "time" | "month" | "weekday";
  /** More than one where a sign can be read in two ways. */
  readonly values: readonly number[];
  /** Versions and times are compared by it. */
  readonly written: string;
  readonly unit: string | undefined;
  /** Written with signs between thousands: no year. */
  readonly isGrouped: boolean;
  /** Written as a word that may be no number at all (`one`, `second`). */
  readonly isLoose: boolean;
  readonly isApproximate: boolean;
  /** The place of the word that names its unit, or that calls it a version. */
  readonly unitWord: number | undefined;
  /** Its first and last word. */
  readonly first: number;
  readonly last: number;
}

const numeral =
  /^(?:[\u05D0-\u05EA]{1,3}-?)?([~±]?\d(?:[\d.,'’٬٫\s\u00A0\u202F]*\d)?)(?:(?:-)?(\p{L}{1,12})(?:\/\p{L}+)?|\s?([%٪]))?$/u;
const version = /^v?(\d+(?:\.\d+)+(?:[-+][\p{L}\p{N}.]+)?)$/u;
const range = /^(\d[\d.,\s\u00A0\u202F]*)[-–](\d[\d.,\s\u00A0\u202F]*)([%٪])?$/u;
const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?:t.*)?$/u;
const numericDate = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/u;
const time = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/u;
const roman = /^[IVX]{1,6}$/u;
const romanDigits: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };
const namesVersion: ReadonlySet<string> = new Set(
  "version versions release v версия версии версию релиз גרסה גירסה בגרסה לגרסה בגירסה versión versiones".split(" "),
);
const joiningUnit: ReadonlySet<string> = new Set(["of", "de", "d", "des"]);
const signBefore = /[$€£₪₽¥]\s?$/u;
const signAfter = /^\s?([$€£₪₽¥]|°\s?[CF]?)/u;
const fractions: Readonly<Record<string, number>> = { "½": 0.5, "¼": 0.25, "¾": 0.75 };

/** What is needed to read the numbers of a text. */
interface Reading {
  readonly text: string;
  readonly words: readonly ReadWord[];
  readonly rules: LanguageRules;
  readonly calendar: Calendar;
  readonly unitOf: UnitOf;
}

/** All numbers, dates' parts, versions and times of a text in order, with their units. */
export function readAmounts({ text, words, rules, calendar, unitOf }: Reading): readonly Amount[] {
  const amounts: Amount[] = [];
  const numberWords = createNumberWords(rules);

  function unitAround(first: number, last: number): string | undefined {
    const [start, end] = [words[first]?.start ?? 0, words[last]?.end ?? 0];
    const before = signBefore.exec(text.slice(Math.max(0, start - 2), start))?.[0];
    if (before !== undefined) return unitOf(before.trim());
    const after = signAfter.exec(text.slice(end, end + 4))?.[1];
    if (after !== undefined) return unitOf(after.replace(/\s/u, ""));
    const unitWord = unitWordAfter(last);
    return unitWord === undefined ? undefined : unitOf(words[unitWord]?.text ?? "");
  }

  /** The word that names the unit: the next one, or the one after `of`. */
  function unitWordAfter(last: number): number | undefined {
    const place = joiningUnit.has(words[last + 1]?.plain ?? "") ? last + 2 : last + 1;
    const word = words[place];
    return word?.clause === words[last]?.clause && unitOf(word?.text ?? "") !== undefined ? place : undefined;
  }

  function add(first: number, last: number, values: readonly number[], more: Partial<Amount> = {}): void {
    const [before, beforeThat] = [words[first - 1]?.plain ?? "", words[first - 2]?.plain ?? ""];
    amounts.push({
      kind: "number",
      values,
      written: words[first]?.text ?? "",
      unit: unitAround(first, last),
      isGrouped: false,
      isLoose: false,
      isApproximate: rules.approximate.has(before) || rules.approximate.has(beforeThat),
      unitWord: unitWordAfter(last),
      first,
      last,
      ...more,
    });
  }

  /** A scale word after digits multiplies them: `5 million`. */
  function addScaled(at: number, values: readonly number[], more: Partial<Amount>): number {
    const scale = rules.scales.get(words[at + 1]?.plain ?? "");
    if (scale === undefined || words[at + 1]?.clause !== words[at]?.clause) {
      add(at, at, values, more);
      return at;
    }
    add(
      at,
      at + 1,
      values.map((value) => value * scale),
      more,
    );
    return at + 1;
  }

  function readDate(at: number, token: string): boolean {
    const iso = isoDate.exec(token);
    const [, year = "", month = "", day = ""] = iso ?? [];
    if (iso !== null) {
      add(at, at, [Number(year)], { unit: undefined });
      add(at, at, [Number(month)], { kind: "month" });
      add(at, at, [Number(day)], { unit: undefined });
      return true;
    }
    const [whole, one = "", other = "", shortYear = ""] = numericDate.exec(token) ?? [];
    if (whole === undefined || Number(one) > 31 || Number(other) > 31) return false;
    if (Math.min(Number(one), Number(other)) > 12 || Number(one) === 0 || Number(other) === 0) return false;
    const years = shortYear.length === 4 ? [Number(shortYear)] : [1900 + Number(shortYear), 2000 + Number(shortYear)];
    const parts = [Number(one), Number(other)];
    add(at, at, years, { unit: undefined });
    add(
      at,
      at,
      parts.filter((part) => part <= 12),
      { kind: "month" },
    );
    add(at, at, parts, { unit: undefined });
    return true;
  }

  function readNumeral(at: number, token: string): number | undefined {
    if (readDate(at, token)) return at;
    const clock = time.exec(token);
    if (clock !== null) {
      add(at, at, [], { kind: "time", written: `${Number(clock[1])}:${clock[2] ?? ""}` });
      return at;
    }
    const [, from, to, rangeSign] = range.exec(token) ?? [];
    if (from !== undefined && to !== undefined) {
      const unit = rangeSign === undefined ? unitAround(at, at) : "%";
      add(at, at, readDigits(from, rules.decimalComma), { unit });
      add(at, at, readDigits(to, rules.decimalComma), { unit });
      return at;
    }
    const dotted = version.exec(token)?.[1];
    const isVersion =
      dotted !== undefined &&
      (token.startsWith("v") || dotted.split(".").length > 2 || namesVersion.has(words[at - 1]?.plain ?? ""));
    const isGroups = /^\d{1,3}(?:\.\d{3})+$/u.test(token);
    if (isVersion && !(isGroups && !token.startsWith("v"))) {
      const unitWord = namesVersion.has(words[at - 1]?.plain ?? "") ? at - 1 : undefined;
      add(at, at, [], { kind: "version", written: dotted, unitWord });
      return at;
    }
    const [, digits, suffix, percent] = numeral.exec(token) ?? [];
    if (digits === undefined) return undefined;
    const values = readDigits(digits.replace(/^[~±]/u, ""), rules.decimalComma);
    if (values.length === 0) return undefined;
    const isGrouped = /\d[,.'’٬\s\u00A0\u202F]\d{3}(?!\d)/u.test(digits);
    const own = percent !== undefined ? "%" : suffix === undefined ? undefined : unitOf(suffix);
    if (own !== undefined) {
      add(at, at, values, { isGrouped, unit: own });
      return at;
    }
    return addScaled(at, values, { isGrouped, isLoose: false });
  }

  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as ReadWord;
    const isNumeral = /\p{N}/u.test(word.text);
    if (isNumeral) {
      const part = fractions[word.text.slice(-1)];
      const token = normalise(part === undefined ? word.text : word.text.slice(0, -1)).trim();
      if (part !== undefined) {
        const whole = token === "" ? [0] : readDigits(token, rules.decimalComma);
        add(
          at,
          at,
          whole.map((value) => value + part),
        );
        continue;
      }
      const last = readNumeral(at, token);
      // What cannot be read is compared as it is written; with letters in it, it is a name.
      if (last === undefined && !/\p{L}/u.test(token)) add(at, at, [], { kind: "time", written: token });
      at = last ?? at;
      continue;
    }
    const spelled = numberWords(words, at);
    if (spelled !== undefined) {
      add(at, spelled.last, [spelled.value], { isLoose: spelled.isLoose });
      at = spelled.last;
      continue;
    }
    const isCentury =
      unitOf(words[at + 1]?.text ?? "") === "century" || unitOf(words[at - 1]?.text ?? "") === "century";
    if (roman.test(word.text) && isCentury) {
      add(at, at, [romanValue(word.text)]);
      continue;
    }
    const isBesideNumber = [words[at - 1], words[at + 1]].some((near) => near !== undefined && /\d/u.test(near.plain));
    const month = calendar.monthOf(word.terms) ?? (isBesideNumber ? calendar.shortMonthOf(word.plain) : undefined);
    if (month !== undefined && (isBesideNumber || !mayBeOtherWord(word.plain)))
      add(at, at, [month], { kind: "month", unit: undefined });
    else {
      const weekday = calendar.weekdayOf(word.terms);
      if (weekday !== undefined) add(at, at, [weekday], { kind: "weekday", unit: undefined });
    }
  }
  return amounts;
}

function romanValue(written: string): number {
  const digits = Array.from(written, (digit) => romanDigits[digit] ?? 0);
  return digits.reduce((sum, digit, place) => sum + (digit < (digits[place + 1] ?? 0) ? -digit : digit), 0);
}

/** How an amount of an answer stands to one of the source. */
export type AmountMatch = "same" | "other unit" | "other";

/** Whether two amounts say the same. Both texts' words are needed: `2019` is no year where `2,019 people` stands. */
export function matchAmounts(
  one: Amount,
  words: readonly ReadWord[],
  other: Amount,
  otherWords: readonly ReadWord[],
): AmountMatch {
  if (one.kind !== other.kind) return "other";
  if (one.kind === "version" || one.kind === "time") return one.written === other.written ? "same" : "other";
  if (!one.values.some((value) => other.values.some((candidate) => isSameValue(value, candidate)))) return "other";
  const unitDiffers = one.unit !== undefined && other.unit !== undefined && one.unit !== other.unit;
  const isYear = [one, other].some((each) => each.unit === "year");
  if (unitDiffers && !(isYear && !one.isGrouped && !other.isGrouped && isYearLike(one))) return "other unit";
  if (one.isGrouped !== other.isGrouped && isYearLike(one) && one.unit === undefined) {
    const [next, otherNext] = [words[one.last + 1], otherWords[other.last + 1]];
    const isSameThing = next?.terms.some((term) => otherNext?.terms.includes(term)) ?? false;
    if (!isSameThing) return "other";
  }
  return "same";
}

const isSameValue = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
const isYearLike = ({ values }: Amount): boolean =>
  values.some((value) => value >= 1000 && value <= 2100 && Number.isInteger(value));

/** Whether an inexact number of an answer is near one of the source. */
export const isNear = (one: Amount, other: Amount): boolean =>
  one.kind === "number" &&
  other.kind === "number" &&
  one.values.some((value) =>
    other.values.some((candidate) => Math.abs(value - candidate) <= 0.05 * Math.abs(candidate)),
  );
