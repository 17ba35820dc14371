import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startCpuTime } from "../../../../test/support/cpuTime.ts";
import { queryWords } from "../lexical/queryTerms.ts";
import { createAnalyser } from "./analyse.ts";
import { tokens } from "./tokens.ts";

const analyser = createAnalyser();
const sentences = [
  ["en", (name: string) => `First read about ${name}, then go on.`],
  ["he", (name: string) => `תחילה קראו על ${name}, ואז המשיכו.`],
  ["ru", (name: string) => `Сначала прочтите про ${name}, затем продолжайте.`],
  ["zh", (name: string) => `请先阅读${name}，然后继续。`],
] as const;

const termsOf = (text: string, language: string): ReadonlySet<string> => new Set(analyser.count(text, language).terms);
const asked = (query: string, language: string): readonly string[] =>
  queryWords(analyser, query, new Map([[language, 10]])).flatMap(({ alternatives }) => alternatives.flat());

/** As asked, as written, and a term that they must share. */
const meetings = [
  ["maxRetryCount", "maxRetryCount", "maxretrycount"],
  ["MAXRETRYCOUNT", "maxRetryCount", "maxretrycount"],
  ["max_retry_count", "max_retry_count", "max_retry_count"],
  ["io.Reader", "io.Reader", "io.reader"],
  ["--dry-run", "`--dry-run`", "--dry-run"],
  ["-v", "(-v)", "-v"],
  ["ERR_1042", "ERR_1042", "err_1042"],
  ["C++", "C++", "c++"],
  ["C++11", "C++11", "c++11"],
  ["C#", "C#", "c#"],
  [".NET", ".NET", ".net"],
  ["v2.3.1", "v2.3.1", "v2.3.1"],
  ["2.3.1", "v2.3.1", "2.3.1"],
  ["2.3", "v2.3.1", "2.3"],
  ["log4j 2.17", "log4j-2.17.1", "2.17"],
  ["1000", "1,000", "1000"],
  ["1000", "1 000", "1000"],
  ["1000", "1\u00A0000", "1000"],
  ["1000", "1.000", "1000"],
  ["1,000,000", "1 000 000", "1000000"],
  ["3.5", "3,5", "3.5"],
  ["10%", "10 %", "10%"],
  ["10%", "10\u00A0%", "10%"],
  ["1000%", "1,000%", "1000%"],
  ["35", "٣٥", "35"],
  ["35", "३५", "35"],
  ["10 MB", "10MB", "mb"],
  ["10MB", "10MB", "10mb"],
  ["node.js", "node.js", "node.js"],
  ["@scope/pkg", "@scope/pkg", "@scope/pkg"],
  ["foo::bar", "foo::bar", "foo::bar"],
  ["#tag", "#tag", "#tag"],
  ["/etc/passwd", "/etc/passwd", "/etc/passwd"],
  ["~/notes", "~/notes", "~/notes"],
  ["$HOME", "$HOME", "$home"],
  ["user@example.com", "user@example.com", "user@example.com"],
  ["2024-03-15", "2024-03-15", "2024-03-15"],
] as const;

test("names, versions and numbers meet whole, in sentences of any language", () => {
  for (const [language, sentence] of sentences) {
    for (const [query, written, term] of meetings) {
      const say = `${query} in "${sentence(written)}" by ${term}`;
      assert.ok(asked(query, language).includes(term), `asked: ${say}`);
      assert.ok(termsOf(sentence(written), language).has(term), `written: ${say}`);
    }
  }
});

test("a name meets its other writings by all its parts", () => {
  const writings = ["maxRetryCount", "max_retry_count", "MAX-RETRY-COUNT", "MaxRetryCount", "max retry count"];
  for (const [language, sentence] of sentences) {
    for (const query of writings)
      for (const written of writings) {
        const terms = termsOf(sentence(` ${written} `), language);
        const parts = asked(query, language).filter((term) => !/[_]|maxretry/u.test(term));
        assert.equal(parts.length, 3);
        assert.ok(
          parts.every((part) => terms.has(part)),
          `${query} in ${sentence(written)}`,
        );
      }
  }
});

test("letters that another script writes onto a name do not hide it", () => {
  for (const [written, language, term] of [
    ["ב-maxRetryCount", "he", "maxretrycount"],
    ["ה--dry-run", "he", "--dry-run"],
    ["וב-v2.3.1", "he", "2.3.1"],
    ["בAPI", "he", "api"],
    ["API-ключ", "ru", "api"],
    ["API-ключ", "ru", "ключ"],
    ["v2.3.1-й", "ru", "v2.3.1"],
    ["1,000-й", "ru", "1000"],
    ["maxRetryCount를", "ko", "maxretrycount"],
    ["2024년", "ko", "2024"],
    ["имя_файла_2", "ru", "имя_файла_2"],
  ] as const)
    assert.ok(termsOf(written, language).has(term), `${term} of ${written}: ${[...termsOf(written, language)].join()}`);
});

test("what only looks like a mark is none", () => {
  for (const [text, term] of [
    ["foo -- bar", "--bar"],
    ["well-known", "-known"],
    ["a/b", "/b"],
    ["end.Next", ".next"],
    ["me@home", "@home"],
    ["C#m", "c#"],
    ["many %", "many%"],
    ["1990s", "s"],
    ["TNFα", "tnf"],
  ] as const)
    assert.ok(!termsOf(text, "en").has(term), `${text}: ${[...termsOf(text, "en")].join()}`);
});

test("tokens stand where they say, in order, in bounded time", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from("ab1א-_.@#/:+%~$ ,٬\u00A0漢")), maxLength: 60 }),
      (text) => {
        let last = 0;
        for (const { text: token, start, end } of tokens(text)) {
          assert.equal(text.slice(start, end), token);
          assert.ok(start >= last && end > start);
          last = end;
        }
        analyser.count(text, "en");
      },
    ),
  );
  const spent = startCpuTime();
  for (const piece of ["1,", "1 000 ", "a@", "--a", "C++", "a::", "1.2.", "1 000"])
    assert.ok(Array.from(tokens(piece.repeat(50_000))).length > 0);
  for (const piece of ["1,000", "1.2.", "a@", "a1"]) analyser.count(piece.repeat(20_000), "en");
  assert.ok(spent() < 5000);
});
