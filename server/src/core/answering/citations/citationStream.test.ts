import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startCpuTime } from "../../../../../test/support/cpuTime.ts";
import { createCitationStream, type FinishedSentence } from "./citationStream.ts";

const passages = 3;

function read(deltas: readonly string[], count = passages): readonly FinishedSentence[] {
  const stream = createCitationStream(count);
  return [...deltas.flatMap((delta) => stream.push(delta)), ...stream.end()];
}

/** `text → 1,2` for each sentence, on a line of its own; code is marked. */
const shown = (sentences: readonly FinishedSentence[]): string =>
  sentences
    .map(({ text, citations, isCode }) => `${isCode ? "CODE " : ""}${text} → ${citations.join(",")}`.trim())
    .join("\n");

/** Two sentences of a language; `stop` ends the first, `gap` stands between. */
const languages = {
  en: { first: "Backups are kept for thirty days", stop: ".", gap: " ", second: "Older copies are deleted." },
  he: { first: "הגיבויים נשמרים שלושים יום", stop: ".", gap: " ", second: "עותקים ישנים נמחקים." },
  ru: { first: "Копии хранятся тридцать дней", stop: ".", gap: " ", second: "Старые копии удаляются." },
  fr: { first: "Les copies sont gardées trente jours", stop: ".", gap: " ", second: "Les anciennes sont effacées." },
  zh: { first: "备份保留三十天", stop: "。", gap: "", second: "旧的副本会被删除。" },
  ar: { first: "تُحفظ النسخ ثلاثين يومًا", stop: ".", gap: " ", second: "تُحذف النسخ القديمة." },
} as const;

/** Ways of citing and what each cites of three passages. */
const forms = [
  ["[1]", "1"],
  ["[1][2]", "1,2"],
  ["[1] [2]", "1,2"],
  ["[1], [3]", "1,3"],
  ["[1, 2]", "1,2"],
  ["[1,2,3]", "1,2,3"],
  ["[1; 3]", "1,3"],
  ["[1 3]", "1,3"],
  ["[1-3]", "1,2,3"],
  ["[1–2]", "1,2"],
  ["[2]-[3]", "2,3"],
  ["[ 2 ]", "2"],
  ["[^2]", "2"],
  ["[^1][^3]", "1,3"],
  ["【1】", "1"],
  ["【1】【2】", "1,2"],
  ["【2†source】", "2"],
  ["【3:0†handbook.md】", "3"],
  ["［2］", "2"],
  ["［１、３］", "1,3"],
  ["〔1〕", "1"],
  ["\\[1\\]", "1"],
  ["([1])", "1"],
  ["([1], [2])", "1,2"],
  ["<sup>2</sup>", "2"],
  ["<sup>[1]</sup>", "1"],
  ["¹", "1"],
  ["¹²", "1,2"],
  ["¹,³", "1,3"],
  ["⁽²⁾", "2"],
  ["[\u200E1\u200E]", "1"],
  ["[١]", "1"],
  ["[9]", ""],
  ["[0]", ""],
  ["[2][7]", "2"],
  ["[2, 7, 2]", "2"],
  ["[2-900]", "2,3"],
] as const;

for (const [language, { first, stop, gap, second }] of Object.entries(languages)) {
  test(`citation marks before and after the full stop belong to their sentence: ${language}`, () => {
    for (const [form, cited] of forms) {
      const expected = `${first}${stop} → ${cited}`.trim() + `\n${second} →`;
      const before = form.startsWith("[0]") ? ` ${form}` : form;
      assert.equal(shown(read([`${first}${before}${stop}${gap}${second}`])), expected, `${form} before`);
      assert.equal(shown(read([`${first} ${form}${stop}${gap}${second}`])), expected, `${form} before, with a space`);
      assert.equal(shown(read([`${first}${stop}${form}${gap}${second}`])), expected, `${form} after`);
      assert.equal(shown(read([`${first}${stop} ${form}${gap}${second}`])), expected, `${form} after, with a space`);
    }
  });
}

const cases: readonly (readonly [name: string, text: string, sentences: string])[] = [
  ["nothing", "", ""],
  ["white space", " \n\t\n ", ""],
  ["marks alone", "[1][2]", ""],
  ["no end", "Copies are kept", "Copies are kept →"],
  ["a mark first", "[1] says that copies are kept.", "says that copies are kept. → 1"],
  ["a mark and a colon first", "[2]: Copies are kept.", "Copies are kept. → 2"],
  ["a mark in the middle", "Copies [1] are kept.", "Copies are kept. → 1"],
  ["marks all over", "Copies [1] are kept [2]. [3]", "Copies are kept. → 1,2,3"],
  ["a mark twice", "Copies [1] are kept [1].", "Copies are kept. → 1"],
  ["a mark without spaces", "Copies[1]are kept.", "Copies are kept. → 1"],
  ["a second full stop", "Copies are kept. [1]. They stay.", "Copies are kept. → 1\nThey stay. →"],
  ["a comma after it", "Copies are kept [1], and stay.", "Copies are kept, and stay. → 1"],
  ["French spaces", "Les copies [1] ; puis rien [2] !", "Les copies ; puis rien ! → 1,2"],
  ["questions", "Kept? [1] Yes! [2] Good… [3]", "Kept? → 1\nYes! → 2\nGood… → 3"],
  ["a mark on the next line", "Copies are kept.\n[1]\nThey stay.", "Copies are kept. → 1\nThey stay. →"],
  ["a mark in the next paragraph", "Copies are kept.\n\n[1]\n\nThey stay.", "Copies are kept. → 1\nThey stay. →"],
  ["marks that begin lines", "[1] Copies stay.\n[2] They go.", "Copies stay. → 1\nThey go. → 2"],
  ["a wrapped mark", "Copies are kept\n[1]. They stay.", "Copies are kept. → 1\nThey stay. →"],
  ["wrapped lines", "Copies\nare kept [1].\r\nThey stay.", "Copies are kept. → 1\nThey stay. →"],
  ["wrapped Chinese lines", "备份保\n留三十天[1]。", "备份保留三十天。 → 1"],
  ["abbreviations", "Dr. Smith keeps them [1]. He stays.", "Dr. Smith keeps them. → 1\nHe stays. →"],
  ["Russian abbreviations", "Это было в 1999 г. Так и есть [1].", "Это было в 1999 г. Так и есть. → 1"],
  ["French abbreviations", "Voir l’art. 5 du guide [1]. Rien.", "Voir l’art. 5 du guide. → 1\nRien. →"],
  ["decimals", "It takes 3.5 days [1]. Then it goes.", "It takes 3.5 days. → 1\nThen it goes. →"],
  ["versions", "Use v1.2.3 here [1]. Then stop.", "Use v1.2.3 here. → 1\nThen stop. →"],
  ["small letters go on", "Run node.js. it works [1].", "Run node.js. it works. → 1"],
  [
    "a sentence that begins with a number",
    "It ended [1]. 35 days were left [2].",
    "It ended. → 1\n35 days were left. → 2",
  ],
  ["quotation marks", "He said “keep it.” [1] They did.", "He said “keep it.” → 1\nThey did. →"],
  ["Arabic question", "هل تُحفظ النسخ؟ [1] نعم [2].", "هل تُحفظ النسخ؟ → 1\nنعم. → 2"],
  [
    "Japanese",
    "バックアップは保存されます。[1]古いものは消えます[2]。",
    "バックアップは保存されます。 → 1\n古いものは消えます。 → 2",
  ],
  ["mixed directions", "הקובץ README.md נשמר [1]. אחר כך נמחק [2].", "הקובץ README.md נשמר. → 1\nאחר כך נמחק. → 2"],
  ["parentheses are left alone", "Step (1) comes first [2].", "Step (1) comes first. → 2"],
  ["wide parentheses are left alone", "步骤（1）在先[2]。", "步骤（1）在先。 → 2"],
  ["years are left alone", "In [2019] it began [1].", "In [2019] it began. → 1"],
  ["words in brackets are left alone", "He [the king] stayed [1].", "He [the king] stayed. → 1"],
  ["check boxes are left alone", "- [x] Keep it [1]", "- [x] Keep it → 1"],
  [
    "indexes are left alone",
    "The value args[0] and args[0][1] count [1].",
    "The value args[0] and args[0][1] count. → 1",
  ],
  ["square metres are left alone", "It has 35 m² and 2 km² [1].", "It has 35 m² and 2 km². → 1"],
  ["powers are left alone", "About 10⁶ or x² of them [1].", "About 10⁶ or x² of them. → 1"],
  ["code is left alone", "Use `a[1]` and `b [2].` here [3].", "Use `a[1]` and `b [2].` here. → 3"],
  ["code of two ticks", "Use ``a`[1]`` here [2].", "Use ``a`[1]`` here. → 2"],
  ["code with full stops", "Run `a. B. C` now [1]. Stop.", "Run `a. B. C` now. → 1\nStop. →"],
  ["a tick that does not close", "A ` tick [1]. Then more [2].", "A ` tick. → 1\nThen more. → 2"],
  ["a mark after code", "Use `a`[1]. Then `b`.", "Use `a`. → 1\nThen `b`. →"],
  ["a fence", "```js\na[1] = 2;\n\nb\n```\nDone [1].", "CODE ```js\na[1] = 2;\n\nb\n``` →\nDone. → 1"],
  ["a mark after a fence", "```\na[2]\n```\n[1]\nDone.", "CODE ```\na[2]\n``` → 1\nDone. →"],
  ["a fence of tildes", "~~~\na[1]\n```\n~~~", "CODE ~~~\na[1]\n```\n~~~ →"],
  ["a longer fence", "````\n```\n[1]\n```\n````", "CODE ````\n```\n[1]\n```\n```` →"],
  ["a fence without an end", "Do this [1]:\n```\na[2]", "Do this: → 1\nCODE ```\na[2] →"],
  ["a fence in a list", "1. Run [1]:\n   ```sh\n   x [2]\n   ```", "1. Run: → 1\nCODE    ```sh\n   x [2]\n   ``` →"],
  ["three ticks in a line", "```a[1]``` is code [2].", "```a[1]``` is code. → 2"],
  ["links are left alone", "See [1](https://a.example/b.c) now [2].", "See [1](https://a.example/b.c) now. → 2"],
  [
    "links with full stops",
    "See [Part A. Part B](a.md) now [1]. Stop.",
    "See [Part A. Part B](a.md) now. → 1\nStop. →",
  ],
  ["links around marks", "See [[1]](a.md#x) now [2].", "See [[1]](a.md#x) now. → 2"],
  ["links with titles", 'See [1](a.md "Title [2]. Two") now [3].', 'See [1](a.md "Title [2]. Two") now. → 3'],
  ["pictures", "See ![1](a.png). Then [2].", "See ![1](a.png). →\nThen. → 2"],
  ["a mark before parentheses", "Kept [1] (thirty days).", "Kept (thirty days). → 1"],
  ["a mark at parentheses with spaces", "Kept[1](thirty days).", "Kept (thirty days). → 1"],
  ["addresses of references", "Kept [1].\n\n[1]: https://a.example/b", "Kept. → 1\n[1]: https://a.example/b →"],
  ["lists", "- Keep it [1]\n- Drop it [2]", "- Keep it → 1\n- Drop it → 2"],
  ["lists after a sentence", "Do this [1]:\n- Keep it [2]\n- Drop it", "Do this: → 1\n- Keep it → 2\n- Drop it →"],
  ["numbered lists", "1. Open it.[1]\n2. Close it [2].", "1. Open it. → 1\n2. Close it. → 2"],
  ["items of two sentences", "* Keep it [1]. Then go [2].", "* Keep it. → 1\nThen go. → 2"],
  ["marks first in items", "- [1] Keep it\n- [2] Drop it", "- Keep it → 1\n- Drop it → 2"],
  ["a wrapped item", "- Keep\n  it [1]\n- Drop it", "- Keep it → 1\n- Drop it →"],
  ["headings", "## Copies [1]\nThey stay [2].", "## Copies → 1\nThey stay. → 2"],
  ["bold is no list", "**Keep** it [1]. *Now* [2].", "**Keep** it. → 1\n*Now*. → 2"],
  ["dividers", "Keep it [1].\n\n---\n\nDrop it [2].", "Keep it. → 1\nDrop it. → 2"],
  ["tables", "| a | b |\n|---|---|\n| c [1] | d [2] |", "| a | b | →\n|---|---| →\n| c | d | → 1,2"],
  ["quotations", "> Keep it.\n> Drop it [1].", "> Keep it. →\nDrop it. → 1"],
  ["paragraphs without full stops", "Keep it [1]\n\nDrop it [2]", "Keep it → 1\nDrop it → 2"],
  ["a half mark at the end", "Keep it [1", "Keep it [1 →"],
  ["a half tag at the end", "Keep it <sup>1", "Keep it <sup>1 →"],
  ["formulas with less than", "It is 3 <5 here [1]. Then more.", "It is 3 <5 here. → 1\nThen more. →"],
];

for (const [name, text, sentences] of cases)
  test(`citation stream: ${name}`, () => assert.equal(shown(read([text])), sentences));

test("at most as many passages as there are can be cited", () => {
  assert.equal(
    shown(read(["Kept [1-12]. Old¹². Gone [13]."], 12)),
    "Kept. → 1,2,3,4,5,6,7,8,9,10,11,12\nOld. → 12\nGone. →",
  );
  assert.equal(shown(read(["Copies stay [1]."], 0)), "Copies stay. →");
});

test("a sentence is given as soon as the next one begins, not before its marks are there", () => {
  const stream = createCitationStream(passages);
  assert.deepEqual(stream.push("Copies stay [1]. "), []);
  assert.deepEqual(stream.push("[2] "), []);
  assert.deepEqual(shown(stream.push("The")), "Copies stay. → 1,2");
  assert.deepEqual(stream.push(" old go.\n\n"), []);
  assert.equal(shown(stream.push("Last")), "The old go. →");
  assert.equal(shown(stream.end()), "Last →");
});

const fragments = fc.constantFrom(
  ...[
    "[1]",
    "[2, 3]",
    "[",
    "]",
    "(",
    ")",
    "1",
    "【2】",
    "¹",
    "`",
    "```",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    ". ",
    "。",
    "- ",
    "1. ",
  ],
  ...[
    "# ",
    "> ",
    "| ",
    "---",
    "[1](http://a",
    "<sup>1</sup>",
    "<su",
    "Word",
    "word",
    "עולם",
    "мир",
    "字",
    "😀",
    "\ud83d",
    "؟",
  ],
);
const answers = fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join(""));
const anyText = fc.string({ unit: "grapheme", maxLength: 200 });

/** Cuts a text at the places given, which may lie between the halves of a surrogate pair. */
function cutAt(text: string, places: readonly number[]): readonly string[] {
  const ends = [...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b);
  return ends.map((end, at) => text.slice(ends[at - 1] ?? 0, end));
}

test("any cut of the stream into deltas gives the same sentences", () => {
  fc.assert(
    fc.property(fc.oneof(answers, anyText), fc.array(fc.nat(), { maxLength: 30 }), (text, places) => {
      const whole = read([text]);
      assert.deepEqual(read(cutAt(text, places)), whole);
      assert.deepEqual(read(text.split("")), whole);
      for (const { citations } of whole) {
        assert.equal(new Set(citations).size, citations.length);
        assert.ok(citations.every((n) => n >= 1 && n <= passages));
      }
    }),
    { numRuns: 400 },
  );
  for (const [, text] of cases) assert.deepEqual(read(text.split("")), read([text]));
});

test("every word comes out once, in order", () => {
  const plain = fc.array(fc.constantFrom("Alpha", "beta", "[1]", ". ", " ", "\n", "\n\n", "- ", "мир", ", "), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(plain, (parts) => {
      const wordsOf = (text: string): string => (text.match(/\p{L}+/gu) ?? []).join("");
      const text = parts.join("");
      assert.equal(
        wordsOf(
          read([text])
            .map((each) => each.text)
            .join(" "),
        ),
        wordsOf(text),
      );
    }),
  );
});

test("what has no end is cut, in bounded memory and time", () => {
  const spent = startCpuTime();
  for (const endless of ["word ", "字", "x", "`a ", "[1] ", "[", "😀", "a.b ", "[a. B", "  "]) {
    const stream = createCitationStream(passages);
    const given = stream.push(endless.repeat(60_000 / endless.length));
    const all = [...given, ...stream.end()];
    for (const { text } of all) assert.ok(text.length <= 2_100, `${endless}: ${text.length}`);
    const left = all.slice(given.length).reduce((sum, { text }) => sum + text.length, 0);
    assert.ok(left <= 4_200, `${endless}: ${left} kept`);
  }
  const code = read(["```\n", "x = [1]\n".repeat(20_000)]);
  assert.ok(code.every(({ text, isCode }) => isCode && text.length <= 20_100));
  assert.ok(spent() < 20_000);
});
