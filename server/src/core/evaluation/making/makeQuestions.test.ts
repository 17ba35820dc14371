import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startCpuTime } from "../../../../../test/support/cpuTime.ts";
import { createMarkdownParser } from "../../documents/markdown/markdownParser.ts";
import { collectDefinitions } from "../../hover/collectDefinitions.ts";
import { createAnalyser } from "../../language/analyse.ts";
import type { MadeQuestion } from "./madeQuestion.ts";
import { makeSet } from "./makeSet.ts";
import type { Page } from "./page.ts";
import { peoplesPart, setTextsOf } from "./setRows.ts";
import { splitOf } from "./split.ts";

const parser = createMarkdownParser();
const analyser = createAnalyser();

function pageOf(path: string, text: string, language = "en"): Page {
  const document = parser.parse(text);
  const definitions = collectDefinitions({ path, text, document, language }, analyser);
  const { title = "", aliases, blocks } = document;
  return { path, language, title, aliases, text, blocks, definitions };
}

const options = { limit: 300, seed: 1 };
const asked = (questions: readonly MadeQuestion[], by: string): readonly (readonly [string, string | undefined])[] =>
  questions.filter(({ generated }) => generated.by === by).map(({ text, answers }) => [text, answers[0]?.text]);

test("a page's own questions are asked, and the beginning of what follows answers", () => {
  const text = [
    "# Help\n",
    "## Who approves a purchase?\n\nYour lead approves up to £250. The board decides on more.\n",
    "**Can I bring a dog to the office?** Yes. On Fridays, if nobody minds.\n",
    "## How do I reset my own badge?\n\n1. Hold it to the reader.\n2. Press the green key.\n",
    "## Is anything left?\n",
  ].join("\n");
  assert.deepEqual(asked(makeSet([pageOf("help.md", text)], options), "faq").toSorted(), [
    ["Can I bring a dog to the office?", "Yes. On Fridays, if nobody minds."],
    ["How do I reset my own badge?", "Hold it to the reader.\n2. Press the green key."],
    ["Who approves a purchase?", "Your lead approves up to £250."],
  ]);
});

test("terms, headings, cells and sentences are asked for in the page's language", () => {
  const pages = [
    pageOf(
      "he.md",
      "# מונחון\n\n**הסגר**: חדר נפרד שבו אוסף חדש ממתין.\n\n## ביקורים\n\nהמעבדה נפתחה בשנת 2018 ויש בה 24 שולחנות.\n",
      "he",
    ),
    pageOf("ru.md", "# Копии\n\n## Хранение\n\nРезервные копии хранятся 35 дней с момента завершения.\n", "ru"),
    pageOf(
      "fr.md",
      "# Tarifs\n\n| Zone | Forfait |\n|---|---|\n| 1 | 92 € |\n\n## Annulation\n\nLe délai moyen est de neuf jours ouvrés.\n",
      "fr",
    ),
    pageOf("es.md", "# Copias\n\nLas copias de seguridad se guardan 35 días en el archivo.\n", "es"),
  ];
  const questions = makeSet(pages, options);
  const every = questions.filter(({ generated }) => generated.by !== "paraphrase").map(({ text }) => text);
  const has = (pattern: RegExp): void =>
    assert.ok(
      every.some((text) => pattern.test(text)),
      `${pattern} in\n${every.join("\n")}`,
    );
  has(/הסגר\?$/);
  has(/ביקורים/);
  has(/באיזו שנה|כמה שולחנות\?$/);
  has(/^Резервные копии хранятся сколько дней/);
  has(/Хранение/i);
  has(/Zone 1/);
  has(/combien de jours ouvrés \?$/);
  has(/^Las copias de seguridad se guardan … días/);
});

test("a term of a table is explained by the cell that says so, or by the first of several words", () => {
  const text = [
    "# Codes\n\n| Code | Level | Meaning | Action |\n|---|---|---|---|",
    "| ERR_1001 | high | File not found | Look for it in the other folder |\n",
    "| Level | Sign | Time |\n|---|---|---|\n| P4 | question or wish | 1 day |\n| P5 | none | none |\n",
    "In January 2025 there were nine copies of it.\n",
  ].join("\n");
  const questions = makeSet([pageOf("codes.md", text)], options);
  const definitions = asked(questions, "definition").map(([, answer]) => answer);
  assert.ok(definitions.includes("File not found"), definitions.join());
  assert.ok(definitions.every((answer) => answer?.includes("|") === false));
  assert.deepEqual(asked(questions, "cloze"), [["In January 2025 there were how many copies of it?", "nine copies"]]);
});

test("a question that two pages would answer names its page, and a sentence that stands in both is left out", () => {
  const version = (year: number, price: number): string =>
    `# Travel ${year}\n\n## What is paid for a night?\n\nUp to £${price} a night in Leeds.\n\nThe form is due within 20 days after the trip.\n`;
  const questions = makeSet([pageOf("a.md", version(2024, 90)), pageOf("b.md", version(2025, 110))], options);
  assert.deepEqual(asked(questions, "faq").toSorted(), [
    ["Travel 2024: What is paid for a night?", "Up to £90 a night in Leeds."],
    ["Travel 2025: What is paid for a night?", "Up to £110 a night in Leeds."],
  ]);
  assert.ok(!questions.some(({ text }) => text.includes("due within")));
});

test("a twin asks for a name or number of another page that neither its page nor a page about the rest holds", () => {
  const people = pageOf(
    "people.md",
    "# People\n\n| Name | Extension |\n|---|---|\n| Owen Pritchard | 132 |\n| Dalia Mansour | 409 |\n",
  );
  const history = pageOf(
    "history.md",
    "# History\n\nThe office was opened by Esther Levinger, who led it for years.\n",
  );
  const other = pageOf("other.md", "# Phones\n\nThe extension of Carl Fisher is not given to anybody.\n");
  const twins = makeSet([people, history, other], options).filter(({ generated }) => generated.by === "twin");
  assert.ok(twins.length > 0);
  for (const { generated, answers, path, text } of twins) {
    assert.ok(generated.by === "twin");
    assert.equal(generated.with === "Carl Fisher" && path === "people.md", false, text);
    assert.deepEqual(answers, []);
  }
  assert.ok(twins.some(({ text }) => text.includes("Esther Levinger")));
});

const words = [
  "copy",
  "archive",
  "Leeds",
  "Owen Pritchard",
  "35",
  "days",
  "2018",
  "ERR_1042",
  "**term**: says",
  "a|b",
  "`x`",
];
const line = fc.oneof(
  fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 12 }).map((each) => `The ${each.join(" ")}.`),
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((each) => `## What is ${each.join(" ")}?`),
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((each) => `## ${each.join(" ")}`),
  fc
    .tuple(fc.constantFrom(...words), fc.constantFrom(...words))
    .map((row) => `| Name | Days |\n|--|--|\n| ${row.join(" | ")} |`),
  fc.string({ unit: "grapheme", maxLength: 60 }),
);
const folder = fc
  .array(fc.tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("en", "he", "ru", "fr", "es")), { maxLength: 6 })
  .map((pages) =>
    pages.map(([lines, language], place) =>
      pageOf(`page-${place}.md`, `# Page ${place}\n\n${lines.join("\n\n")}\n`, language),
    ),
  );

test("of any pages: spans are verbatim, ids and questions are one each, the parts share no page, twins' names are absent", () => {
  fc.assert(
    fc.property(folder, fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 9 }), (pages, limit, seed) => {
      const texts = new Map(pages.map(({ path, text }) => [path, text]));
      const questions = makeSet(pages, { limit, seed });
      assert.ok(questions.length <= limit);
      assert.equal(new Set(questions.map(({ id }) => id)).size, questions.length);
      assert.equal(new Set(questions.map(({ text }) => text.toLowerCase())).size, questions.length);
      const splitsOfPages = new Map<string, Set<string>>();
      for (const { path, split, answers, generated, text } of questions) {
        const page = texts.get(path) ?? "";
        for (const { start, end, text: answer } of answers) {
          assert.equal(page.slice(start, end), answer);
          assert.ok(answer.trim() !== "" && !text.toLowerCase().includes(answer.toLowerCase()));
        }
        assert.equal(answers.length === 0, generated.by === "twin");
        if (generated.by === "twin") assert.ok(!page.toLowerCase().includes(generated.with.toLowerCase()));
        assert.equal(split, splitOf(path));
        splitsOfPages.set(path, (splitsOfPages.get(path) ?? new Set()).add(split));
      }
      for (const own of splitsOfPages.values()) assert.equal(own.size, 1);
      assert.deepEqual(makeSet(pages, { limit, seed }), questions);
      const rows = setTextsOf(questions);
      assert.equal(peoplesPart(rows), undefined);
      assert.equal(peoplesPart({ ...rows, relevance: `${rows.relevance}q1\tpage-0.md\t1\n` }), "relevance");
      assert.equal(peoplesPart({ ...rows, questions: `${rows.questions}{"id":"q1","text":"mine"}\n` }), "questions");
    }),
    { numRuns: 150 },
  );
});

test("pages of endless words, numbers and marks take no endless time", () => {
  const endless = [
    "a".repeat(200_000),
    "1".repeat(100_000),
    "1.".repeat(50_000),
    "Ab ".repeat(50_000),
    "**".repeat(20_000),
  ];
  const spent = startCpuTime();
  makeSet(
    endless.map((text, place) =>
      pageOf(`page-${place}.md`, `# P\n\n${text}.\n\n**${text}?**\n\n| a | b |\n|-|-|\n| ${text} | x |\n`),
    ),
    options,
  );
  assert.ok(spent() < 5_000, `${spent()} ms`);
});

test("paths fall on both parts, each always on the same", () => {
  const paths = Array.from({ length: 1000 }, (_, place) => `docs/page-${place}.md`);
  const dev = paths.filter((path) => splitOf(path) === "dev").length;
  assert.ok(dev > 430 && dev < 570, String(dev));
  assert.equal(splitOf("en/faq.md"), splitOf("en/faq.md"));
});
