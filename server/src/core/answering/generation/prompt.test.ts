import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { buildPrompt, countByEstimate, promptText, type Prompt } from "./prompt.ts";
import { testPassage } from "../../../../../test/support/passages.ts";

const passages = Array.from({ length: 6 }, (_, rank) =>
  testPassage(rank + 1, `Passage of rank ${rank + 1}. It has a second sentence.`, ["Guide", `Part ${rank + 1}`]),
);

const countCharacters = async (text: string): Promise<number> => text.length;
const totalOf = ({ messages }: Prompt): number => messages.reduce((sum, { text }) => sum + text.length, 0);

void test("passages are numbered before the question, the best at the beginning and at the end", async () => {
  const prompt = await buildPrompt("How long?", passages, {}, countByEstimate);
  assert.deepEqual(
    prompt?.passages.map(({ n, passage }) => [n, passage.id]),
    [
      [1, 1],
      [2, 3],
      [3, 5],
      [4, 6],
      [5, 4],
      [6, 2],
    ],
  );
  const [system, user] = prompt.messages;
  assert.ok(user !== undefined);
  assert.equal(system?.role, "system");
  assert.match(system.text, /write only: NO ANSWER/u);
  assert.ok(
    user.text.startsWith("[1] Guide > Part 1\nPassage of rank 1. It has a second sentence.\n\n[2] Guide > Part 3\n"),
  );
  assert.ok(
    user.text.endsWith("[6] Guide > Part 2\nPassage of rank 2. It has a second sentence.\n\nQuestion: How long?"),
  );
  const text = promptText(prompt, { name: "tiny", destination: "127.0.0.1:1", isLocal: true });
  assert.ok(text.startsWith("# Sent to tiny (127.0.0.1:1)\n"));
  for (const message of prompt.messages) assert.ok(text.includes(message.text));
});

void test("whatever the context, the prompt fits into it by the provider's own count, or there is none", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3000 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }),
      async (contextTokens, lengths) => {
        const some = lengths.map((length, place) => testPassage(place + 1, "A sentence of it. ".repeat(length).trim()));
        const prompt = await buildPrompt("How long?", some, { contextTokens }, countCharacters);
        if (prompt === undefined) return;
        assert.ok(totalOf(prompt) + prompt.answerTokens <= contextTokens);
        assert.equal(prompt.passages[0]?.passage.id, 1);
      },
    ),
  );
});

void test("in a small context the least are left out, and the best is cut at a sentence's end", async () => {
  const long = testPassage(1, "First it says this. Then it says that. ".repeat(40).trim());
  const short = testPassage(2, "It is brief.");
  const prompt = await buildPrompt("How long?", [long, short], { contextTokens: 2500 }, countCharacters);
  const [best] = prompt?.passages ?? [];
  assert.ok(best !== undefined && best.end < long.text.length && best.end > 0);
  assert.match(long.text.slice(0, best.end), /(?:this|that)\.$/u);
  assert.equal(await buildPrompt("How long?", [long], { contextTokens: 900 }, countCharacters), undefined);
  assert.equal(await buildPrompt("How long?", [], {}, countByEstimate), undefined);
});

void test("the estimate is wider where tokens are short", async () => {
  assert.ok((await countByEstimate("a".repeat(400))) > 100);
  assert.ok((await countByEstimate("ש".repeat(400))) > 250);
});
