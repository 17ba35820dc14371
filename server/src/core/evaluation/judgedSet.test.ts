import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readQuestions, readRelevance } from "./judgedSet.ts";

const problemsOf = ({
  problems,
}: {
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}) => problems.map(({ line, message }) => `${line}: ${message}`);

test("questions are read whatever their line ends, and rows that are none are named with what to do", () => {
  const read = readQuestions(
    "queries.jsonl",
    [
      '\uFEFF{"id": "a", "text": "How long?"}\r',
      "",
      '{"_id": 7, "text": "כמה זמן?"}',
      "{ not json",
      '{"text": "no id"}',
      '{"id": "b", "text": "  "}',
      '{"id": "a", "text": "Another one?"}',
      '{"id": "a", "text": "How long?"}',
      "[]",
    ].join("\n"),
  );
  assert.deepEqual(read.value, [
    { id: "a", text: "How long?" },
    { id: "7", text: "כמה זמן?" },
  ]);
  assert.deepEqual(problemsOf(read), [
    "4: This is not JSON; write one object a line.",
    '5: There is no "id" or no "text"; write { "id": "q1", "text": "…" }.',
    '6: The question b has no words; write its "text", or remove the row.',
    "7: The id a stands for another question above; give this one its own.",
    '9: There is no "id" or no "text"; write { "id": "q1", "text": "…" }.',
  ]);
});

test("judgements are read in three columns, and in TREC's four by tabs or spaces", () => {
  const read = readRelevance(
    "qrels.tsv",
    ["query-id\tcorpus-id\tscore", "1\ta b.md\t2", "1\tQ0\tc.md\t1", "2 0 d.md 1", "2\te.md\t0", "2\tf.md\t-1"].join(
      "\n",
    ),
  );
  assert.deepEqual(read.problems, []);
  assert.deepEqual(
    Array.from(read.value, ([query, grades]) => [query, ...grades]),
    [
      ["1", ["a b.md", 2], ["c.md", 1]],
      ["2", ["d.md", 1]],
    ],
  );
});

test("wrong judgements are named with their line", () => {
  const read = readRelevance("qrels.tsv", "1\ta\n1\t\t1\n1\ta\tyes\n1\ta\t2000\n1\ta\t0.5\n1 2 3 4 5\n1\ta\t1\n");
  const column = "A row is query, document, grade, with tabs between (or TREC's four columns).";
  const grade = (written: string): string =>
    `The grade “${written}” is no whole number up to 20; 0 is not relevant, 1 and more is.`;
  assert.deepEqual(problemsOf(read), [
    `1: ${column}`,
    `2: ${column}`,
    `3: ${grade("yes")}`,
    `4: ${grade("2000")}`,
    `5: ${grade("0.5")}`,
    `6: ${column}`,
  ]);
  assert.deepEqual([...(read.value.get("1") ?? [])], [["a", 1]]);
});

test("no text of any kind throws, and every row is either read, passed over or named", () => {
  const row = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    fc.constantFrom("a\tb\t1", "a 0 b 1", "\u2028", "\t\t\t", '{"id":1,"text":"x"}', "null", "1e999"),
    fc.tuple(fc.string(), fc.string(), fc.integer()).map((columns) => columns.join("\t")),
    fc.json(),
  );
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const text = rows.join("\n");
      const lines = text.split(/\r\n|\n|\r/u).length;
      for (const { problems } of [readQuestions("q", text), readRelevance("r", text)])
        for (const { line } of problems) assert.ok(line >= 1 && line <= lines);
      for (const grades of readRelevance("r", text).value.values())
        for (const grade of grades.values()) assert.ok(Number.isInteger(grade) && grade > 0 && grade <= 20);
    }),
  );
});
