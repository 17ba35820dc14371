import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import MarkdownIt from "markdown-it";

const root = join(import.meta.dirname, "../..");
const markdown = new MarkdownIt();
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
].map((path) => join(root, path));

/** The tokens of a document, those inside of lines among them. */
const tokensOf = (file: string) =>
  markdown.parse(readFileSync(file, "utf8"), {}).flatMap((token) => [token, ...(token.children ?? [])]);

/** The anchors of a document's headings, as GitHub and VS Code name them. */
function anchorsOf(file: string): ReadonlySet<string> {
  const tokens = tokensOf(file);
  const headings = tokens.flatMap((token, at) =>
    token.type === "heading_open" ? [tokens[at + 1]?.content ?? ""] : [],
  );
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replace(/\s/gu, "-"),
    ),
  );
}

void test("every link between the documents leads somewhere", () => {
  const broken: string[] = [];
  let followed = 0;
  for (const file of documents) {
    for (const token of tokensOf(file)) {
      const target = token.attrGet("href") ?? token.attrGet("src");
      if (typeof target !== "string" || /^[a-z][a-z+.-]*:/iu.test(target)) continue;
      followed += 1;
      const [path = "", anchor] = decodeURI(target).split("#");
      const to = path === "" ? file : join(dirname(file), path);
      const isThere = existsSync(to) && (anchor === undefined || anchorsOf(to).has(anchor));
      if (!isThere) broken.push(`${relative(root, file)}: ${target}`);
    }
  }
  assert.deepEqual(broken, []);
  assert.ok(followed > 20, `${followed} links`);
});
