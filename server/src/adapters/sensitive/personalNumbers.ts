import { validate as brazilianCpf } from "stdnum/lib/cjs/br/cpf.js";
import { validate as spanishDni } from "stdnum/lib/cjs/es/dni.js";
import { validate as spanishNie } from "stdnum/lib/cjs/es/nie.js";
import { validate as frenchNir } from "stdnum/lib/cjs/fr/nir.js";
import { validate as britishNino } from "stdnum/lib/cjs/gb/nino.js";
import { validate as israeliId } from "stdnum/lib/cjs/il/idnr.js";
import { validate as italianCode } from "stdnum/lib/cjs/it/codicefiscale.js";
import { validate as polishPesel } from "stdnum/lib/cjs/pl/pesel.js";
import { validate as russianInn } from "stdnum/lib/cjs/ru/inn.js";
import { validate as americanSsn } from "stdnum/lib/cjs/us/ssn.js";
import { luhnChecksumValidate } from "stdnum/lib/cjs/util/checksum.js";

type Check = (compact: string) => boolean;

interface NumberRule {
  readonly flag: "card-number" | "iban" | "national-id";
  /** Anchored around a run that no letter or digit touches. */
  readonly pattern: RegExp;
  readonly holds: Check;
  /** One plain number in ten or a hundred meets such control digits: it must stand in a text of this language, or beside a word. */
  readonly language?: string;
}

/** What numbers of persons are called. */
const called =
  /(?<!\p{L})(?:ids?|id (?:card|number)|identity|national (?:id|number)|citizen|passport|taxpayer|insurance|teudat|zehut|nir|inn|snils|pesel|ת["״.]?ז|זהות|ИНН|СНИЛС|паспорт|sécurité sociale)(?!\p{L})/iu;

const alone = (pattern: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_.,-])(?:${pattern})(?![\\p{L}\\p{N}_]|[.,-]\\d)`, "gu");
const valid =
  (validate: (value: string) => { readonly isValid: boolean }): Check =>
  (compact) =>
    validate(compact).isValid;

/** Control number of a Russian insurance account: digits weighted 9 to 1, modulo 101 and then 100. */
const russianSnils: Check = (compact) => {
  const sum = Array.from(compact.slice(0, 9)).reduce((total, digit, at) => total + Number(digit) * (9 - at), 0);
  return (sum % 101) % 100 === Number(compact.slice(9));
};

/** ISO 13616: the first four signs at the end, letters as two digits, the whole modulo 97 is 1. */
const iban: Check = (compact) => {
  const digits = Array.from(compact.slice(4) + compact.slice(0, 4), (sign) => parseInt(sign, 36)).join("");
  return compact.length >= 15 && compact.length <= 34 && BigInt(digits) % 97n === 1n;
};

const rules: readonly NumberRule[] = [
  {
    flag: "card-number",
    pattern: alone("[2-6]\\d{3}(?:[ -]?\\d{4}){2}[ -]?\\d{1,7}|3[47]\\d{2}[ -]?\\d{6}[ -]?\\d{5}"),
    holds: (compact) =>
      compact.length >= 13 && compact.length <= 19 && luhnChecksumValidate(compact) && !/^(\d)\1+$/u.test(compact),
  },
  {
    flag: "iban",
    pattern: alone("[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?"),
    holds: iban,
  },
  { flag: "national-id", pattern: alone("\\d{9}|\\d{8}-\\d|\\d-\\d{7}-\\d"), holds: valid(israeliId), language: "he" },
  {
    flag: "national-id",
    pattern: alone("[12] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}"),
    holds: valid(frenchNir),
  },
  { flag: "national-id", pattern: alone("\\d{12}"), holds: valid(russianInn), language: "ru" },
  { flag: "national-id", pattern: alone("\\d{3}-\\d{3}-\\d{3}[ -]\\d{2}"), holds: russianSnils },
  { flag: "national-id", pattern: alone("\\d{11}"), holds: russianSnils, language: "ru" },
  { flag: "national-id", pattern: alone("\\d{3}-\\d{2}-\\d{4}"), holds: valid(americanSsn) },
  {
    flag: "national-id",
    pattern: alone("[A-CEGHJ-PR-TW-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]"),
    holds: valid(britishNino),
  },
  { flag: "national-id", pattern: alone("\\d{8}-?[A-HJ-NP-TV-Z]"), holds: valid(spanishDni) },
  { flag: "national-id", pattern: alone("[XYZ]-?\\d{7}-?[A-HJ-NP-TV-Z]"), holds: valid(spanishNie) },
  {
    flag: "national-id",
    pattern: alone("[A-Z]{6}\\d{2}[A-EHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]"),
    holds: valid(italianCode),
  },
  { flag: "national-id", pattern: alone("\\d{11}"), holds: valid(polishPesel), language: "pl" },
  { flag: "national-id", pattern: alone("\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}"), holds: valid(brazilianCpf) },
];

/** Card and account numbers and numbers of persons whose control digits hold, by the kind of each. @param language ISO 639-1 code. */
export function personalNumbersIn(text: string, language: string): readonly string[] {
  if (!/\d/u.test(text)) return [];
  const named = called.test(text);
  return rules.flatMap(({ flag, pattern, holds, language: own }) =>
    (own === undefined || own === language || named) &&
    [...text.matchAll(pattern)].some(([found]) => holds(found.replace(/[ .-]/gu, "")))
      ? [flag]
      : [],
  );
}
