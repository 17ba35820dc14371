import assert from "node:assert/strict";
import { test } from "node:test";
import { openMemoryFolder } from "../../../../test/support/memoryFolder.ts";
import type { FileRecord, PassageRecord } from "../ports.ts";
import { createFolding } from "./folding.ts";
import { isNearDuplicate, wordSequence } from "./nearDuplicate.ts";
import { pathParts, pathTwins } from "./pageTwins.ts";

const alike = (a: string, b: string, language: string): boolean =>
  isNearDuplicate(wordSequence(a, language), wordSequence(b, language));

const english =
  "Backups are kept for 35 days, and sealed copies for seven years, in the hall at Haifa, by the team of Dalia.";
const french =
  "Les sauvegardes sont conservées pendant 35 jours, et les copies scellées au moins sept ans, dans la salle de Lyon.";
const russian =
  "Резервные копии хранятся 35 дней, а опечатанные копии хранятся семь лет в зале нашего бюро в городе Хайфа.";
const hebrew = "הגיבויים נשמרים 35 ימים והעותקים החתומים נשמרים שבע שנים באולם שבחיפה תחת השגחתה של דליה מן הצוות.";

test("passages that say the same are near duplicates", () => {
  for (const [one, other, language] of [
    [english, english.toUpperCase(), "en"],
    [english, english.replaceAll(",", " —"), "en"],
    [english, english.replace("Backups", "The backups"), "en"],
    [english, english.replace("kept", "stored"), "en"],
    [french, french.replace("conservées", "gardées"), "fr"],
    [russian, russian.replace("хранятся 35", "сохраняются 35"), "ru"],
    [hebrew, hebrew.replace("נשמרים 35", "נִשְׁמָרִים 35"), "he"],
    ["备份保留三十五天。", "备份保留三十五天", "zh"],
  ] as const)
    assert.ok(alike(one, other, language), other);
});

test("passages that differ in a number, a date, a name or a denial are not", () => {
  for (const [one, from, to, language] of [
    [english, "35", "30", "en"],
    [english, "35 days", "35 weeks", "en"],
    [english, "seven", "nine", "en"],
    [english, "Haifa", "Leeds", "en"],
    [english, "Dalia", "Boris", "en"],
    [english, "are kept", "are not kept", "en"],
    [english, "sealed", "maxRetryCount", "en"],
    [english, "in the hall", "in the v2.3 hall", "en"],
    [english, "days, and", "days from monday, and", "en"],
    [french, "sept", "huit", "fr"],
    [french, "au moins", "au plus", "fr"],
    [french, "pendant 35 jours", "pendant 35 jours de mars", "fr"],
    [russian, "семь", "девять", "ru"],
    [russian, "хранятся семь", "не хранятся семь", "ru"],
    [russian, "Хайфа", "Тбилиси", "ru"],
    [hebrew, "שבע", "תשע", "he"],
    [hebrew, "דליה", "מרים", "he"],
    ["备份保留三十五天。", "三十五", "三十", "zh"],
    ["Der Preis beträgt fünf Euro für alle Gäste, die im Haus am See wohnen.", "fünf", "neun", "de"],
    ["Ha ka uli mo te pa ro ni su vo lem tar, ka uli mo te pa.", "lem", "dor", "haw"],
  ] as const) {
    assert.ok(one.includes(from), from);
    assert.ok(!alike(one, one.replace(from, to), language), one.replace(from, to));
  }
  assert.ok(
    !alike(
      "A before B, and then C after D, which is what everyone knows here.",
      "B before A, and then C after D, which is what everyone knows here.",
      "en",
    ),
    "order counts",
  );
  assert.ok(!alike("", "", "en"));
});

test("paths show versions and translations of one page", () => {
  for (const [one, other, expected] of [
    ["docs/v1/x.md", "docs/v2/x.md", "version"],
    ["docs/1.2/x.md", "docs/latest/x.md", "version"],
    ["travel-policy-2024.md", "travel-policy-2025.md", "version"],
    ["docs/v1/x.md", "docs/x.md", "version"],
    ["x.en.md", "x.ru.md", "translation"],
    ["en/x.md", "he/x.md", "translation"],
    ["x_fr.md", "x_en.md", "translation"],
    ["x.md", "x.zh-CN.md", "translation"],
    ["docs/pt-BR/x.md", "docs/en/x.md", "translation"],
    ["docs/v1/en/x.md", "docs/v2/ru/x.md", undefined],
    ["en/x.md", "en/y.md", undefined],
    ["a/x.md", "b/x.md", undefined],
    ["x.md", "x.txt", undefined],
  ] as const)
    assert.equal(pathTwins(pathParts(one), pathParts(other)), expected, `${one} ${other}`);
});

const hit = (path: string, plain: string, language = "en", id = 0) => ({
  file: { path, id } as FileRecord,
  passage: { plain, language, id } as PassageRecord,
});

test("translations of one place are folded where the path, the numbers and the vectors say so", () => {
  const near = createFolding(() => 0.9);
  const pair = [hit("en/a.md", english), hit("ru/a.md", russian, "ru")];
  assert.deepEqual(
    near(pair).map(({ alsoIn }) => alsoIn?.map(({ file, relation }) => [file.path, relation])),
    [[["ru/a.md", "translation"]]],
  );
  assert.equal(createFolding(() => 0.7)(pair).length, 2, "far vectors");
  assert.equal(createFolding(() => undefined)(pair).length, 2, "no vectors");
  assert.equal(
    near([pair[0], hit("ru/a.md", russian.replace("35", "30"), "ru")].flatMap((each) => each ?? [])).length,
    2,
  );
  assert.equal(near([pair[0], hit("ru/b.md", russian, "ru")].flatMap((each) => each ?? [])).length, 2, "another page");
});

test("the better hit stays in its place and lists the others; hits that share nothing stay apart", () => {
  const fold = createFolding(() => undefined);
  const hits = fold([
    hit("a.md", "One thing."),
    hit("b.md", english),
    hit("c/v1/b.md", english),
    hit("d.md", "One thing."),
  ]);
  assert.deepEqual(
    hits.map(({ file, alsoIn = [] }) => [file.path, ...alsoIn.map(({ file: { path } }) => path)]),
    [
      ["a.md", "d.md"],
      ["b.md", "c/v1/b.md"],
    ],
  );
});

test("search folds where it is asked to, and fills up what it folded", async (t) => {
  const files = new Map([
    ["v1/backup.md", `# Backup\n\n${english}\n`],
    ["v2/backup.md", `# Backup\n\n${english}\n`],
    ["v3/backup.md", `# Backup\n\n${english.replace("35", "40")}\n`],
    ["other.md", "# Other\n\nBackups are a good thing to have.\n"],
  ]);
  const service = await openMemoryFolder(t, files);
  const paths = async (fold: boolean, depth: number) =>
    (await service.search("how long are backups kept?", { mode: "bm25", vectors: "none", depth, fold })).hits.map(
      ({ file, alsoIn = [] }) => [file.path, ...alsoIn.map(({ file: { path } }) => path)],
    );
  assert.deepEqual(await paths(true, 2), [["v1/backup.md", "v2/backup.md"], ["v3/backup.md"]]);
  assert.deepEqual((await paths(false, 4)).flat().sort(), ["other.md", "v1/backup.md", "v2/backup.md", "v3/backup.md"]);
});

test("an explanation says what was folded into a result, and into what a result is folded", async (t) => {
  const files = new Map([
    ["v1/backup.md", `# Backup\n\n${english}\n`],
    ["v2/backup.md", `# Backup\n\n${english}\n`],
    ["copy.md", `# Copy\n\n${english}\n`],
    ["other.md", "# Other\n\nBackups are a good thing to have.\n"],
  ]);
  const service = await openMemoryFolder(t, files);
  const options = { mode: "bm25", vectors: "none", depth: 10, fold: true, explain: true } as const;
  const { hits } = await service.search("how long are backups kept?", options);
  const folded = hits.map(({ file, explanation }) => [file.path, explanation?.alsoIn ?? []] as const);
  const own = folded.find(([path]) => path === "v1/backup.md")?.[1] ?? [];
  assert.deepEqual(
    [...own].sort((a, b) => a.path.localeCompare(b.path)),
    [
      { path: "copy.md", line: 3, relation: "duplicate" },
      { path: "v2/backup.md", line: 3, relation: "version" },
    ],
  );
  assert.deepEqual(folded.find(([path]) => path === "other.md")?.[1], []);
  const note = hits[0]?.explanation?.notes.at(-1) ?? "";
  assert.match(note, /^Its text also stands in .*v2\/backup\.md:3.* \(another version\).*; results list it once\.$/u);
  // A place that no list shows is explained too, as one that a citation may be of.
  const place = { path: "v2/backup.md", start: 10, end: 60 };
  const explained = await service.explain("how long are backups kept?", place, { vectors: "none" });
  assert.deepEqual(
    explained?.alsoIn.find(({ path }) => path === "v1/backup.md"),
    { path: "v1/backup.md", line: 3, relation: "version" },
  );
});
