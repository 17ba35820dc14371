import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startCpuTime } from "../../../../../test/support/cpuTime.ts";
import type { Block } from "../document.ts";
import { createMarkdownParser } from "./markdownParser.ts";

const parser = createMarkdownParser();
const lineEnds = ["\n", "\r\n", "\r"];

/** Kind, exact source, plain text of every block. */
const outline = (text: string): readonly (readonly [Block["kind"], string, string])[] =>
  parser.parse(text).blocks.map((block) => [block.kind, text.slice(block.start, block.end), block.plain]);
const plainOf = (text: string): string =>
  parser
    .parse(text)
    .blocks.map((block) => block.plain)
    .join("\n");

for (const lineEnd of lineEnds) {
  test(`blocks and their exact ranges, lines ended by ${JSON.stringify(lineEnd)}`, () => {
    const text = [
      "  # Title #",
      "",
      "First *paragraph*",
      "goes on.",
      "",
      "Underlined",
      "heading",
      "---",
      "- one",
      "  more of one",
      "",
      "  another paragraph",
      "  1. inner",
      "- [x] two",
      "",
      "> quoted",
      "> - item in it",
      "",
      "```js title=x",
      "let a = 1;",
      "```",
      "",
      "    indented code",
      "",
      "| a | b |",
      "| - | - |",
      "| 1 | `2` |",
    ].join(lineEnd);
    assert.deepEqual(outline(text), [
      ["heading", "# Title #", "Title"],
      ["paragraph", `First *paragraph*${lineEnd}goes on.`, "First paragraph goes on."],
      ["heading", `Underlined${lineEnd}heading`, "Underlined heading"],
      ["listItem", `one${lineEnd}  more of one`, "one more of one"],
      ["paragraph", "another paragraph", "another paragraph"],
      ["listItem", "inner", "inner"],
      ["listItem", "[x] two", "two"],
      ["paragraph", "quoted", "quoted"],
      ["listItem", "item in it", "item in it"],
      ["code", ["```js title=x", "let a = 1;", "```"].join(lineEnd), "let a = 1;"],
      ["code", "indented code", "indented code"],
      ["table", ["| a | b |", "| - | - |", "| 1 | `2` |"].join(lineEnd), "a | b\n1 | 2"],
    ]);
  });
}

test("blocks carry their level, depth, order, info and rows", () => {
  const text = "### H\n\n- a\n  1. b\n\n~~~ts x\ncode\n~~~\n\n> | a |\n> | - |\n> | b |\n";
  const [heading, outer, inner, code, table] = parser.parse(text).blocks;
  assert.ok(heading?.kind === "heading" && heading.level === 3);
  assert.ok(outer?.kind === "listItem" && outer.depth === 1 && !outer.ordered);
  assert.ok(inner?.kind === "listItem" && inner.depth === 2 && inner.ordered);
  assert.ok(code?.kind === "code" && code.info === "ts x");
  assert.ok(table?.kind === "table");
  assert.deepEqual(
    table.rows.map((row) => text.slice(row.start, row.end)),
    ["| a |", "| b |"],
  );
});

test("headings, code and tables inside of items and quotes begin after the marks", () => {
  const text = "> ## In a quote\n\n1. # In an item\n\n- ```\n  x\n  ```\n- | a | b |\n  | - | - |\n";
  assert.deepEqual(
    outline(text).map(([kind, source]) => [kind, source]),
    [
      ["heading", "## In a quote"],
      ["heading", "# In an item"],
      ["code", "```\n  x\n  ```"],
      ["table", "| a | b |\n  | - | - |"],
    ],
  );
});

test("plain text is what a reader sees", () => {
  assert.equal(
    plainOf('Use **`npm`**, [the docs](https://x.example "t") and ![a *cat*](c.png)<a name="x"></a>\\.'),
    "Use npm, the docs and a cat.",
  );
  assert.equal(plainOf("AT&amp;T \\#1 a<br>b  \nc"), "AT&T #1 a b c");
  assert.equal(
    plainOf("See [[notes/page#Part|the page]], [[other#Part]] and ![[embed]]."),
    "See the page, other > Part and embed.",
  );
  assert.equal(plainOf("## Refunds {#refunds}\n\n> [!NOTE]\n> Mind this."), "Refunds\nMind this.");
  assert.equal(plainOf("`[[not a link]]` and [[ -f x"), "[[not a link]] and [[ -f x");
});

test("HTML blocks lose their tags; comments, scripts, anchors and empty blocks vanish", () => {
  const text =
    '<div class="a">\n<b>Bo</b>ld &amp; <p>plain</p>\n</div>\n\n<!-- no\nword -->\n\n<a name="x"></a>\n\n<style>p {}</style>\n\n#\n\n-\n';
  assert.deepEqual(
    outline(text).map(([kind, , plain]) => [kind, plain]),
    [["paragraph", "Bold & plain"]],
  );
});

test("MDX: modules are left out, components leave their words", () => {
  const text =
    'import Tabs from "@theme/Tabs";\nimport "./x.css"\n\nexport const a = {\n  b: 1,\n};\n\n<Tabs values={[{ a: 1 }]}>\n\nInside <Icon name={x} /> text.\n\n</Tabs>\n\n{/* hidden */}\n\n:::note\nMind this.\n:::\n';
  assert.deepEqual(
    parser.parse(text).blocks.map((block) => block.plain),
    ["Inside text.", "Mind this."],
  );
});

test("links to pages are found, links to elsewhere are not", () => {
  const text =
    "[[Page#x|alias]] [[Page two]] [[#here]] [a **b**](../dir/my%20page.md#part) [w](https://x.example/a.md) [h](#h) [i](a.png) [m](mailto:a@x.example) [s](./guide)";
  assert.deepEqual(parser.parse(text).links, [
    { target: "Page", heading: "x", isName: true, alias: "alias" },
    { target: "Page two", isName: true, alias: "Page two" },
    { target: "../dir/my page.md", heading: "part", alias: "a b" },
    { target: "./guide", alias: "s" },
  ]);
});

test("tags come from front matter and text, in any script, never from code, escapes or numbers", () => {
  const text =
    "---\ntags: [one, '#two']\n---\n# Heading\n\n#café and #עברית, #a/b/ \\#no `#code` x#y #12 **#bold** #one\n\n```\n#fence\n```\n";
  assert.deepEqual(parser.parse(text).tags, ["one", "two", "café", "עברית", "a/b", "bold"]);
});

test("colours, anchors of addresses and links are no tags; words that may be colours are", () => {
  const text =
    "# Heading\n\nBlack #000, white #fff, #ffffff, #1E90FF and #eee; #cafe #facade #abcde #v1.\n\n" +
    "See https://example.org/#anchor, [text](page.md#heading), [[page#heading]], <a href='#x'>x</a> and #תגית/משנה.\n";
  assert.deepEqual(parser.parse(text).tags, ["cafe", "facade", "abcde", "v1", "תגית/משנה"]);
});

test("front matter names title, tags, date, aliases and language, and is no block", () => {
  const text =
    "---\r\ntitle: 'A: title'\r\ntags: a, b\r\ncreated: 2024-05-01\r\nalias: Other\r\nlang: fr-CA\r\n---\r\n# Heading\r\n";
  const { blocks, ...rest } = parser.parse(text);
  assert.deepEqual(rest, {
    title: "A: title",
    tags: ["a", "b"],
    date: "2024-05-01",
    aliases: ["Other"],
    language: "fr",
    links: [],
  });
  assert.deepEqual(
    blocks.map((block) => text.slice(block.start, block.end)),
    ["# Heading"],
  );
});

test("front matter that is not a YAML mapping is text", () => {
  for (const text of [
    "---\ntitle: [open\n---\n\nBody\n",
    "---\n\nJust text\n\n---\n\nBody\n",
    "---\na: *missing\n---\n\nBody\n",
    "---\nno end\n\nBody",
  ]) {
    const { title, blocks } = parser.parse(text);
    assert.equal(title, undefined);
    assert.equal(blocks.at(-1)?.plain, "Body");
    assert.ok(blocks.length >= 2);
  }
});

test("the title is the first heading of level 1 that has words", () => {
  assert.equal(parser.parse("## Two\n\n# \n\n# The *title*\n\n# Later\n").title, "The title");
  assert.equal(parser.parse("## Two\n").title, undefined);
});

test("an unclosed fence is one code block to the end", () => {
  const text = "Before\n\n```\ncode\n\n# not a heading\n\n";
  assert.deepEqual(outline(text).at(-1), ["code", "```\ncode\n\n# not a heading", "code\n\n# not a heading"]);
});

test("lists of 60 levels keep every item with its depth", () => {
  const text = Array.from({ length: 60 }, (_, level) => `${"  ".repeat(level)}- item ${level}`).join("\n");
  const blocks = parser.parse(text).blocks;
  assert.deepEqual(
    blocks.map((block) => block.kind === "listItem" && block.depth),
    Array.from({ length: 60 }, (_, level) => level + 1),
  );
});

test("what is nested too deeply is kept as plain paragraphs", () => {
  const text = `${"> ".repeat(1000)}far down`;
  assert.match(plainOf(text), /far down/u);
});

test("lines of 5 MB take bounded time", () => {
  const spent = startCpuTime();
  for (const unit of ["word ", "[", "*a_ ", "- ", "> ", "<a ", "![", "`"]) {
    const text = unit.repeat(5_000_000 / unit.length);
    for (const block of parser.parse(text).blocks) assert.ok(block.end <= text.length);
  }
  assert.ok(spent() < 30_000);
});

test("whatever the text, ranges are in order, apart, inside the text and free of surrounding white space", () => {
  const piece = fc.constantFrom(
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "  ",
    "\t",
    "- ",
    "1. ",
    "> ",
    "# ",
    "```",
    "~~~",
    "---",
    "===",
    "| a | b |",
    "|-|-|",
    "|",
    "word",
    "שלום",
    "*b*",
    "`c`",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<a name=x>",
    "[[p|a]]",
    "[a](b.md)",
    "[a]: b",
    "![x](y)",
    "#tag",
    "\\",
    "&amp;",
    "    ",
    "\u00a0",
    "\0",
    "import x from 'y'",
    "{#id}",
    ":::",
    "+ ",
    "a: b",
    "\u2028",
    "😀",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      let last = 0;
      for (const block of parser.parse(text).blocks) {
        assert.ok(last <= block.start && block.start < block.end && block.end <= text.length);
        const source = text.slice(block.start, block.end);
        assert.equal(source, source.trim());
        assert.notEqual(block.plain, "");
        last = block.end;
        let row = block.start;
        for (const range of block.kind === "table" ? block.rows : []) {
          assert.ok(row <= range.start && range.start < range.end && range.end <= block.end);
          row = range.end;
        }
      }
    }),
    { numRuns: 3000 },
  );
});

test("a paragraph of plain words slices back to exactly those words, wherever it stands", () => {
  const words = fc
    .array(fc.constantFrom("alpha", "béta", "гамма", "דלת", "東京"), { minLength: 1, maxLength: 6 })
    .map((list) => list.join(" "));
  const frame = fc.constantFrom("", "> ", "- ", "12. ", "> - ", "- > ", "* * ", "# ", "  ");
  const shape = fc.array(fc.tuple(frame, words, fc.constantFrom(...lineEnds)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(shape, (paragraphs) => {
      const text = paragraphs.map(([marks, body, lineEnd]) => marks + body + lineEnd + lineEnd).join("");
      const found = parser.parse(text).blocks.map((block) => text.slice(block.start, block.end).replace(/^# /u, ""));
      assert.deepEqual(
        found,
        paragraphs.map(([, body]) => body),
      );
    }),
  );
});
