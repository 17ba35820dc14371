import assert from "node:assert/strict";
import { test } from "node:test";
import { startCpuTime } from "../../../../../test/support/cpuTime.ts";
import { createAnalyser } from "../../language/analyse.ts";
import type { Embedder } from "../../ports.ts";
import { failure, success } from "../../result.ts";
import { quantizeVector } from "../../vector/quantize.ts";
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

/** Language, source, sentence that says more than it, how far it is supported. */
const universal: readonly (readonly [string, string, string, Verdict["support"]])[] = [
  ["en", "Backups are kept for 35 days.", "Backups are kept forever.", "unsupported"],
  ["en", "Backups are kept for 35 days.", "Backups are kept for ever.", "unsupported"],
  ["en", "Backups are kept for 35 days.", "Backups are always kept.", "partly"],
  ["en", "Backups are kept for 35 days.", "All backups are kept for 35 days.", "partly"],
  ["en", "Backups are kept for 35 days.", "Only backups are kept for 35 days.", "partly"],
  ["en", "Backups are kept for 35 days.", "Backups are never deleted.", "partly"],
  ["en", "Every backup is kept for 35 days.", "All backups are kept for 35 days.", "supported"],
  ["en", "Backups are kept for 35 days.", "Backups are kept for 35 days.", "supported"],
  ["he", "הגיבויים נשמרים 35 ימים.", "הגיבויים נשמרים לנצח.", "unsupported"],
  ["he", "הגיבויים נשמרים 35 ימים.", "כל הגיבויים נשמרים 35 ימים.", "partly"],
  ["he", "כל הגיבויים נשמרים 35 ימים.", "כל הגיבויים נשמרים 35 ימים.", "supported"],
  ["ru", "Копии хранятся 35 дней.", "Копии хранятся вечно.", "unsupported"],
  ["ru", "Копии хранятся 35 дней.", "Копии всегда хранятся 35 дней.", "partly"],
  ["fr", "Les copies sont gardées 35 jours.", "Les copies sont gardées pour toujours.", "unsupported"],
  ["fr", "Les copies sont gardées 35 jours.", "Toutes les copies sont gardées 35 jours.", "partly"],
  ["fr", "Les copies ne sont gardées que 35 jours.", "Les copies sont gardées seulement 35 jours.", "supported"],
  ["es", "Las copias se guardan 35 días.", "Las copias se guardan para siempre.", "unsupported"],
  ["es", "Las copias se guardan 35 días.", "Las copias se guardan siempre 35 días.", "partly"],
];

for (const [language, source, text, support] of universal)
  test(`“${text}” is ${support} by “${source}”`, async () => {
    const verdict = await check(text, source, language);
    assert.equal(verdict.support, support, verdict.faults.join(" "));
  });

test("another first word in place of the source's is no name that it knows; a capital makes an ordinal part of a name", async () => {
  const elders = "Elders in full connection are each a member of their Annual Conference Order of Elders.";
  const given = await check(elders.replace("Elders in", "Leon in"), elders, "en");
  assert.equal(given.support, "partly", given.faults.join(" "));
  const strait = "Ла-Манш, Северный пролив и большая часть моря являлись сушей.";
  assert.notEqual((await check(strait.replace("Северный", "Второй"), strait, "ru")).support, "supported");
});

test("a name with letters of two alphabets is another name, however alike it looks", async () => {
  const source = "Каналы BSkyB и Foldkeep выходят в формате MPEG-2.";
  assert.equal((await check(source, source, "ru")).support, "supported");
  for (const name of ["BМосквыB", "Fоldkeep"])
    assert.equal((await check(source.replace(/BSkyB|Foldkeep/u, name), source, "ru")).support, "unsupported", name);
  const mixed = source.replace("Foldkeep", "Fоldkeep");
  assert.equal((await check(mixed, mixed, "ru")).support, "supported");
});

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

/** Language, source, sentence, and the grades that are right. */
const adversarial: readonly (readonly [string, string, string, readonly Verdict["support"][]])[] = [
  ["en", "It is not only fast but also small.", "It is fast and small.", ["supported"]],
  ["en", "It is not only fast but also small.", "It is not fast.", ["unsupported"]],
  ["en", "The door isn’t locked at night.", "The door is not locked at night.", ["supported"]],
  ["en", "The door isn't locked at night.", "The door is locked at night.", ["unsupported"]],
  ["en", "Nobody may enter without a badge.", "Nobody may enter without a badge.", ["supported"]],
  ["en", "Sales increased by 5 % in 2019.", "Sales decreased by 5 % in 2019.", ["unsupported"]],
  ["en", "Sales did not increase in 2019.", "Sales increased in 2019.", ["unsupported"]],
  ["en", "The feature is enabled by default.", "The feature is disabled by default.", ["unsupported"]],
  ["en", "The known issue was fixed.", "The unknown issue was fixed.", ["unsupported"]],
  ["en", "The limit is 2,019 files.", "The limit was set in 2019.", ["unsupported", "partly"]],
  ["en", "It weighs about 3,512 kg.", "It weighs about 3,500 kg.", ["partly"]],
  ["en", "It weighs 3,512 kg.", "It weighs 3,500 kg.", ["unsupported"]],
  ["en", "Call `io.Reader` first.", "Call `io.Writer` first.", ["unsupported"]],
  ["en", "Pass --dry-run to test it.", "Pass --force to test it.", ["unsupported"]],
  ["en", "Germany signed the treaty.", "The German government signed the treaty.", ["partly", "supported"]],
  [
    "en",
    "The National Football League was founded in 1920.",
    "The league NFL was founded in 1920.",
    ["partly", "supported"],
  ],
  [
    "en",
    "Paris was founded by Celts near the river.",
    "London was founded by Celts near the river.",
    ["partly", "unsupported"],
  ],
  ["en", "Smith met Jones in Rome.", "Smith met Brown in Rome.", ["unsupported"]],
  [
    "en",
    "The fee is 10 euros for adults and 5 euros for children.",
    "The fee is 5 euros for adults.",
    ["partly", "unsupported"],
  ],
  ["fr", "Le service n’est pas gratuit.", "Le service est gratuit.", ["unsupported"]],
  ["fr", "Il ne coûte que 5 euros.", "Il coûte seulement 5 euros.", ["supported"]],
  ["ru", "Это не только быстро, но и дёшево.", "Это быстро и дёшево.", ["supported"]],
  ["ru", "Файлы нельзя удалить.", "Файлы можно удалить.", ["unsupported"]],
  ["es", "La tienda no abre los domingos.", "La tienda abre los domingos.", ["unsupported"]],
  ["he", "החנות אינה פתוחה בשבת.", "החנות פתוחה בשבת.", ["unsupported"]],
  ["he", "המחיר הוא לא רק נמוך אלא גם קבוע.", "המחיר נמוך וקבוע.", ["supported", "partly"]],
];

for (const [language, source, sentence, grades] of adversarial)
  test(`verification of “${sentence}” against “${source}”`, async () => {
    const verdict = await check(sentence, source, language);
    assert.ok(grades.includes(verdict.support), JSON.stringify(verdict));
  });

test("across languages numbers count, and another script alone condemns nothing", async () => {
  const source = "המוזיאון בירושלים נפתח ב-12 במאי 1965, ובו 1,200 מוצגים.";
  const right = await check("The museum in Jerusalem was opened on 12 May 1965.", source, "he");
  assert.equal(right.support, "partly", JSON.stringify(right));
  const wrong = await check("The museum in Jerusalem was opened on 12 May 1966.", source, "he");
  assert.equal(wrong.support, "unsupported", JSON.stringify(wrong));
});

test("across languages meaning decides where there are vectors", async () => {
  const near: Embedder = {
    ...withoutModel,
    embed: async (text) => success(quantizeVector(text.includes("חתול") || text.includes("dogs") ? [0, 1] : [1, 0])),
  };
  const verifyNear = createVerification({ embedder: near, analyser: createAnalyser() });
  const of = async (text: string) =>
    verifyNear({ text, citations: [1], isCode: false }, "", [spanOf("המוזיאון גדול מאוד. חתול ישן.", "he")]);
  const { support, evidence } = await of("The museum is very large.");
  assert.equal(support, "supported");
  assert.deepEqual(evidence, [{ n: 1, start: 0, end: 19 }]);
});

test("where passages are in several languages, one in another language may hold the sentence", async () => {
  const same: Embedder = { ...withoutModel, embed: async () => success(quantizeVector([1, 0])) };
  const verifySame = createVerification({ embedder: same, analyser: createAnalyser() });
  const spans = [spanOf("Dogs bark at night.", "en", 1), spanOf("המוזיאון בירושלים גדול מאוד.", "he", 2)];
  const { support, evidence } = await verifySame(
    { text: "The museum is very large.", citations: [], isCode: false },
    "",
    spans,
  );
  assert.equal(support, "supported");
  assert.deepEqual(
    evidence.map(({ n }) => n),
    [2],
  );
});

test("a model that fails or throws leaves the judgement to the words", async () => {
  const throwing: Embedder = { ...withoutModel, embed: async () => Promise.reject(new Error("crashed")) };
  const verifyWords = createVerification({ embedder: throwing, analyser: createAnalyser() });
  const sentence = { text: "The old archive opens early at dawn.", citations: [1], isCode: false };
  const span = spanOf("The archive opens at dawn.", "en");
  assert.deepEqual(await verifyWords(sentence, "", [span]), await verify(sentence, "", [span]));
});

test("a sentence that cites nothing is held against all passages, a citing one against its own", async () => {
  const spans = [spanOf("Dogs bark at night.", "en", 1), spanOf("Cats sleep by day.", "en", 2)];
  const grade = async (text: string, citations: readonly number[]) =>
    (await verify({ text, citations, isCode: false }, "", spans)).support;
  assert.equal(await grade("Cats sleep by day.", []), "supported");
  assert.equal(await grade("Cats sleep by day.", [2]), "supported");
  assert.notEqual(await grade("Cats sleep by day.", [1]), "supported");
  assert.equal((await verify({ text: "Cats sleep.", citations: [], isCode: false }, "", [])).support, "unsupported");
});

test("headings above a passage are part of it; a name of the question alone is none", async () => {
  const span: CitedSpan = {
    n: 1,
    text: "It keeps backups for 35 days.",
    language: "en",
    breadcrumb: ["Guide", "Acme Vault"],
  };
  const sentence = { text: "The Acme Vault keeps backups for 35 days.", citations: [1], isCode: false };
  assert.equal((await verify(sentence, "", [span])).support, "supported");
  const without = { ...span, breadcrumb: ["Guide"] };
  assert.equal((await verify(sentence, "How long does Acme Vault keep backups?", [without])).support, "partly");
  assert.equal((await verify(sentence, "", [without])).support, "unsupported");
});

test("code is held against the passages line by line; headings and announcements claim little", async () => {
  const spans = [spanOf("Run it:\n\n```sh\nnpm ci\nnpm   test\n```\n", "en")];
  const grade = async (text: string, isCode: boolean) =>
    (await verify({ text, citations: [1], isCode }, "How do I run it?", spans)).support;
  assert.equal(await grade("```sh\nnpm ci\nnpm test\n```", true), "supported");
  assert.equal(await grade("```sh\nnpm ci\nnpm run test\n```", true), "partly");
  assert.equal(await grade("```sh\nrm -rf /\n```", true), "unsupported");
  assert.equal(await grade("## Run it", false), "supported");
  assert.equal(await grade("To run it:", false), "supported");
});

test("Markdown around the words makes no difference", async () => {
  const source = "The archive keeps **35** snapshots of [each page](a.md).";
  for (const text of [
    "- **The archive** keeps 35 snapshots.",
    "1. The _archive_ keeps `35` snapshots.",
    "> The archive keeps 35 snapshots.",
  ])
    assert.equal((await check(text, source, "en")).support, "supported", text);
});

test("takes milliseconds, and a bounded time on the longest passages", async () => {
  const spans = Array.from({ length: 6 }, (_, place) => spanOf(sources.en.repeat(3), "en", place + 1));
  const sentence = { text: "Kawann Short led the team in sacks with 11.", citations: [], isCode: false };
  await verify(sentence, "", spans);
  const spent = startCpuTime();
  for (let turn = 0; turn < 20; turn += 1) await verify(sentence, "", spans);
  assert.ok(spent() / 20 < 50);
  const long = Array.from({ length: 40 }, (_, n) =>
    spanOf(`${"a b c not 5 “x y” Name. ".repeat(20_000)}${n}`, "en", n),
  );
  const spentLong = startCpuTime();
  await verify({ text: "Name not 5 “x y” ".repeat(100), citations: [], isCode: false }, "", long);
  assert.ok(spentLong() < 20_000);
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
