import { findPhoneNumbersInText, type CountryCode } from "libphonenumber-js/min";
import type { FindSensitive } from "../../core/fewShot/mining/sensitive.ts";
import { personalNumbersIn } from "./personalNumbers.ts";
import { secretsIn } from "./secrets.ts";

const email = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,24}(?![\p{L}\p{N}])/u;

/** Where a number without a country's code may be from. */
const countries: Readonly<Record<string, readonly CountryCode[]>> = {
  en: ["US", "GB"],
  fr: ["FR"],
  he: ["IL"],
  ru: ["RU"],
  es: ["ES"],
  de: ["DE"],
  it: ["IT"],
  pt: ["PT", "BR"],
  pl: ["PL"],
  nl: ["NL"],
  uk: ["UA"],
  zh: ["CN"],
  ja: ["JP"],
  ko: ["KR"],
  tr: ["TR"],
};

/** Digits as phone numbers are written: with a plus, a leading nought or bracket, or in groups. */
const mayBePhone = /\+\d|(?<![\p{L}\p{N}.,])[(0]\d|\d[ .-]\d{2,4}[ .-]\d{2}|\d\) ?\d/u;

/** Builds the finding of secrets (secretlint), e-mail, phone (libphonenumber), card, account and national numbers (stdnum). */
export function createSensitiveFinder(): FindSensitive {
  return async function findSensitive(texts) {
    const found = texts.map(({ text, language }) => new Set<string>(personalDataIn(text, language)));
    let joined = "";
    const ends = texts.map(({ text }) => (joined += `${text}\n\n`).length);
    for (const place of await secretsIn(joined)) found[ends.findIndex((end) => place < end)]?.add("secret");
    return found.map((flags) => [...flags].sort());
  };
}

function personalDataIn(text: string, language: string): readonly string[] {
  const numbers = personalNumbersIn(text, language);
  return [
    ...(text.includes("@") && email.test(text) ? ["email"] : []),
    ...numbers,
    ...(mayBePhone.test(text) && hasPhone(text, countries[language] ?? []) ? ["phone"] : []),
  ];
}

/** Without a country only numbers with a plus are read; parts of identifiers, dates and paths are none. */
function hasPhone(text: string, from: readonly CountryCode[]): boolean {
  const found = [undefined, ...from].flatMap((defaultCountry) =>
    findPhoneNumbersInText(text, defaultCountry === undefined ? {} : { defaultCountry }),
  );
  return found.some(
    ({ startsAt, endsAt }) =>
      !/[\p{L}\p{N}_/:.-]$/u.test(text.slice(0, startsAt)) && !/^[\p{L}\p{N}_/:-]/u.test(text.slice(endsAt)),
  );
}
