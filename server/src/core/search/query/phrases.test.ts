import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startCpuTime } from "../../../../../test/support/cpuTime.ts";
import { createPhraseTest, phraseText } from "./phrases.ts";

const stands = (phrase: string, text: string): boolean | undefined => createPhraseTest(phrase)?.(phraseText(text));

test("a phrase stands where its words stand together, whatever their case, marks and the punctuation between", () => {
  for (const [phrase, text] of [
    ["retention period", "The Retention\n  period, of course"],
    ["retention period", "retention-period"],
    ["resume", "his Résumé"],
    ["Straße", "STRASSE 5"],
    ["don't stop", "Don’t stop"],
    ["ёлка зелёная", "Елка зеленая"],
    ["шалом", "ШАЛОМ"],
    ["שלום עולם", "שָׁלוֹם עוֹלָם"],
    ['צה"ל', "חיילי צה״ל כאן"],
    ["צה״ל", "חיילי צהל כאן"],
    ["محمد", "مُحَمَّد"],
    ["人工智能", "关于人工\n智能的"],
    ["C++", "in C++ and C"],
    ["a/b", "either a/b here"],
    ["--dry-run", "use `--dry-run` first"],
    ["10:30", "at 10:30 sharp"],
    ["हिन्दी भाषा", "यह हिन्दी भाषा है"],
  ] as const)
    assert.equal(stands(phrase, text), true, `“${phrase}” in “${text}”`);
});

test("it does not stand inside words, in another order, or without its signs", () => {
  for (const [phrase, text] of [
    ["retention period", "period of retention"],
    ["retention period", "retention of the period"],
    ["art", "party"],
    ["C++", "in C and D"],
    ["C#", "in C++"],
    ["a/b", "a b"],
    ["עולם", "העולם"],
  ] as const)
    assert.equal(stands(phrase, text), false, `“${phrase}” in “${text}”`);
  assert.equal(createPhraseTest("?!"), undefined);
});

test("a text's own stretch of words always stands in it", () => {
  const word = fc.string({ unit: fc.constantFrom(...Array.from("abcäéßЯюשלםéñ12")), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(), (words, from, length) => {
      const start = from % words.length;
      const phrase = words.slice(start, start + 1 + (length % (words.length - start)));
      assert.equal(stands(phrase.join(" "), words.join(", ")), true);
    }),
  );
});

test("hostile phrases and texts take bounded time", () => {
  for (const unit of ["+", "= ", "a ", "a+", "é\u0301", "\u0301", "質", "\uD800", "🎉 "]) {
    const text = unit.repeat(Math.ceil(20_000 / unit.length));
    const spent = startCpuTime();
    stands(`${unit.repeat(500)}x`, text);
    assert.ok(spent() < 500, `${unit}: ${spent()} ms`);
  }
});
