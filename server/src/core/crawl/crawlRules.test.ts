import assert from "node:assert/strict";
import { test } from "node:test";
import { createCrawlRules, type CrawlOptions, type FileDecision } from "./crawlRules.ts";
import type { IgnoreTexts } from "./folderScope.ts";

const extensions = [".md", ".mdx", ".txt"];

/** What the rules say about a file, or about the first folder above it that is not entered. */
function decide(
  path: string,
  ignoreFiles: Readonly<Record<string, string>> = {},
  options: Partial<CrawlOptions> = {},
): Pick<FileDecision, "indexed" | "reason" | "rule"> {
  const rules = createCrawlRules({ extensions, ...options });
  const texts = (folder: string): IgnoreTexts => {
    const gitignore = ignoreFiles[`${folder}.gitignore`];
    const askdocsignore = ignoreFiles[`${folder}.askdocsignore`];
    return { ...(gitignore !== undefined && { gitignore }), ...(askdocsignore !== undefined && { askdocsignore }) };
  };
  let scope = rules.root(texts(""));
  const names = path.split("/");
  for (const name of names.slice(0, -1)) {
    const decision = rules.folder(scope, name);
    if (!decision.enter) return decision.ignored ?? assert.fail("not entered without a reason");
    scope = rules.enter(scope, name, decision, texts(scope.path === "" ? `${name}/` : `${scope.path}/${name}/`));
  }
  return rules.file(scope, names.at(-1) ?? "");
}
const indexed = (...args: Parameters<typeof decide>): boolean => decide(...args).indexed;

test("every extension of the parsers is indexed at every level, in upper case too", () => {
  assert.ok(indexed("a.md"));
  assert.ok(indexed("a/b/C.MDX"));
  assert.ok(!indexed("a/b.ts"));
  assert.match(decide("a/b.ts").reason, /No glob/u);
});

test("globs of the settings add, narrow and exclude", () => {
  assert.ok(!indexed("src/a.md", {}, { include: ["docs/**/*.md"] }));
  assert.ok(indexed("docs/x/a.md", {}, { include: ["docs/**/*.md"] }));
  assert.match(decide("docs/a.pdf", {}, { include: ["docs/**"] }).reason, /\.pdf cannot be read/u);
  for (const glob of ["docs/**", "docs", "**/old.md", "docs/x/*"]) {
    assert.match(decide("docs/x/old.md", { ".askdocsignore": "!old.md" }, { exclude: [glob] }).reason, /settings/u);
  }
});

test("hidden files and folders need a glob or a line that names them", () => {
  assert.match(decide(".github/a.md").reason, /begins with a dot/u);
  assert.match(decide("a/.b.md").reason, /begins with a dot/u);
  assert.ok(indexed(".github/a.md", {}, { include: [".github/**/*.md"] }));
  assert.ok(indexed(".github/x/a.md", { ".askdocsignore": "!.github/" }));
});

test("tool folders are left out by default and can be brought back, version control cannot", () => {
  assert.match(decide("a/node_modules/b/c.md").reason, /node_modules/u);
  assert.ok(indexed("a/node_modules/b/c.md", { ".askdocsignore": "!/a/node_modules/b/\n" }));
  assert.ok(!indexed("a/node_modules/x/c.md", { ".askdocsignore": "!/a/node_modules/b/\n" }));
  assert.ok(!indexed(".git/a.md", { ".askdocsignore": "!.git/\n" }));
  assert.ok(!indexed(".ask-docs/a.md", { ".askdocsignore": "!.ask-docs/\n" }, { include: [".ask-docs/**"] }));
});

test("secrets are never read, whatever brings them back; a manual's chapter on secrets is no secret", () => {
  for (const path of ["secrets.txt", "a/credentials.txt", "id_rsa.md", ".env.md", "server.key", ".npmrc"]) {
    assert.match(decide(path, { ".askdocsignore": "!*" }, { include: ["**/*", "**/.*"] }).reason, /secrets/u, path);
  }
  assert.ok(indexed("guide/secrets.md"));
  assert.ok(indexed("guide/credentials-overview.md"));
});

test("nested .gitignore files: the nearest line decides and is named", () => {
  const files = { ".gitignore": "*.md\n", "docs/.gitignore": "# here\n!keep.md\n" };
  assert.ok(indexed("docs/keep.md", files));
  assert.deepEqual(decide("docs/x.md", files).rule, { file: ".gitignore", line: 1, pattern: "*.md" });
  assert.ok(!indexed("keep.md", files));
});

test(".gitignore cannot bring back what lies in an ignored folder, .askdocsignore can", () => {
  const git = "build/\n!build/a.md\n";
  assert.deepEqual(decide("build/a.md", { ".gitignore": git }).rule, {
    file: ".gitignore",
    line: 1,
    pattern: "build/",
  });
  for (const line of ["!build/", "!build", "!/build/a.md", "!build/*.md", "!build/**"]) {
    const decision = decide("build/a.md", { ".gitignore": git, ".askdocsignore": `${line}\n` });
    assert.ok(decision.indexed, line);
    assert.deepEqual(decision.rule, { file: ".askdocsignore", line: 1, pattern: line });
  }
  assert.ok(!indexed("build/b.md", { ".gitignore": git, ".askdocsignore": "!build/a.md" }));
});

test("a folder that was brought back comes with what it holds, less what lines inside of it leave out", () => {
  const files = { ".gitignore": "*\n", ".askdocsignore": "!docs/\ndocs/drafts/\n", "docs/.gitignore": "tmp.md\n" };
  assert.ok(indexed("docs/x/a.md", files));
  assert.deepEqual(decide("docs/tmp.md", files).rule, { file: "docs/.gitignore", line: 1, pattern: "tmp.md" });
  assert.deepEqual(decide("docs/drafts/a.md", files).rule, {
    file: ".askdocsignore",
    line: 2,
    pattern: "docs/drafts/",
  });
  assert.ok(!indexed("other.md", files));
});

test("a nested .askdocsignore is stronger than one above it", () => {
  const files = { ".askdocsignore": "*.txt\n", "a/.askdocsignore": "!b.txt\n" };
  assert.ok(indexed("a/b.txt", files));
  assert.ok(!indexed("a/c.txt", files));
});

test("limits are told in a sentence", () => {
  const rules = createCrawlRules({ extensions, maxFileSize: 10, maxFiles: 1000 });
  assert.equal(rules.oversize(10), undefined);
  assert.match(rules.oversize(11) ?? "", /11 bytes.*10 bytes/u);
  assert.match(rules.tooMany(), /1,000/u);
});
