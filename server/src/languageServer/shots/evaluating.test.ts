import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readSettings } from "../../../../protocol/settings.ts";
import type { ChatModel } from "../../core/chatModel.ts";
import { estimatedTokens } from "../../core/fewShot/tokens/tokenCounter.ts";
import { success } from "../../core/result.ts";
import { createChatCompletion } from "./chatCompletion.ts";
import { createShotsEvaluating } from "./evaluating.ts";

const folder = await mkdtemp(join(tmpdir(), "ask-docs-evaluating-"));
after(() => rm(folder, { recursive: true }));
const rows = join(folder, "rows.jsonl");
await writeFile(rows, `{"text":"Is it late?","label":"delivery"}\n{"text":"Pay me","label":"refund"}\n`);
const text = "---\nshots: 1\n---\n===\ntext: Where is it?\nlabel: delivery\n";
const params = { id: "one", uri: "untitled:prompt.shots", text, test: rows, rows: 2 };
const signal = new AbortController().signal;

/** A model away from this machine that always writes the same. */
function evaluating({ agrees = true, isChosen = true } = {}) {
  const asked: string[] = [];
  const chat: ChatModel = {
    describe: async () => success({ name: "far", destination: "far.example", isLocal: false }),
    async *complete({ messages }) {
      asked.push(messages.at(-1)?.text ?? "");
      yield { kind: "text", delta: " deli" };
      yield { kind: "text", delta: "very" };
      yield { kind: "ended", isCut: false };
    },
  };
  const told: string[] = [];
  return {
    asked,
    told,
    ...createShotsEvaluating({
      files: { testFileFor: async () => undefined, nameOf: () => "prompt.shots" },
      models: {
        asked: async () =>
          isChosen ? success({ chat, completion: createChatCompletion(chat, "far"), address: "far" }) : undefined,
      },
      editor: { agrees: async ({ destination }) => (told.push(destination), agrees) },
      settings: () => readSettings({}).settings,
      tokenCounterOf: async () => estimatedTokens,
      loadDetector: async () => () => "en",
      clock: { now: () => performance.now(), wallTime: () => Date.now(), sleep: async () => undefined },
      storage: folder,
      notify: () => undefined,
    }),
  };
}

test("nothing is asked before the person agrees that prompts and rows leave the machine", async () => {
  const refused = evaluating({ agrees: false });
  await assert.rejects(refused.evaluate(params, signal), /prompts and test rows may not go to far\.example/u);
  assert.deepEqual([refused.asked, refused.told], [[], ["far.example"]]);
  const { evaluate, plan } = evaluating({ isChosen: false });
  await assert.rejects(evaluate(params, signal), /No chat model is chosen/u);
  assert.deepEqual(await plan({ uri: params.uri, text }, signal), { test: null, prompts: 2, model: null });
});

test("a document without labels is measured by what is written, with a model of the editor too", async () => {
  const { asked, evaluate } = evaluating();
  const { headline, body } = await evaluate(params, signal);
  assert.equal(headline, "exactMatch on 2 rows: 0.500 without demonstrations, 0.500 with the demonstrations.");
  assert.equal(asked.length, 4);
  assert.match(body, /prompt\.shots/u);
  const before = asked.length;
  await evaluate(params, signal);
  assert.equal(asked.length, before, "answers are kept");
});
