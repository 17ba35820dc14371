import assert from "node:assert/strict";
import { test } from "node:test";
import { startCpuTime } from "../../../../../../test/support/cpuTime.ts";
import { pageOf, sidesOf } from "../testPage.ts";
import { mineChanges } from "./changes.ts";
import { mineCommandResults } from "./commandResults.ts";
import { mineLabelledParts } from "./labelledParts.ts";
import { minePage } from "./minePage.ts";
import { mineTableColumns } from "./tableColumns.ts";
import { mineTranslationTables } from "./translationTables.ts";

const labelled = (text: string) => sidesOf(text, mineLabelledParts(pageOf(text)));

test("input and output in blocks of code, without their fences", () => {
  const text = [
    '**Input:**\n\n```json\n{ "a": 1 }\n```\n\n**Output:**\n\n```\na=1\n```\n',
    "### Пример ввода\n\n```\n2 3\n```\n\n### Вывод\n\n```\n5\n```\n",
    "## Input\n\nNothing follows that is an output.\n\n## Notes\n\nx\n",
  ].join("\n");
  assert.deepEqual(labelled(text), [
    ['{ "a": 1 }', "a=1"],
    ["2 3", "5"],
  ]);
});

test("errors and fixes under headings, in lines, in four languages", () => {
  const text = [
    "## Problem\n\nThe lamp is *hot*.\n\n## Solution\n\nSwitch it off.\n\nWait.\n",
    "**Error:** disk full\n**Fix:** delete the cache\n",
    "- Ошибка: нет места\n- Решение: очистить кэш\n",
    "**Symptôme :** l'écran est noir\n\n**Que faire :** le rallumer\n",
    "**בעיה:** המסך שחור\n\n**פתרון:** להדליק אותו\n",
  ].join("\n");
  assert.deepEqual(labelled(text), [
    ["The lamp is *hot*.", "Switch it off.\n\nWait."],
    ["disk full", "delete the cache"],
    ["нет места", "очистить кэш"],
    ["l'écran est noir", "le rallumer"],
    ["המסך שחור", "להדליק אותו"],
  ]);
  assert.ok(mineLabelledParts(pageOf(text)).every(({ kind }) => kind === "error"));
});

test("commands with what they print", () => {
  const text = [
    "```console\n$ lfkeep status\nok\n3 jobs\n$ cd /tmp\n$ lfkeep run \\\n  --dry-run\nnothing to do\n```\n",
    "```\n$ lfkeep run --job nightly\n--since 2025\n```\n",
    ">>> is no prompt here\n",
    "```python\n>>> 1 + 1\n2\n```\n",
    "```bash\nlfkeep version\n```\n\nThis prints:\n\n```\n3.0\n```\n",
    "```bash\nlfkeep a\n```\n\nThen go on:\n\n```bash\nlfkeep b\n```\n",
  ].join("\n");
  assert.deepEqual(sidesOf(text, mineCommandResults(pageOf(text))), [
    ["lfkeep status", "ok\n3 jobs"],
    ["lfkeep run \\\n  --dry-run", "nothing to do"],
    ["1 + 1", "2"],
    ["lfkeep version", "3.0"],
  ]);
});

test("what was before and is now in changelogs, with the sentence that says so", () => {
  const text = [
    "# Changelog\n",
    "- Keys are in camel case: `max_retry` is now `maxRetry`.",
    "- Renamed `--old` to `--new`.",
    "- `save` remplacé, `load` a été renommé en `read`.",
    "- Ключ `a_b` теперь пишется `aB`.",
    "- `alpha` הוחלף ב-`beta`.",
    "- The timeout went up from 3 to 5.",
    "- Chunks are 16 MiB long instead of 8 MiB.",
    "- Names may be from 1 to 63 letters.",
  ].join("\n");
  const pairs = mineChanges(pageOf(text));
  assert.deepEqual(sidesOf(text, pairs), [
    ["max_retry", "maxRetry"],
    ["--old", "--new"],
    ["load", "read"],
    ["a_b", "aB"],
    ["alpha", "beta"],
    ["3", "5"],
    ["8 MiB", "16 MiB"],
  ]);
  assert.equal(pairs[1]?.explanation, "Renamed --old to --new.");
  assert.deepEqual(mineChanges(pageOf("# Guide\n\nRenamed `--old` to `--new`.\n")), []);
});

test("tables of several languages, by their heads and by their scripts", () => {
  const text =
    "| Français | Anglais | Hébreu |\n|---|---|---|\n| cote | shelfmark | סימן מדף |\n| fonds | | חטיבה |\n\n| a | b |\n|---|---|\n| backup | גיבוי |\n| tape | סרט |\n";
  assert.deepEqual(
    mineTranslationTables(pageOf(text, "fr")).map(({ input, output, language, outputLanguage }) => [
      input,
      output,
      language,
      outputLanguage,
    ]),
    [
      ["cote", "shelfmark", "fr", "en"],
      ["cote", "סימן מדף", "fr", "he"],
      ["fonds", "חטיבה", "fr", "he"],
      ["backup", "גיבוי", undefined, "he"],
      ["tape", "סרט", undefined, "he"],
    ],
  );
});

test("columns of tables by their heads, by their shape, and errors with what to do", () => {
  const text = [
    "| Question | Answer |\n|---|---|\n| Who? | `Me` |\n",
    "| Code | Meaning | What to do |\n|---|---|---|\n| E1 | disk full | Delete the cache |\n",
    "| Printed matter | Resolution |\n|---|---|\n| Text | 400 ppi |\n| Map | 300 ppi |\n| Glass | 2400 ppi |\n",
    "| Zone | Price |\n|---|---|\n| 1 | £92 |\n| 2 | £110 |\n| 3 | £145 |\n",
    "| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |\n",
  ].join("\n");
  assert.deepEqual(
    mineTableColumns(pageOf(text)).map(({ kind, input, output }) => [kind, input, output]),
    [
      ["table", "Who?", "`Me`"],
      ["error", "E1: disk full", "Delete the cache"],
      ["table", "Text: Resolution", "400 ppi"],
      ["table", "Map: Resolution", "300 ppi"],
      ["table", "Glass: Resolution", "2400 ppi"],
      ["table", "Zone 1: Price", "£92"],
      ["table", "Zone 2: Price", "£110"],
      ["table", "Zone 3: Price", "£145"],
    ],
  );
});

test("pages of nothing but marks are mined in bounded time", () => {
  const spent = startCpuTime();
  for (const unit of [
    "`a` ",
    "Error: x\n",
    "$ a\n",
    "| a | b |\n",
    "from 1 to 2 ",
    "`a` is now ",
    "Input:\n\n",
    "- Fix: a\n",
  ])
    minePage(pageOf(`# Changelog\n\n${unit.repeat(60_000 / unit.length)}`));
  assert.ok(spent() < 8000, String(spent()));
});
