import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnswerView, CitationView } from "../../../protocol/views.ts";
import { createEnglishTexts } from "../testTexts.ts";
import { answerParts, searchParts, type ChatPart } from "./chatParts.ts";

const texts = createEnglishTexts();
const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 9 } };
const placeOf = (path: string) => ({ uri: `file:///w/${encodeURIComponent(path)}`, path, range });

const citationOf = (path: string, quote: string): CitationView => ({
  ...{ n: 1, place: placeOf(path), quote, before: "", after: "", breadcrumb: [], contentHash: "" },
  ...{ unsaved: false, language: "en" },
});

const answerOf = (text: string, path: string): AnswerView => ({
  ...{
    question: "q",
    sentences: [{ text, support: "unsupported", citations: [1, 7] }],
    citations: [citationOf(path, text)],
  },
  ...{ abstained: false, confidence: 1, nearest: [], model: null, notices: ["One *notice*."] },
  freshness: { files: 1, current: 1, pending: 0, failed: 0, ageSeconds: 0 },
});

const markdownOf = (parts: readonly ChatPart[]): string =>
  parts.map((part) => (part.kind === "markdown" ? part.text : "")).join("");
const titlesOf = (parts: readonly ChatPart[]): readonly string[] =>
  parts.flatMap((part) => (part.kind === "anchor" ? [part.title] : []));

void test("a document's words are no mark-up: no images, links, pages, formulas or characters by name", () => {
  const hostile = "![x](https://evil.example/?q)\n\n# Head\n<img src=x> $a$ and $b$ &lt; `c`";
  const written = markdownOf(answerParts(answerOf(hostile, "a.md"), texts));
  assert.equal(
    written.split("\n\n")[0],
    String.raw`!\[x\](https://evil.example/?q) # Head \<img src=x\> \$a\$ and \$b\$ \&lt; \`c\`` +
      ` *(${texts.markdown.unsupported})*  `,
  );
});

void test("words that turn direction turn nothing beside them", () => {
  const written = markdownOf(answerParts(answerOf("\u202Egro.live שלום\u2066", "a.md"), texts));
  assert.ok(written.startsWith("\u2068gro.live שלום\u2069"));
});

void test("a file's name cannot end its link's title", () => {
  const parts = answerParts(answerOf("Words.", "a](https://evil.example) [`<b>\u202Efdp.md"), texts);
  assert.deepEqual(titlesOf(parts), ["a_(https://evil.example) ___b__fdp.md:4"]);
});

void test("what was found is cut where it is long, and nothing found is said", () => {
  const hit = { place: placeOf("a.md"), breadcrumb: ["*A*"], language: "en", score: 1, unsaved: false, alsoIn: [] };
  const parts = searchParts("q", { hits: [{ ...hit, text: "word ".repeat(1000) }], notices: [] }, texts);
  assert.ok(markdownOf(parts).length < 400);
  assert.match(markdownOf(parts), /\*\*\\\*A\\\*\*\* word .*…\n$/);
  assert.match(markdownOf(searchParts("[q]", { hits: [], notices: [] }, texts)), /\\\[q\\\]/);
  assert.ok(markdownOf(searchParts("x ".repeat(100_000), { hits: [], notices: [] }, texts)).length < 400);
});
