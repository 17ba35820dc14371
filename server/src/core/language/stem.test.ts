import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createAnalyser } from "./analyse.ts";
import { stemmerOf } from "./stem.ts";

/** Two forms of one word, by language. */
const forms: Readonly<Record<string, readonly [string, string]>> = {
  ar: ["الكتاب", "كتاب"],
  bg: ["книгите", "книга"],
  bs: ["knjigama", "knjige"],
  da: ["bøgerne", "bøger"],
  de: ["Katzen", "Katze"],
  el: ["βιβλία", "βιβλίο"],
  en: ["running", "runs"],
  es: ["canciones", "canción"],
  fa: ["کتابهای", "کتاب"],
  fi: ["taloissa", "talossa"],
  fr: ["conservées", "conservé"],
  ga: ["síceolaíochta", "síceolaíocht"],
  he: ["והספרים", "ספרים"],
  hi: ["किताबें", "किताब"],
  hr: ["knjigama", "knjige"],
  hu: ["házakban", "házban"],
  hy: ["քաղաքներ", "քաղաք"],
  id: ["membaca", "bacaan"],
  it: ["gatti", "gatto"],
  ko: ["데이터베이스를", "데이터베이스는"],
  lt: ["namai", "namas"],
  nb: ["bøkene", "bøker"],
  ne: ["किताबहरू", "किताब"],
  nl: ["boeken", "boek"],
  nn: ["husene", "hus"],
  no: ["husene", "huset"],
  pt: ["livros", "livro"],
  ro: ["cărțile", "cărți"],
  ru: ["книгами", "книга"],
  sa: ["devaḥ", "devam"],
  sr: ["књигама", "књиге"],
  sv: ["husen", "husens"],
  ta: ["புத்தகங்கள்", "புத்தகம்"],
  tr: ["kitaplar", "kitap"],
  uk: ["книгами", "книга"],
};

const analyser = createAnalyser();
const share = (one: string, other: string, language: string): boolean => {
  const terms = new Set(analyser.count(one, language).terms);
  return analyser.count(other, language).terms.some((term) => terms.has(term));
};

for (const [language, [one, other]] of Object.entries(forms)) {
  test(`forms of a word meet: ${language}, ${one} and ${other}`, () => {
    assert.ok(
      share(one, other, language),
      `${analyser.count(one, language).terms.join()} ${analyser.count(other, language).terms.join()}`,
    );
  });
}

test("no algorithm of the stemmer library is left out", () => {
  const source = readFileSync(new URL("stem.ts", import.meta.url), "utf8");
  const { exports } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.resolve("@orama/stemmers/english")), "utf8"),
  ) as { exports: Record<string, unknown> };
  const algorithms = Object.keys(exports).map((name) => name.replace("./", "@orama/stemmers/"));
  assert.ok(algorithms.length >= 28);
  assert.deepEqual(
    algorithms.filter((name) => !source.includes(`"${name}"`)),
    [],
  );
  assert.equal(stemmerOf("xx")("words"), "words");
});

test("writings of one word meet, whatever keyboard or encoding it came from", () => {
  for (const [one, other, language] of [
    ["كتاب", "کتاب", "fa"],
    ["می‌خواهم", "میخواهم", "fa"],
    ["کتاب‌ها", "کتابها", "fa"],
    ["مسؤول", "مسوول", "fa"],
    ["أحمد", "احمد", "ar"],
    ["ISPARTA", "ısparta", "tr"],
    ["İSTANBUL", "istanbul", "tr"],
    ["KAPISI", "kapısı", "tr"],
    ["tiếng Việt".normalize("NFD"), "tiếng Việt".normalize("NFC"), "vi"],
    ["コンピューター", "コンピュータ", "ja"],
    ["ｺﾝﾋﾟｭｰﾀ", "コンピュータ", "ja"],
    ["ＡＰＩ", "API", "ja"],
    ["ज़मीन", "जमीन", "hi"],
    ["हाँ", "हां", "hi"],
    ["데이터 베이스", "데이터베이스", "ko"],
    ["Straße", "STRASSE", "de"],
    ["Αθήνα", "ΑΘΗΝΑ", "el"],
  ] as const)
    assert.ok(
      share(one, other, language),
      `${one} ${other}: ${analyser.count(one, language).terms.join()} ${analyser.count(other, language).terms.join()}`,
    );
});

test("Thai is segmented into its words, also where AM was taken apart", () => {
  assert.ok(analyser.count("การสำรองข้อมูล", "th").terms.includes("ข้อมูล"));
  assert.ok(share("สำรอง", "การสำรองข้อมูล", "th"));
});
