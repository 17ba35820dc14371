import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startCpuTime } from "../../../../test/support/cpuTime.ts";
import { createAnalyser } from "./analyse.ts";

const analyser = createAnalyser();
const termsOf = (text: string, language: string): readonly string[] => analyser.count(text, language).terms;
const share = (a: readonly string[], b: readonly string[]): boolean => a.some((term) => b.includes(term));

test("forms of a word meet in one term, by language", () => {
  for (const [language, one, other] of [
    ["en", "backups", "backup"],
    ["fr", "conservées", "conservée"],
    ["fr", "clés", "clé"],
    ["ru", "резервных", "резервные"],
    ["es", "canciones", "canción"],
    ["ar", "الكتاب", "كتاب"],
    ["de", "Häuser", "Häusern"],
    ["he", "והספרים", "ספרים"],
    ["he", "בספרייה", "ספרייה"],
  ] as const) {
    assert.ok(share(termsOf(one, language), termsOf(other, language)), `${one} and ${other}`);
  }
});

test("what writers leave out does not matter: accents, niqqud, harakat, case, full width, ё", () => {
  assert.deepEqual(termsOf("Élève", "fr"), termsOf("eleve", "fr"));
  assert.deepEqual(termsOf("שָׁלוֹם", "he"), termsOf("שלום", "he"));
  assert.deepEqual(termsOf("كِتَاب", "ar"), termsOf("كتاب", "ar"));
  assert.deepEqual(termsOf("ＡＢＣ", "en"), termsOf("abc", "en"));
  assert.deepEqual(termsOf("всё", "ru"), termsOf("все", "ru"));
});

test("a Hebrew word gives itself, itself without prefix letters, and that without its ending", () => {
  assert.deepEqual(termsOf("והמחשבים", "he"), ["והמחשבים", "מחשבים", "מחשב"]);
  assert.deepEqual(termsOf("בן", "he").includes("בן"), true);
  assert.ok(share(termsOf('רשב"י', "he"), termsOf("רשב״י", "he")), "both gershayim");
});

test("identifiers count whole and in parts", () => {
  for (const identifier of ["maxRetryCount", "max_retry_count"]) {
    const terms = termsOf(identifier, "en");
    assert.ok(terms.includes(identifier.toLowerCase()), identifier);
    assert.ok(terms.includes("max") && terms.includes("count"), identifier);
  }
  assert.ok(termsOf("ERR_1042", "en").includes("err_1042"));
  assert.ok(termsOf("io.Reader", "en").includes("io.reader"));
  assert.ok(termsOf("v2.3.1", "en").includes("v2.3.1"));
  assert.ok(share(termsOf("--dry-run", "en"), termsOf("dry run", "en")));
});

test("scripts without spaces are segmented, Han with its pairs of characters beside", () => {
  const terms = termsOf("备份保留三十五天", "zh");
  assert.ok(terms.includes("备份"));
  assert.ok(terms.includes("份保"), "a pair across words");
  assert.ok(termsOf("การสำรองข้อมูล", "th").length > 1);
});

test("a word in a foreign script is stemmed by a likely language of that script", () => {
  assert.ok(share(termsOf("גיבוי backups", "he"), termsOf("backup", "en")));
});

test("any text is analysed in bounded time, into terms that are not empty and whose counts add up", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.constantFrom("en", "he", "zh", "ru", "th", "xx"),
      (text, language) => {
        const { terms, frequencies } = analyser.count(text, language);
        assert.equal(terms.length, frequencies.length);
        assert.equal(new Set(terms).size, terms.length);
        for (const frequency of Array.from(frequencies)) assert.ok(frequency >= 1);
      },
    ),
  );
  const spent = startCpuTime();
  analyser.count("a\u0301".repeat(100_000), "en");
  analyser.count("x_".repeat(100_000), "en");
  analyser.count("漢".repeat(100_000), "zh");
  assert.ok(spent() < 5000);
});
