import assert from "node:assert/strict";
import { test } from "node:test";
import type { Turn } from "../../../protocol/panelMessages.ts";
import type { AnswerView, CitationView, SentenceView } from "../../../protocol/views.ts";
import { createEnglishTexts } from "../testTexts.ts";
import { turnToMarkdown } from "./answerMarkdown.ts";
import { createPlaceLink } from "./placeLink.ts";

const texts = createEnglishTexts().markdown;
const linkTo = createPlaceLink("file:///w");

function citation(n: number, path: string, line: number, quote: string): CitationView {
  const start = { line, character: 0 };
  const place = { uri: `file:///w/${path}`, path, range: { start, end: { line, character: quote.length } } };
  const around = { before: "", after: "", breadcrumb: ["Manual", "Battery"], contentHash: "", unsaved: false };
  return { n, place, quote, ...around, language: "en" };
}

const sentence = (text: string, citations: number[], support: SentenceView["support"] = "supported"): SentenceView => ({
  text,
  support,
  citations,
});

function turn(question: string, answer: Partial<AnswerView>): Turn {
  const nothing = { files: 1, current: 1, pending: 0, failed: 0, ageSeconds: 0 };
  const base = { question, sentences: [], citations: [], abstained: false, confidence: 1, nearest: [] };
  return {
    id: "1",
    question,
    askedAt: 0,
    outcome: { kind: "answered", answer: { ...base, freshness: nothing, model: null, notices: [], ...answer } },
  };
}

void test("citations become links to file and line", () => {
  const markdown = turnToMarkdown(
    turn("How long?", {
      sentences: [sentence("It holds 40 hours.", [1]), sentence("Charge it nightly.", [1, 2])],
      citations: [
        citation(1, "docs/battery.md", 11, "It holds 40 hours."),
        citation(2, "docs/my (old).md", 0, "nightly"),
      ],
    }),
    texts,
    linkTo,
  );
  assert.equal(
    markdown,
    [
      "**How long?**",
      "",
      "It holds 40 hours. [1](docs/battery.md#L12) Charge it nightly. [1](docs/battery.md#L12) [2](docs/my%20%28old%29.md#L1)",
      "",
      "Sources:",
      "",
      "1. [docs/battery.md:12](docs/battery.md#L12) (Manual › Battery): “It holds 40 hours.”",
      "2. [docs/my (old).md:1](docs/my%20%28old%29.md#L1) (Manual › Battery): “nightly”",
      "",
    ].join("\n"),
  );
});

void test("words of the documents stand as they are", () => {
  const markdown = turnToMarkdown(
    turn("What is *this*?", { sentences: [sentence("# a_b [c] <d>\n1. e", [])] }),
    texts,
    linkTo,
  );
  assert.match(markdown, /\*\*What is \\\*this\\\*\?\*\*/);
  assert.match(markdown, /\\# a\\_b \\\[c\\\] \\<d\\>\n1\\\. e/);
});

void test("what is not fully supported is marked", () => {
  const markdown = turnToMarkdown(
    turn("Q", { sentences: [sentence("One.", [], "partly"), sentence("Two.", [], "unsupported")] }),
    texts,
    linkTo,
  );
  assert.match(
    markdown,
    /One\. \*\(partly supported by the documents\)\* Two\. \*\(not supported by the documents\)\*/,
  );
});

void test("no answer lists the nearest places", () => {
  const markdown = turnToMarkdown(
    turn("Q", { abstained: true, nearest: [citation(1, "a.md", 2, "near")] }),
    texts,
    linkTo,
  );
  assert.match(markdown, /The documents do not answer this\.\n\nNearest places:\n\n1\. \[a\.md:3\]\(a\.md#L3\)/);
});

void test("Chinese sentences are joined without a space, and a turn without an answer is its question", () => {
  assert.match(
    turnToMarkdown(turn("问", { sentences: [sentence("一。", []), sentence("二。", [])] }), texts, linkTo),
    /一。二。/,
  );
  const searching: Turn = { id: "1", question: "Q?", askedAt: 0, outcome: { kind: "searching" } };
  assert.equal(turnToMarkdown(searching, texts, linkTo), "**Q?**\n");
});

void test("a character that a document names stays a name", () => {
  const markdown = turnToMarkdown(
    turn("R&D?", { sentences: [sentence("Write &lt; or &#60; for it.", [])] }),
    texts,
    linkTo,
  );
  assert.match(markdown, /\*\*R&D\?\*\*/);
  assert.match(markdown, /Write \\&lt; or \\&#60; for it\./);
});
