import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import fc from "fast-check";
import { loadShotsGrammar, scopeLines, type ScopedPiece } from "./scopes.ts";

const grammar = await loadShotsGrammar();
const frontMatter = "---\nshots: 1\n---\n";

/** The pieces of one line of a document, as `text` and innermost scope without its `.shots`. */
function innermost(line: string, before = frontMatter): readonly (readonly [string, string | undefined])[] {
  return (scopeLines(grammar, before + line).at(-1) ?? []).map(({ text, scopes }) => [
    text,
    scopes.at(-1)?.replace(/\.shots$/, ""),
  ]);
}

const isInvalid = ({ scopes }: ScopedPiece): boolean => scopes.some((scope) => scope.startsWith("invalid."));
const invalidTexts = (text: string): readonly string[] =>
  scopeLines(grammar, text)
    .flat()
    .filter(isInvalid)
    .map((piece) => piece.text);

test("the front matter is YAML, and only at the very beginning", () => {
  const lines = scopeLines(grammar, "---\nshots: 1\ntask: x\n---\nshots: 1\n---");
  assert.deepEqual(lines[0]?.[0]?.scopes, ["punctuation.definition.front-matter.begin.shots"]);
  assert.deepEqual(lines[1]?.[0], {
    text: "shots",
    scopes: ["meta.embedded.block.front-matter.shots", "entity.name.tag.yaml"],
  });
  assert.deepEqual(lines[3]?.[0]?.scopes, ["punctuation.definition.front-matter.end.shots"]);
  assert.deepEqual(lines[4]?.[0]?.scopes, ["meta.field.shots", "entity.name.tag.field.shots"]);
  assert.deepEqual(lines[5]?.[0]?.scopes, ["invalid.illegal.line.shots"]);
});

test("a byte order mark and Windows line ends change nothing", () => {
  assert.deepEqual(invalidTexts("\ufeff---\r\nshots: 1\r\n---\r\n=== a\r\ntext: b\r\n"), []);
});

test("a header has its mark and perhaps a name", () => {
  assert.deepEqual(innermost("=== late parcel"), [
    ["===", "punctuation.definition.heading"],
    [" ", "markup.heading.demonstration"],
    ["late parcel", "entity.name.section"],
  ]);
  assert.deepEqual(innermost("==="), [["===", "punctuation.definition.heading"]]);
  assert.deepEqual(innermost("=== משלוח מאוחר").at(-1), ["משלוח מאוחר", "entity.name.section"]);
});

test("a provenance line shows path, range, hash and attributes", () => {
  const line = "@ he/my%20פניות.md 310-339 sha256:5be0917c44d2f8ab lang:he confidence:0.93";
  assert.deepEqual(
    innermost(line).filter(([text]) => text !== " "),
    [
      ["@", "punctuation.definition.provenance"],
      ["he/my", "string.unquoted.path"],
      ["%20", "constant.character.escape.path"],
      ["פניות.md", "string.unquoted.path"],
      ["310-339", "constant.numeric.range"],
      ["sha256", "support.type.property-name"],
      [":", "punctuation.separator.key-value"],
      ["5be0917c44d2f8ab", "constant.other.hash"],
      ["lang", "support.type.property-name"],
      [":", "punctuation.separator.key-value"],
      ["he", "constant.other.attribute"],
      ["confidence", "support.type.property-name"],
      [":", "punctuation.separator.key-value"],
      ["0.93", "constant.other.attribute"],
    ],
  );
});

for (const [name, line, wrong] of [
  ["no range", "@ a.md sha256:5be0917c44d2f8ab", "a.md sha256:5be0917c44d2f8ab"],
  ["a space in the path", "@ my a.md 1-2 sha256:5be0917c44d2f8ab", "my a.md 1-2 sha256:5be0917c44d2f8ab"],
  ["a short hash", "@ a.md 1-2 sha256:5be0", "a.md 1-2 sha256:5be0"],
  ["an unknown attribute", "@ a.md 1-2 sha256:5be0917c44d2f8ab colour:red", "colour:red"],
  ["a bare per cent sign", "@ 5%.md 1-2 sha256:5be0917c44d2f8ab", "%"],
] as const) {
  test(`a provenance line with ${name} is an error`, () => {
    assert.deepEqual(invalidTexts(frontMatter + line), [wrong]);
  });
}

test("a field has a name of any script and perhaps a value", () => {
  assert.deepEqual(innermost("label: refund"), [
    ["label", "entity.name.tag.field"],
    [":", "punctuation.separator.key-value"],
    [" ", "meta.field"],
    ["refund", "string.unquoted.field"],
  ]);
  assert.deepEqual(innermost("שאלה: מה השעה?").at(0), ["שאלה", "entity.name.tag.field"]);
  assert.deepEqual(innermost("text:").at(-1), [":", "punctuation.separator.key-value"]);
  assert.deepEqual(invalidTexts(`${frontMatter}label:refund`), ["label:refund"]);
});

test("a text line may hold anything, the marks of the format too", () => {
  for (const text of ["=== a", "@ b", "label: c", "# d", "---", "| e", "  indented", "C:\\new \\d+"]) {
    assert.deepEqual(innermost(`| ${text}`), [
      ["|", "punctuation.definition.text"],
      [" ", "meta.text"],
      [text, "string.unquoted.text"],
    ]);
  }
  assert.deepEqual(innermost("|"), [["|", "punctuation.definition.text"]]);
  assert.deepEqual(invalidTexts(`${frontMatter}|no space`), ["|no space"]);
});

test("an escape that is a Unicode scalar value is one, and any other is an error", () => {
  for (const place of ["text: a", "| a", "=== a"]) {
    const scopeOf = (escape: string): string | undefined =>
      innermost(place + escape)
        .find(([text]) => text === escape)
        ?.at(1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x10ffff }), fc.integer({ min: 0, max: 6 }), (code, width) => {
        const escape = `\\u{${code.toString(16).padStart(width, "0")}}`;
        const isSurrogate = code >= 0xd800 && code <= 0xdfff;
        assert.equal(scopeOf(escape), isSurrogate ? "invalid.illegal.escape" : "constant.character.escape", escape);
      }),
      {
        examples: [
          [0xd7ff, 0],
          [0xd800, 0],
          [0xdfff, 6],
          [0xe000, 5],
          [0x10ffff, 0],
          [0, 1],
          [0x20, 2],
        ],
      },
    );
    for (const wrong of ["\\u{}", "\\u{110000}", "\\u{xyz}", "\\u{0000020}"]) {
      assert.equal(scopeOf(wrong), "invalid.illegal.escape", wrong);
    }
  }
});

test("a comment begins at the first character of a line, and a number sign elsewhere is itself", () => {
  assert.deepEqual(innermost("# for people")[1], [" for people", "comment.line.number-sign"]);
  assert.equal(innermost("text: a # b").at(-1)?.[0], "a # b");
});

test("a line of no kind is an error", () => {
  for (const line of ["  label: indented", "just words", "1: digit first", "@nospace", "====", "===name"]) {
    assert.deepEqual(invalidTexts(frontMatter + line), [line]);
  }
});

test("the examples of the format's description have no error", async () => {
  const description = await readFile(new URL("../../docs/shots-format.md", import.meta.url), "utf8");
  const examples = [...description.matchAll(/^```shots\n([^]*?)^```$/gm)].map(([, example]) => example ?? "");
  assert.equal(examples.length, 2);
  for (const example of examples) assert.deepEqual(invalidTexts(example), []);
});
