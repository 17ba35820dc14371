import assert from "node:assert/strict";
import { before, test } from "node:test";
import { loadLanguageDetector } from "../../adapters/languageDetector.ts";
import { languageOf, type LanguageDetector } from "./detect.ts";

let detect: LanguageDetector;
before(async () => {
  detect = await loadLanguageDetector();
});

test("languages are told by script, by detector, and by the fallback where nothing speaks for any", () => {
  for (const [text, language] of [
    ["The backups are kept for thirty-five days in two data centres.", "en"],
    ["Les sauvegardes sont conservées pendant trente-cinq jours.", "fr"],
    ["Резервные копии хранятся тридцать пять дней.", "ru"],
    ["הגיבויים נשמרים שלושים וחמישה ימים.", "he"],
    ["Las copias de seguridad se conservan treinta y cinco días.", "es"],
    ["تُحفظ النسخ الاحتياطية خمسة وثلاثين يومًا", "ar"],
    ["备份保留三十五天", "zh"],
    ["バックアップは三十五日間保存されます", "ja"],
    ["백업은 35일 동안 보관됩니다", "ko"],
    ["การสำรองข้อมูลจะถูกเก็บไว้", "th"],
  ] as const) {
    assert.equal(languageOf(text, detect), language, text);
  }
  assert.equal(languageOf("2024 – 35", detect, "fr"), "fr");
  assert.equal(languageOf("", detect), "en");
});

test("a page with words of another script keeps the language of its own", () => {
  const text = "# Café\n\nLa clé du phare est sous le banc. Une autre ligne.\n\nשורה בעברית על המגדלור.";
  assert.equal(languageOf(text, detect), "fr");
});
