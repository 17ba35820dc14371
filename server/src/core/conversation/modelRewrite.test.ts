import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createLanguageWords } from "../answering/questions/languageWords.ts";
import { questionLanguages } from "../answering/questions/questionLanguages.ts";
import type { ChatEvent } from "../chatModel.ts";
import { rewriteByModel } from "./modelRewrite.ts";
import { createRewriteCheck } from "./rewriteCheck.ts";

const isAdmitted = createRewriteCheck(
  createLanguageWords(questionLanguages),
  questionLanguages.map(({ language }) => language),
);

type Case = readonly [previous: string, question: string, rewritten: string, admitted: boolean];

const cases: readonly Case[] = [
  ["How long are backups kept?", "Why?", "Why are backups kept so long?", true],
  ["How long are backups kept?", "Why?", "Why are the backups kept for that long?", true],
  ["What is Lanternfold?", "When was it founded?", "When was Lanternfold founded?", true],
  ["What is the hotel limit in Leeds?", "And in Haifa?", "What is the hotel limit in Haifa?", true],
  ["Сколько хранятся копии?", "Почему?", "Почему хранятся копии?", true],
  ["כמה זמן נשמרים הגיבויים?", "למה?", "למה נשמרים הגיבויים?", true],
  ["What is the hotel limit in Leeds?", "And in Haifa?", "What is the hotel limit in Leeds?", false],
  ["How long are backups kept?", "Why?", "Why are backups kept for 35 days?", false],
  ["How long are backups kept?", "Why?", "Why are snapshots kept?", false],
  ["How long are backups kept?", "Why?", "Why are backups not kept?", false],
  ["Which copies are kept?", "And which are not encrypted?", "Which copies are encrypted?", false],
  ["How long are backups kept?", "Why?", "Why are backups kept? path:secret", false],
  ["How long are backups kept?", "Why?", "Why are backups kept?\nBackups are kept.", false],
  ["How long are backups kept?", "Why?", 'Why are "backups" kept?', false],
  ["How long are backups kept?", "Why?", "", false],
  ["How long are backups kept?", "Why?", "why ".repeat(200), false],
];

for (const [previous, question, rewritten, admitted] of cases)
  test(`“${question}” as “${rewritten.slice(0, 60)}”: ${admitted ? "admitted" : "refused"}`, () => {
    assert.equal(isAdmitted(rewritten, question, { question: previous }), admitted);
  });

test("the heading's words may be used", () => {
  const previous = { question: "How long are backups kept?", heading: "Retention of snapshots" };
  assert.equal(isAdmitted("Why is the retention of backups so long?", "Why?", previous), true);
});

test("a word that nobody said is never admitted, wherever it stands", () => {
  const words = fc.array(fc.constantFrom("why", "are", "backups", "kept", "the"), { maxLength: 8 });
  fc.assert(
    fc.property(words, words, fc.constantFrom("moon", "35", "never", "гиппопотам", "קסם"), (before, after, strange) => {
      const rewritten = [...before, strange, ...after].join(" ");
      assert.equal(isAdmitted(rewritten, "Why?", { question: "How long are backups kept?" }), false);
    }),
  );
});

const followUp = { question: "Why?", previous: { question: "How long are backups kept? lang:en" } };
const modelOf = (...events: readonly ChatEvent[]) => ({
  async *complete() {
    yield* events;
  },
});
const text = (delta: string): ChatEvent => ({ kind: "text", delta });
const ended: ChatEvent = { kind: "ended", isCut: false };
const never = new AbortController().signal;

test("filters are carried by us; quotation marks around the whole are taken off", async () => {
  const written = modelOf(text("“Why are backups"), text(" kept?”\n"), ended);
  assert.equal(await rewriteByModel(written, followUp, isAdmitted, never), "Why are backups kept? lang:en");
});

test("a model that fails, chatters without end or invents gives none", async () => {
  const failed: ChatEvent = { kind: "failed", failure: { kind: "stalled", message: "It fell silent." } };
  const broken = modelOf(text("Why are backups kept?"), failed);
  assert.equal(await rewriteByModel(broken, followUp, isAdmitted, never), undefined);
  let pieces = 0;
  const endless = {
    async *complete() {
      for (;;) {
        pieces += 1;
        yield text("why ".repeat(100));
      }
    },
  };
  assert.equal(await rewriteByModel(endless, followUp, isAdmitted, never), undefined);
  assert.ok(pieces < 20);
  const inventing = modelOf(text("Why did the Moon explode?"), ended);
  assert.equal(await rewriteByModel(inventing, followUp, isAdmitted, never), undefined);
});
