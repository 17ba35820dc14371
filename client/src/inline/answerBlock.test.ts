import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { AnswerView, CitationView, SentenceView } from "../../../protocol/views.ts";
import { createPlaceLink } from "../panel/placeLink.ts";
import { writeAnswerBlock } from "./answerBlock.ts";
import type { CommentMark } from "./commentMarks.ts";

const citation: CitationView = {
  n: 1,
  place: {
    uri: "file:///w/docs/battery.md",
    path: "docs/battery.md",
    range: { start: { line: 11, character: 0 }, end: { line: 11, character: 4 } },
  },
  ...{ quote: "", before: "", after: "", breadcrumb: [], contentHash: "", unsaved: false, language: "en" },
};

function answer(
  texts: readonly string[],
  support: SentenceView["support"] = "supported",
  abstained = false,
): AnswerView {
  return {
    question: "?",
    sentences: texts.map((text) => ({ text, support, citations: [1] })),
    citations: [citation],
    abstained,
    confidence: 1,
    nearest: [],
    freshness: { files: 1, current: 1, pending: 0, failed: 0, ageSeconds: 0 },
    model: null,
    notices: [],
  };
}

const write = (given: AnswerView, languageId: string, comment?: CommentMark, indent = "", width = 80) =>
  writeAnswerBlock(given, {
    asked: { indent, comment },
    languageId,
    linkTo: createPlaceLink("file:///w/notes"),
    partly: "in part",
    width,
  });

void test("a note gets a quote block with links from its own folder", () => {
  assert.deepEqual(write(answer(["It holds *40* hours."]), "markdown"), [
    "> It holds \\*40\\* hours. [docs/battery.md:12](../docs/battery.md#L12)",
  ]);
  assert.deepEqual(write(answer(["1.\nTwo *lines*"]), "plaintext", undefined, "  "), [
    "  > 1.",
    "  > Two *lines* [docs/battery.md:12](../docs/battery.md#L12)",
  ]);
});

void test("code gets comments of its own", () => {
  const link = "[docs/battery.md:12](../docs/battery.md#L12)";
  assert.deepEqual(write(answer(["Yes."]), "python", { opening: "#", closing: "" }, "  "), [`  # Yes. ${link}`]);
  assert.deepEqual(write(answer(["Yes."]), "html", { opening: "<!--", closing: "-->" }), [`<!-- Yes. ${link} -->`]);
});

void test("long lines are broken between words, never in a link, each with the mark of its own", () => {
  const text = "Backups are kept for 35 days, counted from the moment the snapshot finishes.";
  const link = "[docs/battery.md:12](../docs/battery.md#L12)";
  assert.deepEqual(write(answer([text]), "markdown", undefined, "", 50), [
    "> Backups are kept for 35 days, counted from the",
    "> moment the snapshot finishes.",
    `> ${link}`,
  ]);
  assert.deepEqual(write(answer([text]), "css", { opening: "/*", closing: "*/" }, "  ", 50), [
    "  /* Backups are kept for 35 days, counted from */",
    "  /* the moment the snapshot finishes. */",
    `  /* ${link} */`,
  ]);
  assert.match(write(answer([text]), "markdown", undefined, " ".repeat(100), 80)?.[0] ?? "", /> Backups are kept for$/);
});

void test("nothing is written that the documents do not bear out", () => {
  assert.equal(write(answer(["No."], "supported", true), "markdown"), undefined);
  assert.equal(write(answer(["No."], "unsupported"), "markdown"), undefined);
  assert.match(write(answer(["So."], "partly"), "markdown")?.join("") ?? "", /\(in part\)$/);
});

void test("the same question in another note is no answer", () => {
  assert.equal(write(answer(["Q: How long are backups kept?"]), "markdown"), undefined);
  assert.equal(write(answer(["Yes.", "?: How long?"]), "markdown")?.length, 1);
});

void test("words of documents do not get out of the comment, whatever they are", () => {
  const words = fc
    .array(
      fc.constantFrom(
        "*/",
        "-->",
        "--!>",
        "?>",
        "\\u000a",
        "\\",
        "\n",
        "\r",
        "\u2028",
        "\u0085",
        "\u202e",
        "a",
        " ",
        "*",
        "/",
        "-",
        ">",
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => `x${parts.join("")}`);
  fc.assert(
    fc.property(words, (text) => {
      const unsourced = { ...answer([text]), citations: [] };
      for (const line of write(unsourced, "java", { opening: "//", closing: "" }) ?? []) {
        assert.match(line, /^\/\/ [^\n\r\u2028\u2029\u0085\u202e]*$/);
        assert.doesNotMatch(line, /\\u|\\$/);
      }
      for (const line of write(unsourced, "css", { opening: "/*", closing: "*/" }) ?? [])
        assert.equal(line.indexOf("*/"), line.length - 2, line);
      for (const line of write(unsourced, "html", { opening: "<!--", closing: "-->" }) ?? [])
        assert.equal(/--!?>/.exec(line)?.index, line.length - 3, line);
      for (const line of write(unsourced, "php", { opening: "//", closing: "" }) ?? []) assert.ok(!line.includes("?>"));
    }),
  );
});
