import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalyser } from "../../language/analyse.ts";
import { createCalendars } from "./calendar.ts";
import { createLanguageRules } from "./languageRules.ts";
import { matchAmounts, readAmounts } from "./numbers.ts";
import { readWords } from "./readWords.ts";
import { createUnits, readDigits } from "./units.ts";

const analyser = createAnalyser();
const { rulesFor } = createLanguageRules();
const calendarOf = createCalendars(analyser);
const unitOf = createUnits();

function read(text: string, language: string) {
  const rules = rulesFor(language);
  const words = readWords(text, rules, analyser);
  return { words, amounts: readAmounts({ text, words, rules, calendar: calendarOf(language), unitOf }) };
}

/** Kind (but for numbers), value and unit of each amount. */
const shown = (text: string, language: string): string =>
  read(text, language)
    .amounts.map(({ kind, values, written, unit }) => {
      const value = values.length === 0 ? written : values.join("/");
      return `${kind === "number" ? "" : `${kind} `}${value}${unit === undefined ? "" : ` ${unit}`}`;
    })
    .join(", ");

const cases: readonly (readonly [language: string, text: string, amounts: string])[] = [
  ["en", "It took 35 days", "35 day"],
  ["en", "thirty-five days", "35 day"],
  ["en", "two hundred and five people", "205 person"],
  ["en", "a nine-minute walk", "9 minute"],
  ["en", "1,234.5 km", "1234.5 km"],
  ["en", "1.234 kg", "1.234 kg"],
  ["en", "$1,250 or 5 million euros", "1250 dollar, 5000000 euro"],
  ["en", "10 % and 12% and 7 percent", "10 %, 12 %, 7 %"],
  ["en", "10MB at 2.5GHz", "10 mb, 2.5 ghz"],
  ["en", "on May 3, 2015", "month 5, 3, 2015"],
  ["en", "3 Jan 2015", "3, month 1, 2015"],
  ["en", "You may march on", ""],
  ["en", "2015-05-03", "2015, month 5, 3"],
  ["en", "v1.2.1 and version 1.2", "version 1.2.1, version 1.2"],
  ["en", "at 10:30", "time 10:30"],
  ["en", "from 10-20 kg", "10 kg, 20 kg"],
  ["en", "6½ sacks", "6.5"],
  ["en", "in the 10th century", "10 century"],
  ["en", "COVID-19 and H2O and maxRetry2", ""],
  ["es", "1.250,5 metros y veinticinco días", "1250.5 m, 25 day"],
  ["es", "el 12 de mayo de 1965", "12, month 5, 1965"],
  ["fr", "1 200 objets à 3,5 millions d’euros", "1200, 3500000 euro"],
  ["fr", "quatre-vingt-dix-sept ans", "97 year"],
  ["fr", "le 12 mai 1965", "12, month 5, 1965"],
  ["ru", "тридцать пять дней", "35 day"],
  ["ru", "двести тысяч рублей", "200000 rouble"],
  ["ru", "1,5 млн человек", "1500000 person"],
  ["ru", "12 мая 1965 года", "12, month 5, 1965 year"],
  ["ru", "в XX веке", "20 century"],
  ["he", "שלושים וחמישה ימים", "35 day"],
  ["he", "ב-12 במאי 1965", "12, month 5, 1965"],
  ["he", '5 ק"מ ו-1,200 איש', "5 km, 1200 person"],
  ["he", "3 מיליון שקלים", "3000000 shekel"],
  ["ar", "٣٥ يوما", "35"],
];

for (const [language, text, amounts] of cases)
  test(`numbers, ${language}: ${text}`, () => assert.equal(shown(text, language), amounts));

test("signs between digits are read by language, two ways where either may be meant", () => {
  assert.deepEqual(readDigits("1,234", false), [1234]);
  assert.deepEqual(readDigits("1,234", true), [1.234, 1234]);
  assert.deepEqual(readDigits("1.234", true), [1234, 1.234]);
  assert.deepEqual(readDigits("1.234.567", true), [1234567]);
  assert.deepEqual(readDigits("1,5", true), [1.5]);
  assert.deepEqual(readDigits("12’000", false), [12000]);
});

/** Language and text of two sides, and how the first amounts of both match. */
const pairs = [
  ["en", "2019", "en", "2,019 people", "other"],
  ["en", "2019 people", "en", "2,019 people", "same"],
  ["en", "5 km", "en", "5 miles", "other unit"],
  ["en", "5 km", "ru", "5 километров", "same"],
  ["en", "thirty-five days", "he", "35 ימים", "same"],
  ["en", "v1.2", "en", "v1.2.1", "other"],
  ["en", "1.10", "en", "1.1", "same"],
  ["en", "version 1.10", "en", "version 1.1", "other"],
  ["en", "12 %", "fr", "12 pour cent", "same"],
  ["fr", "1 200", "en", "1,200", "same"],
  ["en", "May 3", "fr", "mai 3", "same"],
  ["en", "10:30", "en", "10.30", "other"],
] as const;

for (const [language, text, otherLanguage, otherText, expected] of pairs)
  test(`“${text}” against “${otherText}”: ${expected}`, () => {
    const [one, other] = [read(text, language), read(otherText, otherLanguage)];
    const [amount, otherAmount] = [one.amounts[0], other.amounts[0]];
    assert.ok(amount !== undefined && otherAmount !== undefined);
    assert.equal(matchAmounts(amount, one.words, otherAmount, other.words), expected);
  });
