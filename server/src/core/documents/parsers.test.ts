import assert from "node:assert/strict";
import { test } from "node:test";
import { createMarkdownParser } from "./markdown/markdownParser.ts";
import { createParserRegistry, extensionOf } from "./parsers.ts";
import { createPlainTextParser } from "./plainText.ts";

test("a path finds its parser by extension, upper and lower case alike", () => {
  const registry = createParserRegistry([createMarkdownParser(), createPlainTextParser()]);
  assert.deepEqual(registry.extensions, [".md", ".mdx", ".markdown", ".txt", ".text"]);
  assert.equal(registry.parserFor("a/READ.ME/Notes.MD")?.name, "markdown");
  assert.equal(registry.parserFor("a.b/notes.txt")?.name, "plain-text");
  assert.equal(registry.parserFor("a.md/notes"), undefined);
  assert.equal(registry.parserFor("notes.log"), undefined);
});

test("two parsers for one extension are a bug", () => {
  assert.throws(() => createParserRegistry([createPlainTextParser(), createPlainTextParser()]), /\.txt/u);
});

test("a dot file has no extension", () => {
  assert.equal(extensionOf("a/.md"), "");
  assert.equal(extensionOf("a/b.tar.GZ"), ".gz");
});
