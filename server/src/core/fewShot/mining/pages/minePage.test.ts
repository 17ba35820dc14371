import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startCpuTime } from "../../../../../../test/support/cpuTime.ts";
import { pageOf, sidesOf } from "../testPage.ts";
import { minePage } from "./minePage.ts";

const mined = (text: string, language = "en") => sidesOf(text, minePage(pageOf(text, language)));

test("headings that ask are paired with all that stands under them, in any script", () => {
  const text = [
    "# Help\n",
    "## Who approves a purchase?\n\nYour lead does.\n\nThe board decides on more.\n",
    "## איך מזמינים חדר ישיבות?\n\n1. בודקים ביומן.\n2. רושמים את השם.\n",
    "## كيف أعيد كلمة المرور الآن؟\n\nاضغط على الزر.\n",
    "## 如何重置我的密码？\n\n点击按钮。\n",
    "## How to leave the room in the evening\n\nLock it.\n",
    "## Opening hours\n\nNine to five.\n",
    "## Define Training Metrics\n\nIn the console.\n",
    "## Is anything left?\n",
    "#tags #only\n",
  ].join("\n");
  assert.deepEqual(mined(text), [
    ["Who approves a purchase?", "Your lead does.\n\nThe board decides on more."],
    ["איך מזמינים חדר ישיבות?", "1. בודקים ביומן.\n2. רושמים את השם."],
    ["كيف أعيد كلمة المرور الآن؟", "اضغط على الزر."],
    ["如何重置我的密码？", "点击按钮。"],
    ["How to leave the room in the evening", "Lock it."],
  ]);
});

test("a question with sections below is answered by them where nothing stands before them", () => {
  const text = "# How is it built here?\n\n## Tools\n\nNode.\n\n## Why so slowly then?\n\nTests.\n";
  assert.deepEqual(mined(text), [
    ["How is it built here?", "## Tools\n\nNode."],
    ["Why so slowly then?", "Tests."],
  ]);
});

test("a short question carries the page's title, a page's own question does not", () => {
  assert.deepEqual(mined("# Télétravail\n\n## Combien de jours ?\n\nDeux.\n", "fr"), [
    ["Télétravail: Combien de jours ?", "Deux."],
  ]);
  assert.deepEqual(mined("# Why us?\n\nBecause.\n"), [["Why us?", "Because."]]);
});

test("under a heading that says FAQ every heading asks", () => {
  const text = "# Foire aux questions\n\n## Carte perdue\n\nOn la remplace.\n";
  assert.deepEqual(mined(text, "fr"), [["Carte perdue", "On la remplace."]]);
});

test("questions in bold, in lists, with marks and in folds", () => {
  const text = [
    "**Can I bring a dog?** Yes. On Fridays.\n",
    "**Q. Where is the key?**\n\nIn the *cupboard*.\n\nAsk for it.\n",
    "## Other\n",
    "- Is there coffee?\n  - On the second floor.\n  - It is free.\n- Not a question.\n",
    "Q: Who has\nthe car?\nA: Tamsin.\n\n**Question 2:** And the van? \n**Answer:** Nobody.\n",
    "<details>\n<summary>What about <b>bikes</b>?</summary>\n\nIn the yard.\n\n</details>\n",
    "<details><summary>Click here</summary>\n\nNothing.\n\n</details>\n",
    "```\nQ: in code?\nA: no\n```\n",
  ].join("\n");
  assert.deepEqual(mined(text), [
    ["Can I bring a dog?", "Yes. On Fridays."],
    ["Where is the key?", "In the *cupboard*.\n\nAsk for it."],
    ["Is there coffee?", "- On the second floor.\n  - It is free."],
    ["Who has the car?", "Tamsin."],
    ["And the van?", "Nobody."],
    ["What about bikes?", "In the yard."],
  ]);
});

test("marks of questions and answers in other languages", () => {
  assert.deepEqual(mined("Вопрос: Где ключ?\nОтвет: В шкафу.\n\nВопрос: А фургон?\nОтвет: У Нино.\n", "ru"), [
    ["Где ключ?", "В шкафу."],
    ["А фургон?", "У Нино."],
  ]);
  assert.deepEqual(mined("ש: איפה המפתח?\nת: בארון.\n", "he"), [["איפה המפתח?", "בארון."]]);
  assert.deepEqual(mined("Q : Où est la clé ?\nR : Dans l'armoire.\n", "fr"), [["Où est la clé ?", "Dans l'armoire."]]);
});

test("terms and what they mean, without the term where it stands apart", () => {
  const text = [
    "# Glossary\n",
    "**Chunk**: a piece of a file.\n",
    "Sealed copy\n: a yearly snapshot on tape\n",
    "| Short | Long form | Explanation |\n|---|---|---|\n| RPO | recovery point objective | how much work may be lost |\n",
  ].join("\n");
  assert.deepEqual(mined(text), [
    ["Chunk", "a piece of a file."],
    ["Sealed copy", "a yearly snapshot on tape"],
    ["RPO", "recovery point objective"],
  ]);
});

test("no page makes the miners slow or lead out of the text", () => {
  const piece = fc.constantFrom(
    ..."\n|\n\n|\r\n|# |## |Q: |A: |**a?** |- |  - |What is it? |<details><summary>|</summary>|</details>|> |: x|FAQ|`|ש: |ת: ".split(
      "|",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      for (const { start, end, output } of minePage(pageOf(text))) {
        assert.ok(start < end && end <= text.length);
        assert.ok(text.slice(start, end).includes(output), output);
      }
    }),
    { numRuns: 300 },
  );
  const spent = startCpuTime();
  for (const unit of ["Q: a\n", "Q: why?\nA: ", "<details><summary>a?", "**a?** ", "- a?\n", "# a?\n\nb\n\n"])
    minePage(pageOf(unit.repeat(100_000 / unit.length)));
  assert.ok(spent() < 5000);
});
