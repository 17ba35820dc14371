import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import fc from "fast-check";
import { startCpuTime } from "../../../../../test/support/cpuTime.ts";
import type { TextRange } from "../../documents/document.ts";
import { parseShots } from "./parseShots.ts";
import type { FieldLayout } from "./shotsLayout.ts";

const description = await readFile(new URL("../../../../../docs/shots-format.md", import.meta.url), "utf8");
const examples = [...description.matchAll(/^```shots\n([^]*?)^```$/gm)].map(([, example]) => example ?? "");
const [classification = "", questions = ""] = examples;

const top = "---\nshots: 1\n---\n";
/** Each fault as `line: kind`, the line counted from 1. */
const faultsOf = (text: string): readonly string[] =>
  parseShots(text).faults.map(({ kind, range }) => `${text.slice(0, range.start).split("\n").length}: ${kind}`);

test("the first example of the format's description is read whole", () => {
  const { document, faults } = parseShots(classification);
  assert.deepEqual(faults, []);
  assert.deepEqual(document.frontMatter, {
    shots: 1,
    task: "Say what the sender of a message wants.",
    template: "completion",
    labels: ["refund", "delivery", "other"],
    budget: 600,
    selector: "mmr",
    order: "similar-last",
    seed: 7,
    model: "gpt-4.1-mini",
  });
  assert.equal(document.demonstrations.length, 3);
  assert.deepEqual(document.demonstrations[1], {
    name: "broken cup",
    provenance: [
      {
        path: "support/2024/my mails.md",
        startOffset: 88,
        endOffset: 145,
        contentHash: "03b7d2c9e84f61aa",
        language: "en",
      },
    ],
    fields: [
      {
        name: "text",
        value: "The cup came in two pieces.\nI would like my money back, please.",
        provenance: [],
      },
      { name: "label", value: "refund", provenance: [] },
    ],
  });
  assert.equal(document.demonstrations[2]?.name, undefined);
  assert.equal(document.demonstrations[2]?.fields[0]?.value, "איפה החבילה שהזמנתי בשבוע שעבר?");
});

test("a field that comes again is a list, and each item has its own provenance", () => {
  const { document, faults } = parseShots(questions);
  assert.deepEqual(faults, []);
  assert.deepEqual(document.frontMatter.template, {
    demonstration: "{passage}\n\nQ: {question}\nA: {answer}",
    separator: "\n\n---\n\n",
  });
  const [first, second] = document.demonstrations;
  assert.deepEqual(
    first?.fields.map(({ name, provenance }) => [name, provenance.map(({ path }) => path)]),
    [
      ["passage", ["handbook/en/battery.md"]],
      ["passage", ["handbook/en/charging.md"]],
      ["question", []],
      ["answer", []],
    ],
  );
  assert.equal(second?.fields[0]?.provenance[0]?.kind, "negative");
});

test("labels are texts however YAML would read them", () => {
  const { document, faults } = parseShots("---\nshots: 1\nlabels: [yes, no, true, 1.0, null, 0x1F, ~]\n---\n");
  assert.deepEqual(faults, []);
  assert.deepEqual(document.frontMatter.labels, ["yes", "no", "true", "1.0", "null", "0x1F", "~"]);
});

for (const [name, text, expected] of [
  ["nothing at all", "", ["1: no-front-matter"]],
  ["no front matter", "=== a\ntext: b\n", ["1: no-front-matter"]],
  ["a front matter without its end", "---\nshots: 1\n\n=== a\ntext: b\n", ["1: unclosed-front-matter"]],
  ["no version", "---\ntask: a\n---\n", ["2: no-version"]],
  ["another version, and nothing else", "---\nshots: 2\ntask: []\n---\n?\n", ["2: unknown-version"]],
  ["broken YAML", "---\nshots: 1\nlabels: [a\n---\n", ["4: bad-yaml"]],
  ["a key given twice", "---\nshots: 1\nseed: 1\nseed: 2\n---\n", ["4: bad-yaml"]],
  ["a list for a front matter", "---\n- a\n---\n", ["2: bad-yaml", "2: no-version"]],
  ["an unknown key", "---\nshots: 1\ncolour: red\n---\n", ["3: unknown-key"]],
  ["a budget of nothing", "---\nshots: 1\nbudget: 0\n---\n", ["3: bad-value"]],
  ["an unknown selector", "---\nshots: 1\nselector: best\n---\n", ["3: bad-value"]],
  ["a template without its text", "---\nshots: 1\ntemplate: { separator: a }\n---\n", ["3: bad-value"]],
  ["a label given twice", "---\nshots: 1\nlabels: [a, b, a]\n---\n", ["3: bad-value"]],
  ["an alias of nothing", "---\nshots: 1\ntask: *a\n---\n", ["3: bad-value"]],
  [
    "lines of no kind",
    `${top}===\ntext: a\n  b\nc\n====\n|d\n@e\nf:g\n`,
    [6, 7, 8, 9, 10, 11].map((at) => `${at}: unknown-line`),
  ],
  [
    "lines before the first header",
    `${top}text: a\n| b\n@ c 0-1 sha256:0123456789abcdef\n`,
    ["4: stray-field", "5: stray-text", "6: stray-provenance"],
  ],
  ["a text without a field", `${top}===\n| b\ntext: a\n`, ["5: stray-text"]],
  ["a text after a value", `${top}===\ntext: a\n| b\n`, ["6: text-after-value"]],
  ["a broken provenance", `${top}===\n@ a b 0-1 sha256:0123456789abcdef\ntext: a\n`, ["5: bad-provenance"]],
  ["a range turned round", `${top}===\n@ a 2-1 sha256:0123456789abcdef\ntext: a\n`, ["5: bad-provenance"]],
  ["a bare per cent sign", `${top}===\n@ 5%.md 0-1 sha256:0123456789abcdef\ntext: a\n`, ["5: bad-provenance"]],
  [
    "an escape of half a character",
    `${top}===\n@ %D7.md 0-1 sha256:0123456789abcdef\ntext: a\n`,
    ["5: bad-provenance"],
  ],
  [
    "a confidence above one",
    `${top}===\n@ a 0-1 sha256:0123456789abcdef confidence:1.1\ntext: a\n`,
    ["5: bad-provenance"],
  ],
  [
    "an attribute given twice",
    `${top}===\n@ a 0-1 sha256:0123456789abcdef lang:en lang:he\ntext: a\n`,
    ["5: bad-provenance"],
  ],
  ["an unknown attribute", `${top}===\n@ a 0-1 sha256:0123456789abcdef by:me\ntext: a\n`, ["5: unknown-attribute"]],
  [
    "escapes that are no characters",
    `${top}=== \\u{}\ntext: \\u{D800}\nb:\n| \\u{110000}\n`,
    ["4: bad-escape", "5: bad-escape", "7: bad-escape"],
  ],
  ["a name given twice", `${top}=== a\nt: 1\n=== a\nt: 2\n`, ["6: repeated-name"]],
  ["a demonstration without fields", `${top}===\n`, ["4: missing-field"]],
  ["a missing field", `${top}===\na: 1\nb: 1\n===\na: 1\nb: 1\n===\na: 1\n`, ["10: missing-field"]],
  ["a field too many", `${top}===\na: 1\n===\na: 1\n===\na: 1\nc: 2\n`, ["10: extra-field"]],
  ["fields in another order", `${top}===\na: 1\nb: 1\n===\nb: 1\na: 1\n`, ["7: field-order"]],
  ["a list that is broken off", `${top}===\na: 1\na: 1\nb: 1\n===\na: 1\nb: 1\na: 1\n`, ["8: field-order"]],
  ["an unknown label", "---\nshots: 1\nlabels: [a, b]\n---\n===\nt: x\nl: c\n", ["7: unknown-label"]],
] as const) {
  test(`${name} is told, with its line`, () => assert.deepEqual(faultsOf(text), expected));
}

test("a fault does not keep the rest from being read", () => {
  const { document, faults } = parseShots(
    `${top}===\ntext: a\n?\nlabel: b\n=== c\n| stray\ntext:\n| d\n# e\n\n| f\nlabel: g\n`,
  );
  assert.deepEqual(
    faults.map(({ kind }) => kind),
    ["unknown-line", "stray-text"],
  );
  assert.deepEqual(
    document.demonstrations.map(({ fields }) => fields.map(({ value }) => value)),
    [
      ["a", "b"],
      ["d\nf", "g"],
    ],
  );
});

/** Texts that are nearly documents. */
const nearly = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "---",
        "shots: 1",
        "===",
        "=== a",
        "text: b",
        "text:",
        "| c",
        "|",
        "# d",
        "",
        "labels: [a",
        "- b",
      ),
      fc.constantFrom(
        "@ a 0-1 sha256:0123456789abcdef",
        "@ a",
        "\\u{",
        "&a [*a]",
        "? [",
        "<<: *b",
        "%YAML 9",
        "\t- x: {",
      ),
      fc.string({ unit: "binary" }),
    ),
    { maxLength: 12 },
  )
  .chain((lines) => fc.constantFrom("\n", "\r\n", "\r", "\n\n").map((end) => lines.join(end)));

test("no text makes it throw, and every range is one of the text", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        nearly,
        fc.string({ unit: "binary" }),
        nearly.map((text) => `---\n${text}`),
      ),
      (text) => {
        const { faults, layout } = parseShots(text);
        const ranges = [...faults.map(({ range }) => range), ...rangesOf(layout)];
        for (const { start, end } of ranges)
          assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end}`);
        for (const { message } of faults) assert.match(message, /^\S.*\S$/u);
      },
    ),
    { numRuns: 800 },
  );
});

/** Every range in a layout. */
function rangesOf(value: unknown): readonly TextRange[] {
  if (typeof value !== "object" || value === null) return [];
  const nested = Object.values(value).flatMap(rangesOf);
  return "start" in value ? [value as TextRange, ...nested] : nested;
}

test("nesting without end and very long lines are no danger", () => {
  for (const yaml of ["[".repeat(50_000), "a: ".repeat(20_000), `${"a".repeat(300_000)}: 1`]) {
    assert.ok(parseShots(`---\n${yaml}\n---\n`).faults.length > 0);
  }
  const bomb = [
    "a: &a [x, x]",
    ...Array.from("bcdefghijklmnopqrstuvwxyz").map(
      (key, at) => `${key}: &${key} [${`*${String.fromCharCode(97 + at)}, `.repeat(9)}]`,
    ),
  ];
  assert.ok(parseShots(`---\nshots: 1\n${bomb.join("\n")}\n---\n`).faults.some(({ kind }) => kind === "bad-value"));
  const spent = startCpuTime();
  parseShots(`${top}=== ${" ".repeat(500_000)}x\ntext: ${" x".repeat(500_000)}\n| ${"\\u{".repeat(300_000)}\n`);
  assert.ok(spent() < 2000);
});

test("the layout slices back to what was read", () => {
  for (const example of [...examples, ...examples.map((text) => `\ufeff${text.replaceAll("\n", "\r\n")}`)]) {
    const { document, layout } = parseShots(example);
    const slice = ({ start, end }: TextRange): string => example.slice(start, end);
    assert.ok(layout.frontMatter);
    assert.match(slice(layout.frontMatter.range), /^---[^]*---$/u);
    for (const { name, key, value, items } of layout.frontMatter.keys) {
      assert.equal(slice(key), name);
      if (name === "task" && value !== undefined) assert.equal(slice(value), document.frontMatter.task);
      assert.deepEqual(items.map(slice), name === "labels" ? document.frontMatter.labels : []);
    }
    for (const [at, { name, fields, provenance }] of document.demonstrations.entries()) {
      const place = layout.demonstrations[at];
      assert.ok(place);
      assert.equal(slice(place.header), name === undefined ? "===" : `=== ${name}`);
      assert.equal(place.name === undefined ? undefined : slice(place.name), name);
      assert.equal(place.provenance.length, provenance.length);
      for (const line of place.provenance) assert.match(slice(line), /^@ \S+ \d+-\d+ sha256:[0-9a-f]{16}[^\r\n]*$/u);
      for (const [index, field] of fields.entries()) {
        const part: FieldLayout | undefined = place.fields[index];
        assert.ok(part);
        assert.equal(slice(part.name), field.name);
        assert.equal(part.lines.length > 0 ? part.lines.map(slice).join("\n") : slice(part.value), field.value);
        assert.ok(slice(part.range).startsWith(`${field.name}:`));
        assert.equal(part.provenance.length, field.provenance.length);
        for (const line of part.provenance) assert.match(slice(line), /^@ \S+ [^\r\n]*$/u);
      }
      assert.ok(slice(place.range).endsWith(slice(place.fields.at(-1)?.range ?? place.header).slice(-5)));
    }
  }
});
