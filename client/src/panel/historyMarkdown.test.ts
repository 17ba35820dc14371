import assert from "node:assert/strict";
import { test } from "node:test";
import type { Turn } from "../../../protocol/panelMessages.ts";
import { createEnglishTexts } from "../testTexts.ts";
import { historyToMarkdown, unansweredToMarkdown } from "./historyMarkdown.ts";

const texts = createEnglishTexts();
const place = { path: "en/backups.md", range: { start: { line: 4 } } };
const near = (heading: string) => ({ n: 1, place, quote: "Kept for 35 days.", breadcrumb: ["Backups", heading] });

const turn = (question: string, answer: object): Turn =>
  ({ id: question, question, askedAt: 0, outcome: { kind: "answered", answer } }) as unknown as Turn;
const unanswered = (question: string, heading: string, rest: object = {}): Turn =>
  turn(question, { abstained: true, sentences: [], citations: [], nearest: [near(heading)], ...rest });
const answered = turn("How long?", {
  ...{ abstained: false, nearest: [], citations: [near("Retention")] },
  sentences: [{ text: "Kept for 35 days.", support: "supported", citations: [1] }],
});

void test("unanswered questions stand once each under the nearest heading, the fullest first, with a link", () => {
  const markdown = unansweredToMarkdown(
    [
      unanswered("Who pays?", "Cost"),
      answered,
      unanswered("Why *so* long?", "Retention"),
      unanswered("Why *so* long?", "Retention"),
      unanswered("Why?", "Retention", { askedAs: "Why 35 days?" }),
    ],
    texts.history,
  );
  assert.deepEqual(
    markdown.split("\n").filter((line) => /^(?:#|-)/.test(line)),
    [
      "# Unanswered questions",
      "## Backups › Retention",
      "- Why \\*so\\* long?",
      "- Why 35 days?",
      "## Backups › Cost",
      "- Who pays?",
    ],
  );
  assert.ok(markdown.includes("(en/backups.md#L5)"));
});

void test("without unanswered questions the list says so", () => {
  assert.match(unansweredToMarkdown([answered], texts.history), /answered every question/);
});

void test("a conversation is exported in order, with its links", () => {
  const markdown = historyToMarkdown([answered, unanswered("Who pays?", "Cost")], texts.markdown);
  assert.ok(markdown.indexOf("**How long?**") < markdown.indexOf("**Who pays?**"));
  assert.ok(markdown.includes("[1](en/backups.md#L5)"));
});
