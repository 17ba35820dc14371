import assert from "node:assert/strict";
import { test } from "node:test";
import type { Turn } from "../../../protocol/panelMessages.ts";
import { abstained, written } from "../../../test/webview/samples.ts";
import type { AnswerView } from "../../../protocol/views.ts";
import { createEnglishTexts } from "../testTexts.ts";
import { turnToPlainText } from "./plainAnswer.ts";

const texts = createEnglishTexts().markdown;
const turn = (answer: AnswerView): Turn => ({
  id: "1",
  question: answer.question,
  askedAt: 0,
  outcome: { kind: "answered", answer },
});

test("each sentence has its sources' numbers and its mark; each source its place and words", () => {
  const text = turnToPlainText(turn(written), texts);
  assert.match(text, /^What do I do after ERR_1042\?\n\n`ERR_1042` means that the checksum/);
  assert.ok(text.includes("on the **same snapshot**. [1, 2]\n"));
  assert.ok(text.includes("less than a minute. [2] (partly supported by the documents)\n"));
  assert.ok(text.includes("Restart the service afterwards. (not supported by the documents)\n"));
  assert.ok(text.includes("The model could not read two of the passages"));
  assert.ok(
    text.endsWith(
      "Sources:\n\n1. reference/error-codes.md:18\nError codes\nChecksum of a chunk does not match\n\n" +
        "2. runbooks/a-rather-long-folder-name/restore-drill.md:104\nRestore drill › Step by step\nlfkeep verify --repair\n",
    ),
  );
});

test("without an answer there are the nearest places, or the question alone", () => {
  const text = turnToPlainText(turn(abstained), texts);
  assert.ok(text.includes("The documents do not answer this.\n\nNearest places:\n\n1. en/backups.md:48\n"));
  const searching: Turn = { ...turn(abstained), outcome: { kind: "searching" } };
  assert.equal(turnToPlainText(searching, texts), "How do I restore a backup?\n");
});
