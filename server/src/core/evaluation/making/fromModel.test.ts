import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChatModel } from "../../chatModel.ts";
import { createMarkdownParser } from "../../documents/markdown/markdownParser.ts";
import { success } from "../../result.ts";
import { fromModel } from "./fromModel.ts";
import { makeSet } from "./makeSet.ts";
import type { Page } from "./page.ts";

const paragraph =
  "Laptops are replaced after four years, or earlier where the repair would cost more than the machine is worth then.";
const secret =
  "The door of the server room is opened with the word swordfish, which nobody may write down anywhere but here, please.";

function pageOf(path: string, text: string): Page {
  const { title = "", aliases, blocks } = createMarkdownParser().parse(text);
  return { path, language: "en", title, aliases, text, blocks, definitions: [] };
}
const pages = [pageOf("laptops.md", `# Laptops\n\n${paragraph}\n`), pageOf("doors.md", `# Doors\n\n${secret}\n`)];

const prompts: string[] = [];
const model: ChatModel = {
  describe: async () => success({ name: "scripted", destination: "here", isLocal: true }),
  async *complete({ messages }) {
    prompts.push(messages.at(-1)?.text ?? "");
    yield {
      kind: "text",
      delta:
        "Q: When is a computer given away?\nA: after four years\nQ: When is a computer bought?\nA: after five years\n",
    };
    yield { kind: "ended", isCut: false };
  },
};

test("a model's questions whose answer stands in the page are in the set, marked with its name", async () => {
  const options = {
    seed: 1,
    findSensitive: async (texts: readonly { readonly text: string }[]) =>
      texts.map(({ text }) => (text.includes("swordfish") ? (["secret"] as const) : [])),
  };
  const { drafts, refused } = await fromModel(pages, { model, name: "scripted", passages: 10 }, options);
  assert.equal(refused, 1);
  assert.equal(prompts.length, 1, "what holds a secret is not sent");
  const made = makeSet(pages, { limit: 20, seed: 1 }, drafts).find(({ generated }) => generated.by === "model");
  assert.ok(made !== undefined);
  assert.equal(made.text, "When is a computer given away?");
  assert.deepEqual(made.generated, { by: "model", model: "scripted" });
  assert.deepEqual(
    made.answers.map(({ text }) => text),
    ["after four years"],
  );
  const all = makeSet(pages, { limit: 20, seed: 1 }, drafts);
  for (const { generated } of all)
    if ("kind" in generated && generated.kind === "model") assert.equal(generated.model, "scripted");
});

test("a model that fails leaves the set without its questions, and says why", async () => {
  const broken: ChatModel = {
    ...model,
    async *complete() {
      yield { kind: "failed", failure: { kind: "unreachable", message: "Nothing answers there." } };
    },
  };
  const options = { seed: 1, findSensitive: async (texts: readonly unknown[]) => texts.map(() => []) };
  const { drafts, failure } = await fromModel(pages, { model: broken, name: "x", passages: 10 }, options);
  assert.deepEqual(drafts, []);
  assert.equal(failure, "Nothing answers there.");
});
