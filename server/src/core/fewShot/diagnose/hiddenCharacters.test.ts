import assert from "node:assert/strict";
import { test } from "node:test";
import { parseShots } from "../document/parseShots.ts";
import { estimatedTokens, type TokenCounter } from "../tokens/tokenCounter.ts";
import { hiddenCharacters } from "./hiddenCharacters.ts";

const shots = (pairs: readonly (readonly [string, string])[], task?: string) =>
  parseShots(
    [
      "---",
      "shots: 1",
      ...(task === undefined ? [] : [`task: ${task}`]),
      "---",
      ...pairs.flatMap(([text, label]) => ["", "===", `text: ${text}`, `label: ${label}`]),
      "",
    ].join("\n"),
  );
const messages = (pairs: readonly (readonly [string, string])[], task?: string, counter = estimatedTokens) =>
  hiddenCharacters(shots(pairs, task), counter).map(({ message }) => message);

const reviews = [
  ["the plot is thin and the jokes are old", "negative"],
  ["a film that everybody should see", "positive"],
  ["two hours that I will not get back", "negative"],
  ["warm, clever and well played", "positive"],
] as const;

test("what turns on letters or digits is told by what outputs are to inputs, in any language", () => {
  const cases: readonly (readonly [RegExp, readonly (readonly [string, string])[]])[] = [
    [
      /backwards/u,
      [
        ["river", "revir"],
        ["שולחן", "ןחלוש"],
        ["окно", "онко"],
      ],
    ],
    [
      /counts the letters/u,
      [
        ["river", "5"],
        ["house", "5"],
        ["candle", "6"],
      ],
    ],
    [
      /counts one letter/u,
      [
        ["How many times is r in strawberry?", "3"],
        ["How many times is l in parallel?", "3"],
        ["How many times is n in cannon?", "3"],
      ],
    ],
    [
      /another order/u,
      [
        ["listen", "silent"],
        ["earth", "heart"],
        ["night", "thing"],
      ],
    ],
    [
      /spells/u,
      [
        ["cat", "c-a-t"],
        ["dog", "d-o-g"],
        ["sun", "s-u-n"],
      ],
    ],
    [
      /first letters/u,
      [
        ["as soon as possible", "ASAP"],
        ["North Atlantic Treaty Organisation", "NATO"],
        ["Общество с ограниченной ответственностью", "ОСОО"],
      ],
    ],
    [
      /last letters/u,
      [
        ["Elon Musk", "nk"],
        ["Ada Lovelace", "ae"],
        ["Alan Turing", "ng"],
      ],
    ],
    [
      /part of a word/u,
      [
        ["walking", "ing"],
        ["hoping", "ing"],
        ["singing", "ing"],
      ],
    ],
    [
      /part of a number/u,
      [
        ["Order 48213377", "3377"],
        ["Order 90012245", "2245"],
        ["Order 55510093", "0093"],
      ],
    ],
    [
      /sum of the digits/u,
      [
        ["1234", "10"],
        ["77", "14"],
        ["905", "14"],
      ],
    ],
  ];
  for (const [expected, pairs] of cases) {
    const [message = "", ...more] = messages(pairs);
    assert.match(message, expected);
    assert.deepEqual(more, []);
  }
});

test("the task's own words tell too, in four languages", () => {
  const tasks = [
    "Count the letters.",
    "מנה את האותיות",
    "כמה אותיות יש במילה?",
    "Сколько букв в слове?",
    "Compte les lettres du mot.",
  ];
  assert.equal(messages([["parcel", "yes"]], tasks[0]).length, 1);
  for (const task of tasks.slice(2)) assert.equal(messages([["parcel", "yes"]], task).length, 1, task);
});

test("other tasks are left alone, chance hits too", () => {
  assert.deepEqual(messages(reviews, "Say whether the review is good."), []);
  assert.deepEqual(messages([["river", "revir"], ...reviews]), []);
  assert.deepEqual(
    messages([
      ["How many people came in 2019?", "19"],
      ["How tall is it?", "48 m"],
      ["When?", "in May"],
    ]),
    [],
  );
  assert.deepEqual(messages([]), []);
});

test("the tokens are shown where they are known, and a model that reads letters is not warned of", () => {
  const pieces = (text: string) => text.match(/.{1,3}/gu) ?? [];
  const known: TokenCounter = { name: "threes", isEstimate: false, count: (text) => pieces(text).length, pieces };
  const pairs = [
    ["strawberry", "yrrebwarts"],
    ["river", "revir"],
    ["candle", "eldnac"],
  ] as const;
  assert.match(
    messages(pairs, undefined, known)[0] ?? "",
    /strawberry" is 4 tokens: str \| awb \| err \| y by threes/u,
  );
  const byLetter: TokenCounter = { ...known, pieces: (text) => Array.from(text) };
  assert.deepEqual(messages(pairs, undefined, byLetter), []);
});
