import assert from "node:assert/strict";
import fc from "fast-check";
import { createCitationStream } from "../../../server/src/core/answering/citations/citationStream.ts";
import { readDelimitedRows } from "../../../server/src/core/fewShot/mining/rows/delimitedRows.ts";
import { readJsonRows } from "../../../server/src/core/fewShot/mining/rows/jsonRows.ts";
import { mineRows, rowExtensions } from "../../../server/src/core/fewShot/mining/rows/mineRows.ts";
import { cutAt, cutTextOf, streamOf } from "./anyText.ts";
import { forAny, type FuzzedProperty } from "./fuzzed.ts";

const answers = [
  ...[
    "[1]",
    "[2, 3]",
    "[1-3]",
    "[^1]",
    "【1】",
    "［1］",
    "¹",
    "[",
    "]",
    "1",
    "-",
    ",",
    "[99]",
    ". ",
    "! ",
    "? ",
    "。",
    "؟",
    "\n",
    "\n\n",
  ],
  ...[
    "- ",
    "1. ",
    "# ",
    "> ",
    "| a |",
    "```",
    "```js\n",
    "`",
    "~~~",
    "Word",
    "word",
    "עולם",
    "мир",
    "字",
    "😀",
    "a.b",
    "3.5",
    "---",
    "(x)",
  ],
];
const delimited = [
  '"',
  '""',
  ",",
  ";",
  "\t",
  "|",
  "\n",
  "\r\n",
  "\r",
  "text",
  "label",
  "question,answer\n",
  "a",
  " ",
  "\ufeff",
  "ש",
];
const lines = [
  '{"text":"a","label":"b"}',
  "{",
  "}",
  '"',
  ":",
  "[",
  "]",
  "\n",
  "\r\n",
  "\r",
  '{"input":1}',
  "null",
  "\\u",
  "\\ud800",
  "1e999",
  " ",
];

/** An answer's sentences, given in parts. */
function sentencesOf(parts: readonly string[]) {
  const stream = createCitationStream(3);
  return [...parts.flatMap((part) => stream.push(part)), ...stream.end()];
}

async function all<Value>(values: AsyncIterable<Value>): Promise<readonly Value[]> {
  const found: Value[] = [];
  for await (const value of values) found.push(value);
  return found;
}

export const streamProperties: readonly FuzzedProperty[] = [
  forAny(
    "citations: any cut of any answer gives the same sentences, citing what there is",
    cutTextOf(answers),
    ([text, places]) => {
      const whole = sentencesOf([text]);
      assert.deepEqual(sentencesOf(cutAt(text, places)), whole);
      for (const { citations } of whole) assert.ok(citations.every((n) => Number.isInteger(n) && n >= 1 && n <= 3));
    },
  ),
  forAny(
    "JSONL: any cut of any text gives the same rows, whose ranges are their words",
    cutTextOf(lines),
    async ([text, places]) => {
      const whole = await all(readJsonRows(streamOf([text])));
      assert.deepEqual(await all(readJsonRows(streamOf(cutAt(text, places)))), whole);
      for (const row of whole) if (row.kind === "object") JSON.parse(text.slice(row.start, row.end));
    },
  ),
  forAny(
    "CSV and TSV: any cut of any text gives the same rows, in order and inside it",
    fc.tuple(cutTextOf(delimited), fc.constantFrom(undefined, "\t", ",")),
    async ([[text, places], delimiter]) => {
      const whole = await all(readDelimitedRows(streamOf([text]), delimiter));
      assert.deepEqual(await all(readDelimitedRows(streamOf(cutAt(text, places)), delimiter)), whole);
      let last = 0;
      for (const row of whole) {
        if (row.kind === "broken") continue;
        assert.ok(last <= row.start && row.start <= row.end && row.end <= text.length, `${row.start}-${row.end}`);
        last = row.end;
      }
    },
  ),
  forAny(
    "rows are mined of any text, and stand inside it",
    fc.tuple(cutTextOf([...delimited, ...lines]), fc.constantFrom(...rowExtensions)),
    async ([[text], extension]) => {
      for (const row of await all(mineRows(streamOf([text]), extension))) {
        if (row.kind !== "pair") continue;
        assert.ok(row.pair.input.trim() !== "" && row.pair.output.trim() !== "");
      }
    },
  ),
];
