import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalyser } from "../../language/analyse.ts";
import type { Embedder } from "../../ports.ts";
import { failure } from "../../result.ts";
import { createVerification, type CitedSpan, type Verdict } from "./verify.ts";

const withoutModel: Embedder = {
  describe: async () => failure("model-missing", "There is no model."),
  embed: async () => failure("model-missing", "There is no model."),
  close: async () => undefined,
};
const verify = createVerification({ embedder: withoutModel, analyser: createAnalyser() });
const spanOf = (text: string, language: string, n = 1): CitedSpan => ({ n, text, language, breadcrumb: [] });
const check = async (text: string, source: string, language: string): Promise<Verdict> =>
  verify({ text, citations: [1], isCode: false }, "", [spanOf(source, language)]);

const sources = {
  en:
    "The Panthers defense gave up just 308 points, ranking sixth in the league, while also leading the NFL in " +
    "interceptions with 24. Pro Bowl defensive tackle Kawann Short led the team in sacks with 11 on May 3, 2015. " +
    "Snapshots aren't deleted for thirty-five days; each weighs 5 kg and costs $1,250. The hall holds 2,019 people. " +
    "He said “keep the  house clean”. Use v1.2.1 and set `maxRetryCount` to 3. The archive is not only old but large. " +
    "Such errors are not uncommon.",
  he:
    "הגיבויים נשמרים בירושלים במשך שלושים וחמישה ימים, ואינם נמחקים בלילה. המוזיאון נפתח ב-12 במאי 1965 על ידי " +
    "טדי קולק, ובו 1,200 מוצגים. הוא אמר: “לא נוותר על העיר”.",
  ru:
    "Резервные копии хранятся тридцать пять дней и не удаляются ночью. Музей открылся в Москве 12 мая 1965 года, " +
    "в нём 1,5 млн экспонатов. Пушкин сказал: «Мороз и солнце, день чудесный».",
  fr:
    "Les copies sont gardées trente-cinq jours et ne sont pas effacées la nuit. Le musée a ouvert à Lyon le 12 mai 1965 ; " +
    "il compte 1 200 objets et coûte 3,5 millions d’euros. Voltaire a dit « il faut cultiver notre jardin ».",
} as const;

/** Language, sentence, whether it may be shown as supported. */
const cases: readonly (readonly [keyof typeof sources, string, boolean])[] = [
  ["en", "The Panthers gave up 308 points.", true],
  ["en", "The Panthers gave up 309 points.", false],
  ["en", "The Panthers gave up three hundred and eight points.", true],
  ["en", "The Panthers gave up 3,080 points.", false],
  ["en", "Kawann Short led the team in sacks with 11.", true],
  ["en", "Kawann Short led the team in sacks with 24.", false],
  ["en", "Mario Short led the team in sacks with 11.", false],
  ["en", "On 3 May 2015 Kawann Short led the team in sacks.", true],
  ["en", "On 2015-05-03 Kawann Short led the team in sacks.", true],
  ["en", "On 4 May 2015 Kawann Short led the team in sacks.", false],
  ["en", "On 3 June 2015 Kawann Short led the team in sacks.", false],
  ["en", "On 3 May 2016 Kawann Short led the team in sacks.", false],
  ["en", "Snapshots are not deleted for 35 days.", true],
  ["en", "Snapshots are deleted for 35 days.", false],
  ["en", "Each weighs 5 kilograms.", true],
  ["en", "Each weighs 5 miles.", false],
  ["en", "Each weighs 5 pounds.", false],
  ["en", "Each costs 1250 dollars.", true],
  ["en", "Each costs €1,250.", false],
  ["en", "The hall holds 2019 people.", true],
  ["en", "The hall was opened in 2019.", false],
  ["en", 'He said "keep the house clean".', true],
  ["en", "He said «keep the house clean.»", true],
  ["en", 'He said "keep the room clean".', false],
  ["en", "Use v1.2.1.", true],
  ["en", "Use version 1.2.1.", true],
  ["en", "Use v1.2.", false],
  ["en", "Use v1.2.10.", false],
  ["en", "Set `maxRetryCount` to 3.", true],
  ["en", "Set `maxRetries` to 3.", false],
  ["en", "The archive is old and large.", true],
  ["en", "The archive is not old.", false],
  ["en", "Such errors are uncommon.", false],
  ["en", "Bananas grow in warm places.", false],
  ["he", "הגיבויים נשמרים בירושלים במשך 35 ימים.", true],
  ["he", "הגיבויים נשמרים בירושלים במשך 36 ימים.", false],
  ["he", "הגיבויים נשמרים בחיפה במשך 35 ימים.", false],
  ["he", "הגיבויים נמחקים בלילה.", false],
  ["he", "הגיבויים אינם נמחקים בלילה.", true],
  ["he", "המוזיאון נפתח ב-12 במאי 1965 על ידי טדי קולק.", true],
  ["he", "המוזיאון נפתח ב-12 ביוני 1965 על ידי טדי קולק.", false],
  ["he", "המוזיאון נפתח ב-12 במאי 1965 על ידי אהוד אולמרט.", false],
  ["he", 'הוא אמר: "לא נוותר על העיר".', true],
  ["he", 'הוא אמר: "לא נוותר על הכפר".', false],
  ["ru", "Копии хранятся 35 дней.", true],
  ["ru", "Копии хранятся 40 дней.", false],
  ["ru", "Копии удаляются ночью.", false],
  ["ru", "Музей открылся 12.05.1965 в Москве.", true],
  ["ru", "Музей открылся в Казани 12 мая 1965 года.", false],
  ["ru", "Музей открылся в Москве 12 июня 1965 года.", false],
  ["ru", "В музее 1,5 миллиона экспонатов.", true],
  ["ru", "В музее 15 миллионов экспонатов.", false],
  ["ru", "Пушкин сказал: «Мороз и солнце».", true],
  ["ru", "Лермонтов сказал: «Мороз и солнце».", false],
  ["fr", "Les copies sont gardées 35 jours.", true],
  ["fr", "Les copies sont gardées 45 jours.", false],
  ["fr", "Les copies sont effacées la nuit.", false],
  ["fr", "Les copies ne sont pas effacées la nuit.", true],
  ["fr", "Le musée a ouvert à Lyon le 12 mai 1965.", true],
  ["fr", "Le musée a ouvert à Nantes le 12 mai 1965.", false],
  ["fr", "Le musée compte 1200 objets.", true],
  ["fr", "Le musée coûte 3,5 milliards d’euros.", false],
];

for (const [language, sentence, isSupported] of cases)
  test(`verification, ${language}: ${sentence}`, async () => {
    const verdict = await check(sentence, sources[language], language);
    assert.equal(verdict.support === "supported", isSupported, JSON.stringify(verdict));
  });

test("a doubled denial denies nothing", async () => {
  assert.notEqual((await check("Such errors are common.", sources.en, "en")).support, "unsupported");
});

test("evidence is a range of the passage that holds the words", async () => {
  const { evidence } = await check("Kawann Short led the team in sacks.", sources.en, "en");
  const [first] = evidence;
  assert.ok(first?.n === 1);
  assert.match(sources.en.slice(first.start, first.end), /^Pro Bowl .* 2015\.$/u);
});
