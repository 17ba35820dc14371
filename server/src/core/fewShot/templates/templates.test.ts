import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { BuiltInTemplate, Demonstration, OwnTemplate, ShotsDocument } from "../shotsDocument.ts";
import { checkPeriod } from "./checkPeriod.ts";
import { templateFields } from "./ownTemplate.ts";
import { readOutput, renderPrompt } from "./renderPrompt.ts";
import { templateOf } from "./template.ts";

const demonstrationOf = (text: string, label: string): Demonstration => ({
  provenance: [],
  fields: [
    { name: "text", value: text, provenance: [] },
    { name: "label", value: label, provenance: [] },
  ],
});
const documentOf = (
  template: BuiltInTemplate | OwnTemplate,
  rows: readonly (readonly [string, string])[],
  task?: string,
): ShotsDocument => ({
  frontMatter: { shots: 1, template, ...(task === undefined ? {} : { task }) },
  demonstrations: rows.map(([text, label]) => demonstrationOf(text, label)),
});
const textOf = (document: ShotsDocument, text = "and this?"): string => {
  const prompt = renderPrompt(document, { given: [{ name: "text", value: text }], output: "label" });
  if (prompt.kind === "chat") throw new Error("a text was expected");
  return prompt.text;
};
const rows = [
  ["a good film", "positive"],
  ["סרט רע", "negative"],
] as const;

test("each template lays the input out as the demonstrations, up to the output", () => {
  assert.equal(
    textOf(documentOf("completion", rows, "Tell the mood.")),
    "Tell the mood.\n\ntext: a good film\nlabel: positive\n\ntext: סרט רע\nlabel: negative\n\ntext: and this?\nlabel:",
  );
  assert.equal(
    textOf(documentOf("xml", rows.slice(0, 1)), "a < b"),
    "<example>\n<text>a good film</text>\n<label>positive</label>\n</example>\n<example>\n<text>a &lt; b</text>\n<label>",
  );
  assert.equal(
    textOf(documentOf("json", rows.slice(0, 1)), 'say "x"'),
    '{"text": "a good film", "label": "positive"}\n{"text": "say \\"x\\"", "label": "',
  );
  const own = { demonstration: "Review: {text}\n{{mood}} {label}", separator: "\n\n---\n\n" };
  assert.equal(
    textOf(documentOf(own, rows.slice(0, 1))),
    "Review: a good film\n{mood} positive\n\n---\n\nReview: and this?\n{mood}",
  );
  assert.deepEqual(templateFields(own), ["text", "label"]);
});

test("a chat has the task as the system's, each demonstration as two turns", () => {
  const prompt = renderPrompt(documentOf("chat", rows, "Tell the mood."), {
    given: [{ name: "text", value: "and this?" }],
    output: "label",
  });
  assert.deepEqual(prompt.kind === "chat" ? prompt.turns.map(({ role }) => role) : [], [
    "system",
    "user",
    "assistant",
    "user",
    "assistant",
    "user",
  ]);
});

test("what would break the period is named with its demonstration and field", () => {
  const arrow = { demonstration: "{text} => {label}", separator: "\n###\n" };
  assert.deepEqual(checkPeriod(documentOf(arrow, rows)), []);
  assert.deepEqual(checkPeriod(documentOf(arrow, [["x => y", "positive"], ...rows])), [
    { demonstration: 0, field: "text", kind: "literal", found: " => " },
  ]);
  const hash = { demonstration: "{text} / {label}", separator: "##" };
  assert.deepEqual(checkPeriod(documentOf(hash, [...rows, ["chapter ## two", "positive"]])), [
    { demonstration: 2, field: "text", kind: "separator", found: "##" },
  ]);
  const uneven = documentOf("completion", rows);
  const more = demonstrationOf("c", "positive");
  assert.deepEqual(
    checkPeriod({ ...uneven, demonstrations: [...uneven.demonstrations, { ...more, fields: more.fields.slice(1) }] }),
    [{ demonstration: 2, kind: "fields", found: "label" }],
  );
});

test("any texts at all are periodic in the built-in templates, and are read back as they were", () => {
  const value = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc
      .array(fc.constantFrom("\n", "\n\n", "label: x", "text:", "</label>", '"}', "<example>", "\\", "שלום", " "), {
        maxLength: 8,
      })
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(
      fc.constantFrom("completion" as const, "xml" as const, "json" as const),
      fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 5 }),
      (template, given) => {
        const document = documentOf(template, given);
        assert.deepEqual(checkPeriod(document), []);
        const known = templateOf(template);
        if (known.kind !== "text") return;
        const blocks = textOf(document).split(
          template === "completion" ? /\n\n(?=text: )/u : template === "xml" ? /\n(?=<example>)/u : /\n(?=\{)/u,
        );
        assert.equal(blocks.length, given.length + 1);
        for (const [, label] of given) assert.equal(readOutput(known.escape(label), template), label.trim());
      },
    ),
    { numRuns: 500 },
  );
});
