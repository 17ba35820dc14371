import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { mineRows, type MinedRow } from "./mineRows.ts";

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function mined(text: string, extension: string, size = 7): Promise<readonly MinedRow[]> {
  const rows: MinedRow[] = [];
  for await (const row of mineRows(inPieces(text, size), extension)) rows.push(row);
  return rows;
}

const sides = (rows: readonly MinedRow[]) =>
  rows.flatMap((row) => (row.kind === "pair" ? [[row.pair.input, row.pair.output, row.pair.label]] : []));
const words = (text: string, rows: readonly MinedRow[]) =>
  rows.flatMap((row) => (row.kind === "pair" ? [text.slice(row.pair.start, row.pair.end)] : []));

for (const lineEnd of ["\n", "\r\n", "\r"])
  test(`CSV with quotes and line ends within them, lines ended by ${JSON.stringify(lineEnd)}`, async () => {
    const text = [
      "id,text,label",
      `1,"Say ""no"", twice${lineEnd}and again",bad`,
      "2,Well done,good",
      '3,"one, two","good"',
      "",
    ].join(lineEnd);
    for (const size of [1, 5, 1000]) {
      const rows = await mined(text, ".csv", size);
      assert.deepEqual(sides(rows), [
        [`Say "no", twice${lineEnd}and again`, "bad", "bad"],
        ["Well done", "good", "good"],
        ["one, two", "good", "good"],
      ]);
      assert.deepEqual(words(text, rows), [
        `1,"Say ""no"", twice${lineEnd}and again",bad`,
        "2,Well done,good",
        '3,"one, two","good"',
      ]);
    }
  });

test("a wrongly quoted row is named by its line, and the rest goes on", async () => {
  const text = 'question;answer\nWho?;Me\n"How" so;"like" this"\nWhen;Now\n';
  const rows = await mined(text, ".csv");
  assert.deepEqual(
    rows.flatMap((row) => (row.kind === "broken" ? [row.line] : [])),
    [3],
  );
  assert.deepEqual(sides(rows), [
    ["Who?", "Me", undefined],
    ["When", "Now", undefined],
  ]);
  const open = await mined('question,answer\nWho?,Me\n"How,So\nWhen,Now\n', ".csv");
  assert.deepEqual(
    sides(open).map(([input]) => input),
    ["Who?", "When"],
  );
  const hopeless = await mined(`text,label\n${'a "b" c,"d" e\n'.repeat(3000)}`, ".csv");
  assert.ok(hopeless.filter(({ kind }) => kind === "broken").length <= 1000);
});

test("a quote that is never closed does not gather the file", async () => {
  const text = `text,label\ngood one,a\n"never closed,b\n${"another good row,a\n".repeat(120_000)}`;
  const rows = await mined(text, ".csv", 60_000);
  const broken = rows.flatMap((row) => (row.kind === "broken" ? [row.line] : []));
  assert.deepEqual(broken, [3]);
  assert.equal(sides(rows).length, 120_001);
});

test("JSONL: a broken line is named, the rest goes on, offsets count from the text's beginning", async () => {
  const text =
    '{"text": "שלום", "label": 1}\r\n{"text": "no end\r\n\r\n[1]\r\n  {"text": "bye", "label": 0, "x": null}\r\n{"text":"last","label":1}';
  const rows = await mined(text, ".jsonl");
  assert.deepEqual(sides(rows), [
    ["שלום", "1", "1"],
    ["bye", "0", "0"],
    ["last", "1", "1"],
  ]);
  assert.deepEqual(
    rows.flatMap((row) => (row.kind === "broken" ? [row.line] : [])),
    [2, 4],
  );
  assert.deepEqual(words(text, rows)[1], '{"text": "bye", "label": 0, "x": null}');
});

test("columns by their names: chat turns, instructions with input, two sentences, other languages, groups", async () => {
  const turns = {
    messages: [
      { role: "system", content: "x" },
      { role: "user", content: "hi" },
      { role: "assistant", content: "hello" },
    ],
  };
  assert.deepEqual(sides(await mined(JSON.stringify(turns), ".jsonl")), [["hi", "hello", undefined]]);
  assert.deepEqual(
    sides(
      await mined(
        '{"instruction":"Add","input":"1 2","output":"3"}\n{"instruction":"Say hi","input":"","output":"hi"}',
        ".jsonl",
      ),
    ),
    [
      ["Add\n1 2", "3", undefined],
      ["Say hi", "hi", undefined],
    ],
  );
  assert.deepEqual(sides(await mined("premise\thypothesis\tlabel\nA\tB\tyes\nC\tD\tyes\n", ".tsv")), [
    ["A\nB", "yes", "yes"],
    ["C\nD", "yes", "yes"],
  ]);
  assert.deepEqual(sides(await mined("вопрос,ответ\nГде?,Там\n", ".csv")), [["Где?", "Там", undefined]]);
  assert.deepEqual(sides(await mined("שאלה,תשובה\nאיפה?,שם\n", ".csv")), [["איפה?", "שם", undefined]]);
  const [row] = await mined("doc_id,text,label\np7,a,x\np7,b,x\n", ".csv");
  assert.equal(row?.kind === "pair" && row.pair.group, "p7");
});

test("columns by their shape: a few values that come again are labels; nothing that tells is said", async () => {
  const reviews = Array.from(
    { length: 40 },
    (_, at) => `${at},"review number ${at}, all of it","${at % 2 ? "pos" : "neg"}"`,
  );
  const [first] = sides(await mined(reviews.join("\n"), ".csv"));
  assert.deepEqual(first, ["review number 0, all of it", "neg", "neg"]);
  const [pairless] = await mined("a_1,b_1,c_1\n1,2,3\n4,5,6\n", ".csv");
  assert.deepEqual(pairless, { kind: "pairless", columns: ["a_1", "b_1", "c_1"] });
  assert.deepEqual(await mined("", ".csv"), []);
});

test("however a file is cut into pieces, the rows are the same and slice back", async () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "ש", '"', ",", "\n", "\r\n", " ", "💡"), maxLength: 8 });
  const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 40 }),
      async (rows, size) => {
        const text = `input,output\n${rows.map((row) => row.map(quoted).join(",")).join("\n")}\n`;
        const found = await mined(text, ".csv", size);
        const expected = rows
          .map((row) => row.map((value) => value.trim()))
          .filter((row) => row.every((value) => value !== ""));
        // Two columns may be told not to be filled enough to be paired.
        if (found.some(({ kind }) => kind === "pairless")) return;
        assert.deepEqual(
          sides(found).map((side) => side.slice(0, 2)),
          expected,
        );
        for (const source of words(text, found)) assert.ok(text.includes(`${source}\n`) && source.startsWith('"'));
      },
    ),
  );
});
