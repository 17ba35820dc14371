import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startCpuTime } from "../../../../test/support/cpuTime.ts";
import { anchorQuote, type Anchor } from "./anchor.ts";

const english = "Snapshots are kept for thirty-five days. Older ones are deleted at night, without asking.";
const before = "# Backups\n\nA first paragraph.\n\n";
const page = `${before}${english}\n\nAnother paragraph follows.\n`;

const at = (text: string, anchor: Anchor): string =>
  anchor.kind === "gone" ? "gone" : `${anchor.kind}: ${text.slice(anchor.start, anchor.end)}`;

test("the same words at the same place are unchanged", () => {
  const anchor = anchorQuote({ text: page, quote: english, startOffset: before.length });
  assert.deepEqual(anchor, { kind: "unchanged", start: before.length, end: before.length + english.length });
});

test("white space alone is no change: wrapped lines, CRLF, Chinese lines broken anywhere", () => {
  const wrapped = page.replaceAll(" are ", "\n  are ").replaceAll("\n", "\r\n");
  const anchor = anchorQuote({ text: wrapped, quote: english, startOffset: before.length });
  assert.equal(anchor.kind, "moved");
  assert.equal(at(wrapped, anchor).replace(/\s+/gu, " "), `moved: ${english}`);
  const unchanged = anchorQuote({ text: english.replace(" are ", "\nare "), quote: english, startOffset: 0 });
  assert.deepEqual(unchanged, { kind: "unchanged", start: 0, end: english.length });
  const chinese = "快照保存三十五天，之后在夜间删除。";
  const broken = "快照保存三十\n五天，之后在夜间\n删除。";
  assert.deepEqual(anchorQuote({ text: `前言。\n${broken}`, quote: chinese, startOffset: 0 }), {
    kind: "moved",
    start: 4,
    end: 4 + broken.length,
  });
});

test("of several places of the same words the surroundings decide, else the nearest", () => {
  const text = "Fees: ten euros a year. Deposit: ten euros a year. Fine: ten euros a year.";
  const quote = "ten euros a year";
  assert.equal(anchorQuote({ text, quote, startOffset: 30 }).kind, "moved");
  const near = anchorQuote({ text, quote, startOffset: 30 });
  assert.ok(near.kind !== "gone" && near.start === text.indexOf(quote, 20));
  const fine = anchorQuote({ text, quote, startOffset: 7, before: "Deposit: five euros. Fine: ", after: "." });
  assert.ok(fine.kind !== "gone" && fine.start === text.lastIndexOf(quote));
});

test("a word inside another is no place of it", () => {
  assert.deepEqual(anchorQuote({ text: "concatenate", quote: "cat", startOffset: 0 }), { kind: "gone" });
});

test("edited words are found with the whole sentence, in several languages", () => {
  const cases = [
    [english, english.replace("thirty-five", "forty"), "Snapshots", "asking."],
    [english, english.replace("Snapshots", "Copies"), "Copies", "asking."],
    [english, english.replace("asking", "warning"), "Snapshots", "warning."],
    ["העותקים נשמרים שלושים וחמישה ימים ואז נמחקים.", "העותקים נשמרים ארבעים ימים ואז נמחקים.", "העותקים", "נמחקים."],
    ["快照保存三十五天，之后在夜间删除。", "快照保存四十天，之后在夜间删除。", "快照", "删除。"],
    ["Les copies sont gardées trente-cinq jours à Lyon.", "Les copies sont gardées dix jours à Lyon.", "Les", "Lyon."],
  ] as const;
  for (const [quote, edited, first, last] of cases) {
    const text = `Something else stands here.\n\n${edited}\n\nAnd here too.\n`;
    const anchor = anchorQuote({ text, quote, startOffset: 3 });
    assert.equal(at(text, anchor), `edited: ${edited}`, `${first} … ${last}`);
  }
});

test("a text that shares only its common words does not hold the quote", () => {
  const text = "The list of the names is in the book of the house. ".repeat(200);
  const quote = "The state of the folders is kept in the store of the office.";
  assert.deepEqual(anchorQuote({ text, quote, startOffset: 10 }), { kind: "gone" });
});

test("a long quotation is found by its beginning and its end", () => {
  const quote = Array.from({ length: 1500 }, (_, place) => `word${place}`).join(" ");
  const text = `Before. ${quote.replace("word700 ", "").replace("word20 ", "other ")} After.`;
  const anchor = anchorQuote({ text, quote, startOffset: 0 });
  assert.ok(anchor.kind === "edited" && text.slice(anchor.start, anchor.end).startsWith("word0 "));
  assert.ok(text.slice(anchor.start, anchor.end).endsWith(" word1499"));
});

const alphabets = ["abcdefgh", "אבגדהוזח", "абвгдежз"];
const wordOf = (letters: string, mark: string) =>
  fc.string({ unit: fc.constantFrom(...Array.from(letters)), minLength: 2, maxLength: 8 }).map((word) => mark + word);
const other = fc.array(wordOf("xyzw", "q"), { maxLength: 60 }).map((words) => words.join(" "));
const quoted = fc
  .constantFrom(...alphabets)
  .chain((letters) => fc.uniqueArray(wordOf(letters, letters.charAt(0)), { minLength: 6, maxLength: 40 }));

test("text put in or taken out before the quote moves it", () => {
  fc.assert(
    fc.property(other, other, other, quoted, (old, now, rest, words) => {
      const quote = words.join(" ");
      const text = `${now} | ${quote} | ${rest}`;
      const anchor = anchorQuote({ text, quote, startOffset: old.length + 3 });
      assert.ok(anchor.kind !== "gone" && anchor.kind === (old.length === now.length ? "unchanged" : "moved"));
      assert.equal(text.slice(anchor.start, anchor.end), quote);
    }),
  );
});

test("a quote that was deleted is gone", () => {
  fc.assert(
    fc.property(other, other, quoted, (start, rest, words) => {
      const anchor = anchorQuote({ text: `${start}\n${rest}`, quote: words.join(" "), startOffset: start.length });
      assert.equal(anchor.kind, "gone");
    }),
  );
});

test("one word replaced is an edit, and the range holds the others and no more", () => {
  fc.assert(
    fc.property(other, other, quoted, fc.nat(), (start, rest, words, which) => {
      const changed = words.with(which % words.length, "replaced").join(" ");
      const text = `${start}. ${changed}. ${rest}`;
      const anchor = anchorQuote({ text, quote: words.join(" "), startOffset: 0 });
      assert.equal(at(text, anchor), `edited: ${changed}`);
    }),
  );
});

test("never throws, and ranges lie within the text, whatever is given", () => {
  const any = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "\r", ".", "*", "\ud83d", "字", "(", "\\", "ם") });
  fc.assert(
    fc.property(any, any, fc.integer({ min: -5, max: 50 }), any, any, (text, quote, startOffset, left, right) => {
      const anchor = anchorQuote({ text, quote, startOffset, before: left, after: right });
      if (anchor.kind === "gone") return;
      assert.ok(anchor.start >= 0 && anchor.start <= anchor.end && anchor.end <= text.length);
    }),
    { numRuns: 1000 },
  );
});

test("the time is bounded on twenty megabytes", () => {
  const paragraph = "The archive of the house is open on the first day of the month, and the store is in the cellar. ";
  const text = paragraph.repeat(20_000_000 / paragraph.length);
  for (const quote of [
    english,
    "the house the store the month the cellar",
    "a".repeat(500),
    "of the of the of the of",
  ]) {
    const spent = startCpuTime();
    anchorQuote({ text, quote, startOffset: 9_000_000 });
    assert.ok(spent() < 15_000, quote);
  }
});
