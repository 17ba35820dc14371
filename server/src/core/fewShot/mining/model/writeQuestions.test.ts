import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChatEvent, ChatModel } from "../../../chatModel.ts";
import { success } from "../../../result.ts";
import { writeQuestions } from "./writeQuestions.ts";

function modelThatWrites(...events: readonly (string | ChatEvent)[]): ChatModel {
  return {
    describe: async () => success({ name: "scripted", destination: "here", isLocal: true }),
    async *complete() {
      for (const event of events) yield typeof event === "string" ? { kind: "text", delta: event } : event;
      yield { kind: "ended", isCut: false };
    },
  };
}

const passage = {
  text: "Laptops are replaced after\nfour years, or earlier if the repair costs £300.",
  language: "en",
  place: { path: "laptops.md", startOffset: 0, endOffset: 75 },
};

test("questions whose answer stands in the passage are kept, with their explanation", async () => {
  const model = modelThatWrites(
    "Q: After how long is a laptop replaced?\nA: after four ye",
    "ars\nWHY: The passage names the years.\n\n**Q2:** What may a repair cost?\n**A2:** “£300”\n",
  );
  const written = await writeQuestions(model, passage);
  assert.ok(written.kind === "written");
  assert.deepEqual(
    written.questions.map(({ question, start, end, explanation }) => [
      question,
      passage.text.slice(start, end),
      explanation,
    ]),
    [
      ["After how long is a laptop replaced?", "after\nfour years", "The passage names the years."],
      ["What may a repair cost?", "£300", undefined],
    ],
  );
});

test("what is not in the passage, asks nothing, says its answer or is in another script is left out and counted", async () => {
  const model = modelThatWrites(
    [
      "Q: After how long is it replaced?\nA: five years",
      "Q: Laptops are old.\nA: four years",
      "Q: Is it replaced after £300?\nA: £300",
    ].join("\n"),
  );
  const written = await writeQuestions(model, passage);
  assert.ok(written.kind === "written" && written.questions.length === 0 && written.refused === 3);
  const other = await writeQuestions(modelThatWrites("Q: Сколько лет служит ноутбук?\nA: four years"), passage);
  assert.ok(other.kind === "written" && other.questions.length === 0);
  const half = await writeQuestions(modelThatWrites("Q: What costs so much?\nA: 30"), passage);
  assert.ok(half.kind === "written" && half.questions.length === 0, "a part of a word is no answer");
});

test("chatter, endless writing and failures end it", async () => {
  const chatter = await writeQuestions(modelThatWrites("Sure! Here you go."), passage);
  assert.ok(chatter.kind === "written" && chatter.questions.length === 0);
  let asked = 0;
  const endless: ChatModel = {
    ...modelThatWrites(),
    async *complete() {
      for (;;) {
        asked += 1;
        yield { kind: "text", delta: "x".repeat(1000) };
      }
    },
  };
  await writeQuestions(endless, passage);
  assert.ok(asked < 20);
  const failed = await writeQuestions(
    modelThatWrites({ kind: "failed", failure: { kind: "stalled", message: "It fell silent." } }),
    passage,
  );
  assert.ok(failed.kind === "failed" && failed.failure.message === "It fell silent.");
});
