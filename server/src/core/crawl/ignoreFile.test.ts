import assert from "node:assert/strict";
import { test } from "node:test";
import { parseIgnoreFile } from "./ignoreFile.ts";

const judge = (content: string, path: string, isFolder = false): string => {
  const verdict = parseIgnoreFile(".gitignore", content, false).judge(path, isFolder);
  if (verdict === undefined) return "none";
  return `${verdict.ignored ? "ignored" : "back"} ${verdict.rule.line} ${verdict.rule.pattern}`;
};

test("the last line that matches decides, and is named as written", () => {
  const content = "\uFEFF# notes\r\n\r\n*.md\r\n!keep.md\r\n/keep.md  \r\n";
  assert.equal(judge(content, "a/x.md"), "ignored 3 *.md");
  assert.equal(judge(content, "a/keep.md"), "back 4 !keep.md");
  assert.equal(judge(content, "keep.md"), "ignored 5 /keep.md  ");
  assert.equal(judge(content, "x.txt"), "none");
});

test("only the entry itself is judged, not the folders around it", () => {
  assert.equal(judge("build/\n", "build", true), "ignored 1 build/");
  assert.equal(judge("build/\n", "build"), "none");
  assert.equal(judge("build/\n", "build/x.md"), "none");
  assert.equal(judge("*\n!*/\n!*.md\n", "a/b.txt"), "ignored 1 *");
  assert.equal(judge("*\n!*/\n!*.md\n", "a", true), "back 2 !*/");
  assert.equal(judge("*\n!*/\n!*.md\n", "a/b.md"), "back 3 !*.md");
  assert.equal(judge("docs/**\n!docs/keep/\n", "docs/keep/x.md"), "ignored 1 docs/**");
});

test("escaped signs and spaces are literal", () => {
  assert.equal(judge("\\!a.md\n", "!a.md"), "ignored 1 \\!a.md");
  assert.equal(judge("\\#a.md\n", "#a.md"), "ignored 1 \\#a.md");
  assert.equal(judge("a\\ \n", "a "), "ignored 1 a\\ ");
});

test("case counts unless told otherwise", () => {
  assert.equal(judge("Build\n", "build"), "none");
  assert.ok(parseIgnoreFile(".gitignore", "Build\n", true).judge("build", true)?.ignored);
});

test("lines with ! name the folders that must be entered for them", () => {
  const file = parseIgnoreFile(".askdocsignore", "!/a/b/c.md\n!d/*/e/\n!f/**/g.md\n!h.md\n!**/i.md\nj/k\n", false);
  const reached = ["a", "a/b", "a/b/c.md", "a/x", "d", "d/x", "d/x/e", "f", "f/x", "f/x/y", "h", "i", "j"].filter(
    file.reaches,
  );
  assert.deepEqual(reached, ["a", "a/b", "d", "d/x", "f", "f/x", "f/x/y"]);
});
