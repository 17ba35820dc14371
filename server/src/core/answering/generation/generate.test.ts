import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChatEvent, ChatModel } from "../../chatModel.ts";
import { failure, success } from "../../result.ts";
import type { Answer } from "../answer.ts";
import { createAnalyser } from "../../language/analyse.ts";
import type { Embedder } from "../../ports.ts";
import { createVerification } from "../verification/verify.ts";
import { createWriting } from "./writing.ts";
import { createGeneration, type GenerateOptions } from "./generate.ts";
import { testCiting, testPassage } from "../../../../../test/support/passages.ts";

const kept = "Backups are kept for 35 days.";
const deleted = "Then they are deleted.";
const passages = [testPassage(1, `${kept} ${deleted}`, ["Backups"]), testPassage(2, "The tower is white.")];
const cite = testCiting(passages);

const noVectors = failure("model-missing", "There is no model.");
const embedder: Embedder = {
  describe: async () => noVectors,
  embed: async () => noVectors,
  close: async () => undefined,
};
const verify = createVerification({ embedder, analyser: createAnalyser() });

async function extracted(): Promise<Answer> {
  const citation = await cite({ passage: passages[0] as (typeof passages)[0], start: 0, end: kept.length }, 1);
  assert.ok(citation !== undefined);
  return {
    question: "How long are backups kept?",
    answer: kept,
    sentences: [{ text: kept, support: "supported", citations: [1] }],
    citations: [citation],
    abstained: false,
    confidence: 0.9,
    nearest: [],
    freshness: { files: 2, current: 2, pending: 0, failed: 0, ageSeconds: 1 },
    model: null,
    notices: [],
  };
}

/** A model that writes these deltas, and then ends so. */
const modelOf = (
  deltas: readonly string[],
  end: ChatEvent = { kind: "ended", isCut: false },
  contextTokens?: number,
): ChatModel => ({
  describe: async () =>
    success({
      name: "Tiny",
      destination: "127.0.0.1:1",
      isLocal: true,
      ...(contextTokens === undefined ? {} : { contextTokens }),
    }),
  async *complete() {
    for (const delta of deltas) yield await Promise.resolve({ kind: "text", delta } as const);
    yield end;
  },
});

async function generate(model: ChatModel, more: Partial<GenerateOptions> = {}, citing = cite): Promise<Answer> {
  const write = createGeneration(createWriting({ cite: citing, verify, fileOf: () => undefined }));
  return (await write({ answer: await extracted(), passages }, { model, ...more })).answer;
}

const supportOf = ({ sentences }: Answer) =>
  sentences.map(({ text, support, citations }) => [text, support, citations]);

void test("sentences are shown as they are verified, each tied to words of a file", async () => {
  const grown: number[] = [];
  const answer = await generate(
    modelOf([kept.slice(0, 10), `${kept.slice(10, -1)} [1]. `, `${deleted} It costs`, " nothing [1]."]),
    {
      onGrowth: ({ sentences, model }) => {
        assert.equal(model, "Tiny");
        grown.push(sentences.length);
      },
    },
  );
  assert.deepEqual(supportOf(answer), [
    [kept, "supported", [1]],
    [deleted, "supported", [2]],
    ["It costs nothing.", "unsupported", []],
  ]);
  assert.deepEqual(grown, [1, 2, 3]);
  assert.deepEqual(
    answer.citations.map(({ n, path, quote }) => [n, path, quote]),
    [
      [1, "1.md", kept],
      [2, "1.md", deleted],
    ],
  );
  assert.equal(answer.model, "Tiny");
  assert.equal(answer.answer, [kept, deleted, "It costs nothing."].join("\n"));
  assert.deepEqual(answer.notices, []);
  assert.match(answer.sent ?? "", /^# Sent to Tiny[\s\S]+Question: How long are backups kept\?/u);
});

void test("an answer of which nothing is borne out is marked, and the documents' own words follow", async () => {
  const answer = await generate(modelOf(["Backups are kept for 90 days [1]. They cost 5 EUR [2]."]));
  assert.deepEqual(supportOf(answer), [
    ["Backups are kept for 90 days.", "unsupported", []],
    ["They cost 5 EUR.", "unsupported", []],
    [kept, "supported", [1]],
  ]);
  assert.match(answer.notices[0] ?? "", /^Nothing that Tiny wrote is borne out/u);
});

void test("strict leaves out what is not supported, and the documents' own words follow", async () => {
  const answer = await generate(modelOf([`${deleted} They cost 5 EUR [2].`]), { strict: true });
  assert.deepEqual(supportOf(answer), [
    [deleted, "supported", [1]],
    [kept, "supported", [2]],
  ]);
  assert.deepEqual(
    answer.citations.map(({ n, quote }) => [n, quote]),
    [
      [1, deleted],
      [2, kept],
    ],
  );
  assert.match(answer.notices[0] ?? "", /^A sentence of Tiny .* was left out/u);
  const nothing = await generate(modelOf(["They cost 5 EUR [2]."]), { strict: true });
  assert.deepEqual(supportOf(nothing), [[kept, "supported", [1]]]);
});

void test("words that no longer stand in the file support nothing", async () => {
  const citing = testCiting(passages, { 1: "Everything is new here." });
  const answer = await generate(modelOf([`${deleted} [1]`]), {}, citing);
  assert.deepEqual(supportOf(answer)[0], [deleted, "unsupported", []]);
});

void test("whatever goes wrong, the documents' own words stand, and one line says why", async () => {
  const stalled = { kind: "failed", failure: { kind: "stalled", message: "Tiny wrote nothing for 10 s." } } as const;
  const cases: readonly (readonly [ChatModel, RegExp])[] = [
    [modelOf([`${deleted} `, deleted.slice(0, 5)], stalled), /^Tiny wrote nothing for 10 s\. /u],
    [modelOf([]), /^Tiny answered nothing\. /u],
    [modelOf(["  \n "]), /^Tiny answered nothing\. /u],
    [modelOf(["NO ANS", "WER"]), /^Tiny found no answer in the passages\. /u],
    [modelOf(["**NO ANSWER**. The passages"]), /^Tiny found no answer in the passages\. /u],
    [modelOf(Array.from({ length: 40 }, () => `${deleted} `)), /^Tiny repeated itself and was stopped\. /u],
    [modelOf([deleted], undefined, 60), /^The passages do not fit into Tiny\. /u],
    [
      { ...modelOf([]), describe: async () => failure("chat-unusable", "No chat model is chosen.") },
      /^No chat model is chosen\. /u,
    ],
  ];
  const { sentences, citations } = await extracted();
  for (const [model, words] of cases) {
    const answer = await generate(model);
    assert.equal(answer.notices.length, 1);
    assert.match(answer.notices[0] ?? "", words);
    assert.match(answer.notices[0] ?? "", /The documents' own words are shown\.$/u);
    assert.deepEqual(answer.sentences, sentences);
    assert.deepEqual(answer.citations, citations);
    assert.equal(answer.model, null);
  }
});

void test("words that only begin like the refusal are an answer; the refusal among others is no sentence", async () => {
  const answer = await generate(modelOf(["NO ANSWER", "S were lost. ", "NO ANSWER."]));
  assert.deepEqual(supportOf(answer)[0], ["NO ANSWERS were lost.", "unsupported", []]);
  assert.equal(answer.sentences.length, 2);
});

void test("an answer that reached its limit says so; one that is stopped ends by the reason for it", async () => {
  const answer = await generate(modelOf([kept], { kind: "ended", isCut: true }));
  assert.match(answer.notices[0] ?? "", /^Tiny stopped at its limit of \d+ tokens\.$/u);
  const stop = new AbortController();
  const stopping = generate(modelOf([`${kept} `, `${deleted} `]), {
    signal: stop.signal,
    onGrowth: () => stop.abort(new Error("enough")),
  });
  await assert.rejects(stopping, /enough/u);
});

void test("a provider's own count decides what fits", async () => {
  const counted: string[] = [];
  const model = { ...modelOf([kept]), countTokens: async (text: string) => (counted.push(text), 1) };
  assert.equal((await generate(model)).model, "Tiny");
  assert.ok(counted.length >= 4);
});
