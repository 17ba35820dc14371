import assert from "node:assert/strict";
import { createLineIndex } from "../../../server/src/core/documents/lines.ts";
import { createMarkdownParser } from "../../../server/src/core/documents/markdown/markdownParser.ts";
import { createPlainTextParser } from "../../../server/src/core/documents/plainText.ts";
import type { DocumentParser } from "../../../server/src/core/documents/document.ts";
import { parseShots } from "../../../server/src/core/fewShot/document/parseShots.ts";
import { serialiseShots } from "../../../server/src/core/fewShot/document/serialiseShots.ts";
import { parseQuery } from "../../../server/src/core/search/query/parseQuery.ts";
import { TextDocument } from "vscode-languageserver-textdocument";
import { textOf } from "./anyText.ts";
import { forAny, type FuzzedProperty } from "./fuzzed.ts";

const markdown = [
  ..."\n|\n\n|\r\n|\r|# |## |- |  - |1. |> |> > |```|~~~|```js\n|    |\t|`|``|**|*|_|[|]|(|)|[[|]]|![|](a.md)|<!--|-->".split(
    "|",
  ),
  ...["|", "| a | b |\n", "|---|---|\n", "---\n", "---\ntitle: a\ntags: [x]\n---\n", "title: ", "===\n", "\\", "&amp;"],
  ...[
    "<div>",
    "</div>",
    "<script>",
    "<a id='x'>",
    "<details>",
    "{#id}",
    "import x from 'y'\n",
    "{",
    "}",
    "[^1]",
    "[^1]: ",
  ],
  ...["\0", "\ufeff", "\u2028", "\u200f", "שלום", "мир", "質量", "😀", "word", ". ", "#tag", "http://a.b/c", "\u0301"],
];
const shots = [
  ...[
    "---\n",
    "shots: 1\n",
    "task: a\n",
    "labels: [a, b]\n",
    "template: |\n  {input}\n",
    "seed: 1\n",
    "### ",
    "input:",
    "output:",
  ],
  ...[
    "\n",
    "\r\n",
    "\\",
    "<!-- ",
    " -->",
    "source: ",
    "a.md#1-2",
    "sha256:",
    " ",
    ":",
    "\ufeff",
    "=== ",
    "\u2028",
    "@",
    "%",
  ],
];
const query = [
  '"',
  "“",
  "״",
  "-",
  "path:",
  "tag:",
  "modified:",
  "<7d",
  "ext:md",
  "*",
  "{a,b",
  ",",
  " ",
  "?",
  "word",
  "\u202e",
];

function keepsRanges(parser: DocumentParser, text: string): void {
  const { blocks } = parser.parse(text);
  let last = 0;
  for (const block of blocks) {
    assert.ok(
      last <= block.start && block.start < block.end && block.end <= text.length,
      `${block.start}-${block.end}`,
    );
    last = block.end;
    for (const row of block.kind === "table" ? block.rows : [])
      assert.ok(block.start <= row.start && row.start <= row.end && row.end <= block.end, "rows lie in their table");
    const source = text.slice(block.start, block.end);
    assert.equal(source.trim(), source);
  }
}

const parsed = [createMarkdownParser(), createPlainTextParser()].map((parser) =>
  forAny(`${parser.name}: any text has blocks in order, apart and inside it`, textOf(markdown, 60), (text) =>
    keepsRanges(parser, text),
  ),
);

export const documentProperties: readonly FuzzedProperty[] = [
  ...parsed,
  forAny(
    "lines and characters of any offset are those of the editor",
    textOf(["\r", "\n", "\r\n", "a", "😀", "\u2028"]),
    (text) => {
      const lines = createLineIndex(text);
      const editor = TextDocument.create("file:///a.md", "markdown", 1, text);
      assert.equal(lines.lineCount, editor.lineCount);
      for (let offset = 0; offset <= text.length; offset += 1) {
        const line = lines.lineAt(offset);
        const character = offset - lines.startOf(line);
        assert.ok(character >= 0);
        // The editor puts what lies in a line's end at the end of its words.
        if (/[\r\n]/u.test(text.charAt(offset - 1))) continue;
        assert.deepEqual(editor.positionAt(offset), { line: line - 1, character });
        assert.equal(editor.offsetAt({ line: line - 1, character }), offset);
      }
    },
  ),
  forAny("shots: any text is a document, whose writing is read as the same", textOf(shots, 60), (text) => {
    const written = serialiseShots(parseShots(text).document);
    const again = parseShots(written).document;
    assert.equal(serialiseShots(again), written);
  }),
  forAny("queries: any text is read", textOf(query), (text) => {
    const { parts } = parseQuery(text);
    assert.ok(parts.length <= text.length + 1);
  }),
];
