import type { Analyser } from "../../language/analyse.ts";
import { plainForm } from "./languageRules.ts";

/** The months of a language by the terms of their names. */
export interface Calendar {
  /** 1 to 12. */
  monthOf(terms: readonly string[]): number | undefined;
  /** The same by a shortened name (`Jan`), in plain form; many are other words too. */
  shortMonthOf(plain: string): number | undefined;
  /** 1 (Monday) to 7. */
  weekdayOf(terms: readonly string[]): number | undefined;
}

/** Names that are as well other words; they count only beside a number. */
const otherWords: ReadonlySet<string> = new Set(
  ["may", "march", "mars", "august", "май", "мая", "mai", "מאי", "avril", "juin"].map(plainForm),
);
/** Languages whose days of the week are numbers or other words. */
const withoutWeekdays: ReadonlySet<string> = new Set(["he", "zh", "ja", "ko", "th", "vi", "ar", "fa", "pt"]);

export const mayBeOtherWord = (plain: string): boolean => otherWords.has(plain);

/** Builds the look-up of calendars; names come from `Intl`. */
export function createCalendars(analyser: Analyser) {
  const made = new Map<string, Calendar>();

  function namesOf(language: string, dates: readonly Date[], forms: readonly Intl.DateTimeFormatOptions[]) {
    const places = new Map<string, number>();
    for (const form of forms) {
      const format = new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" });
      for (const [place, date] of dates.entries())
        for (const part of format.formatToParts(date)) {
          if (part.type !== "month" && part.type !== "weekday") continue;
          if (!/^\p{L}{2}/u.test(part.value)) continue;
          for (const terms of analyser.termsOfWords(part.value, language))
            for (const term of terms) if (!places.has(term)) places.set(term, place + 1);
        }
    }
    return (terms: readonly string[]): number | undefined => {
      for (const term of terms) {
        const place = places.get(term);
        if (place !== undefined) return place;
      }
      return undefined;
    };
  }

  function shortNames(language: string, months: readonly Date[]): Calendar["shortMonthOf"] {
    const format = new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC" });
    const names = months.map((date) => plainForm(format.format(date)).replace(/\.$/u, ""));
    return (plain) => {
      const place = names.indexOf(plain);
      return place === -1 ? undefined : place + 1;
    };
  }

  return function calendarOf(language: string): Calendar {
    const known = made.get(language);
    if (known !== undefined) return known;
    const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 1)));
    const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, day + 1)));
    const calendar: Calendar = {
      monthOf: namesOf(language, months, [{ month: "long" }, { month: "long", day: "numeric" }]),
      shortMonthOf: shortNames(language, months),
      weekdayOf: withoutWeekdays.has(language) ? () => undefined : namesOf(language, days, [{ weekday: "long" }]),
    };
    made.set(language, calendar);
    return calendar;
  };
}

export type CalendarOf = ReturnType<typeof createCalendars>;
