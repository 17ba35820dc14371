import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createMarkdownParser } from "./markdown/markdownParser.ts";
import { outlineOf, trailsOf } from "./outline.ts";

const parser = createMarkdownParser();
const outline = (text: string) => outlineOf(parser.parse(text).blocks, text.length);

test("a section reaches to the next heading of its level or above", () => {
  const text = "# A\n\none\n\n## B\n\ntwo\n\n### C  *d*\n\nthree\n\n## B\n\nfour\n\nE\n=\n\nfive\n";
  const sections = outline(text).map(({ text: name, start, end }) => [name, text.slice(start, end).trimEnd()]);
  assert.deepEqual(sections, [
    ["A", "# A\n\none\n\n## B\n\ntwo\n\n### C  *d*\n\nthree\n\n## B\n\nfour"],
    ["B", "## B\n\ntwo\n\n### C  *d*\n\nthree"],
    ["C d", "### C  *d*\n\nthree"],
    ["B", "## B\n\nfour"],
    ["E", "E\n=\n\nfive"],
  ]);
  assert.deepEqual(
    [...trailsOf(outline(text))].map(([, trail]) => trail.join(" > ")),
    ["A", "A > B", "A > B > C d", "A > B", "E"],
  );
});

test("a level that is left out makes no gap in the trail", () => {
  assert.deepEqual(
    [...trailsOf(outline("### deep\n\n# top\n\n#### deeper\n"))].map(([, trail]) => trail),
    [["deep"], ["top"], ["top", "deeper"]],
  );
});

test("sections nest: each begins with its heading and ends in the text", () => {
  const line = fc.constantFrom("# a", "## b", "### c", "words", "", "- # d", "> ## e", "```", "# a");
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const text = lines.join("\n");
      const open: number[] = [];
      let last = -1;
      for (const { start, end } of outline(text)) {
        assert.ok(start > last && start < end && end <= text.length);
        while ((open.at(-1) ?? Infinity) <= start) open.pop();
        assert.ok(end <= (open.at(-1) ?? Infinity), text);
        open.push(end);
        last = start;
      }
    }),
  );
});
