import assert from "node:assert/strict";
import { test } from "node:test";
import type { Turn } from "../../../protocol/panelMessages.ts";
import { createEnglishTexts } from "../testTexts.ts";
import type { UnansweredQuestion } from "./unansweredQuestions.ts";
import { createPlaceLink } from "./placeLink.ts";
import { historyToMarkdown, unansweredToMarkdown } from "./historyMarkdown.ts";

const texts = createEnglishTexts();
const place = { uri: "file:///w/en/backups.md", path: "en/backups.md", range: { start: { line: 4 } } };
const near = (heading: string) => ({ n: 1, place, quote: "Kept for 35 days.", breadcrumb: ["Backups", heading] });

const turn = (question: string, answer: object): Turn =>
  ({ id: question, question, askedAt: 0, outcome: { kind: "answered", answer } }) as unknown as Turn;
const linkTo = createPlaceLink("file:///w");
const unanswered = (question: string, heading: string): UnansweredQuestion =>
  ({ question, askedAt: 0, nearest: near(heading) }) as unknown as UnansweredQuestion;
const answered = turn("How long?", {
  ...{ abstained: false, nearest: [], citations: [near("Retention")] },
  sentences: [{ text: "Kept for 35 days.", support: "supported", citations: [1] }],
});

void test("unanswered questions stand under the nearest heading, the fullest first, with a link", () => {
  const markdown = unansweredToMarkdown(
    [
      unanswered("Who pays?", "Cost"),
      unanswered("Why *so* long?", "Retention"),
      unanswered("Why 35 days?", "Retention"),
    ],
    texts.history,
    linkTo,
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
  assert.match(unansweredToMarkdown([], texts.history, linkTo), /answered every question/);
});

void test("a conversation is exported in order, with its links", () => {
  const markdown = historyToMarkdown(
    [answered, turn("Who pays?", { abstained: true, nearest: [] })],
    texts.markdown,
    linkTo,
  );
  assert.ok(markdown.indexOf("**How long?**") < markdown.indexOf("**Who pays?**"));
  assert.ok(markdown.includes("[1](en/backups.md#L5)"));
});
