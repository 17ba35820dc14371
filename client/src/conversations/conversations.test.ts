import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import type { ConversationState } from "../../../protocol/panelMessages.ts";
import realEarlier from "../../../test/fixtures/conversations/earlier.json" with { type: "json" };
import { createConversationFiles, type ConversationFiles } from "./conversationFiles.ts";
import { createConversations, type Conversations } from "./conversations.ts";
import { testAnswer, testConversation, testTurn } from "./testConversations.ts";
import { withOutcome, withTurn } from "./turns.ts";

/** A workspace's storage, which outlives its windows. */
async function makeWorkspace(t: TestContext, stored: Readonly<Record<string, unknown>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-conversations-"));
  t.after(() => rm(folder, { recursive: true }));
  const failures: unknown[] = [];
  const setAside: string[] = [];
  const memento = (values: Map<string, unknown>) => ({
    get: (key: string): never => values.get(key) as never,
    update: async (key: string, value: unknown) => void values.set(key, value),
  });
  const values = new Map(Object.entries(stored));
  const files = createConversationFiles(folder, ({ keptAs }) => setAside.push(keptAs));
  /** A window of the same browser has the same storage; one of another has its own. */
  async function openWindow(storage = values, through: ConversationFiles = files): Promise<Conversations> {
    const conversations = createConversations({
      files: through,
      storage: memento(storage),
      failed: (error) => failures.push(error),
      unreadable: (keptAs) => setAside.push(keptAs),
    });
    await conversations.open();
    return conversations;
  }
  return { folder, files, failures, setAside, values, openWindow };
}

function ask(conversations: Conversations, number: number, id = conversations.current().id): void {
  conversations.change(id, (now) => withTurn(now, testTurn(number)));
}

const questionsOf = (conversations: Conversations): readonly string[] =>
  conversations.shown().turns.map(({ question }) => question);

void test("conversations are begun, listed, changed to, and there again in the next window", async (t) => {
  const { openWindow, failures } = await makeWorkspace(t);
  const one = await openWindow();
  await one.begin();
  const first = one.current().id;
  ask(one, 1);
  ask(one, 2);
  await one.begin();
  const second = one.current().id;
  assert.notEqual(second, first);
  await one.begin();
  assert.equal(one.current().id, second);
  ask(one, 3);
  const listed = [
    [second, "Question 3?", 1],
    [first, "Question 1?", 2],
  ];
  assert.deepEqual(
    (await one.list()).map(({ id, title, turns }) => [id, title, turns]),
    listed,
  );
  assert.deepEqual(one.shown().pastQuestions, ["Question 2?", "Question 1?"]);
  assert.equal(await one.show(first), true);
  assert.equal(await one.show("unknown"), false);
  await one.edit(second, (now) => ({ ...now, name: "Mine", pinned: true }));
  await one.flush();

  const next = await openWindow();
  assert.equal(next.current().id, first);
  assert.deepEqual(questionsOf(next), ["Question 1?", "Question 2?"]);
  assert.deepEqual(next.shown().pastQuestions, ["Question 3?"]);
  assert.deepEqual(
    (await next.list()).map(({ title }) => title),
    ["Mine", "Question 1?"],
  );
  assert.deepEqual(
    (await next.all()).map(({ turns }) => turns.length),
    [1, 2],
  );
  assert.deepEqual(failures, []);
});

void test("an answer that comes after a change goes into its own conversation, and is not told as this one's", async (t) => {
  const { openWindow } = await makeWorkspace(t);
  const conversations = await openWindow();
  const first = conversations.current().id;
  conversations.change(first, (now) => withTurn(now, testTurn(1, { kind: "searching" })));
  await conversations.begin();
  const told: unknown[] = [];
  conversations.onDidChange((change) => told.push(change));
  // So many others that those without a question under way leave the memory.
  for (let number = 2; number < 12; number++) {
    ask(conversations, number);
    await conversations.begin();
  }
  told.length = 0;
  const answered = { kind: "answered", answer: testAnswer("Late.") } as const;
  conversations.change(first, (now) => withOutcome(now, "t1", () => answered), {});
  assert.deepEqual([told, conversations.shown().turns], [[], []]);
  await conversations.flush();
  await conversations.show(first);
  assert.deepEqual(conversations.shown().turns, [testTurn(1, answered)]);
});

void test("a deleted conversation is gone, takes no late answer or save, and can be brought back", async (t) => {
  const { openWindow, folder } = await makeWorkspace(t);
  const conversations = await openWindow();
  const { id } = conversations.current();
  conversations.change(id, (now) => withTurn(now, testTurn(1, { kind: "searching" })));
  await conversations.flush();
  const removed: string[] = [];
  conversations.onDidRemove((conversation) => removed.push(conversation.id));
  const deleted = await conversations.remove(id);
  assert.deepEqual(removed, [id]);
  assert.notEqual(conversations.current().id, id);
  conversations.change(id, (now) => withOutcome(now, "t1", () => ({ kind: "answered", answer: testAnswer() })));
  conversations.takeOver({ id, version: 1, turns: [testTurn(1)], draft: "late" }, {});
  await conversations.flush();
  assert.deepEqual(await readdir(folder), []);
  assert.equal(await conversations.show(id), false);
  assert.ok(deleted !== undefined);
  conversations.restore(deleted);
  await conversations.flush();
  assert.deepEqual(await readdir(folder), [`${id}.jsonl`]);
  assert.deepEqual(conversations.shown().turns, [testTurn(1, { kind: "stopped" })]);
});

void test("what a panel saves goes to the conversation that it names", async (t) => {
  const { openWindow } = await makeWorkspace(t);
  const conversations = await openWindow();
  const first = conversations.current().id;
  ask(conversations, 1);
  await conversations.begin();
  const told: unknown[] = [];
  conversations.onDidChange(({ by }) => told.push(by));
  const panel = {};
  conversations.takeOver({ id: first, version: 1, turns: [testTurn(1)], draft: "unfinished" }, panel);
  conversations.takeOver("nonsense", panel);
  assert.deepEqual([conversations.shown().draft, told], ["", []]);
  conversations.takeOver({ id: conversations.current().id, version: 1, turns: [testTurn(2)], draft: "" }, panel);
  assert.deepEqual(told, [panel]);
  await conversations.show(first);
  assert.equal(conversations.shown().draft, "unfinished");
});

void test("two windows in one conversation keep both their questions, and follow each other", async (t) => {
  const { openWindow, failures } = await makeWorkspace(t);
  const one = await openWindow();
  ask(one, 1);
  await one.flush();
  const other = await openWindow();
  ask(one, 2);
  ask(other, 3);
  await one.flush();
  await other.flush();
  assert.deepEqual(questionsOf(other), ["Question 1?", "Question 2?", "Question 3?"]);
  const told: unknown[] = [];
  one.onDidChange((change) => told.push(change));
  await one.follow();
  assert.deepEqual(questionsOf(one), ["Question 1?", "Question 2?", "Question 3?"]);
  await one.follow();
  assert.deepEqual(told, [{ by: undefined }]);
  // Deleted in the other window: it is empty here, and what is asked then is kept.
  await other.remove(other.current().id);
  await one.follow();
  assert.deepEqual(questionsOf(one), []);
  ask(one, 4);
  await one.flush();
  assert.deepEqual(
    (await other.list()).filter(({ turns }) => turns > 0).map(({ title, turns }) => [title, turns]),
    [["Question 4?", 1]],
  );
  assert.deepEqual(failures, []);
});

void test("beyond two hundred the oldest that is not pinned goes", async (t) => {
  const { openWindow, files } = await makeWorkspace(t);
  for (let number = 0; number < 201; number++)
    await files.write({ ...testConversation(`c${number}`, testTurn(number)), pinned: number === 0 });
  const conversations = await openWindow();
  ask(conversations, 1000);
  await conversations.flush();
  const { id } = conversations.current();
  // Dropping follows the writing.
  while ((await files.list()).length > 200) await new Promise((resolve) => setTimeout(resolve, 5));
  const left = new Set((await conversations.list()).map((one) => one.id));
  assert.deepEqual(
    [left.size, left.has("c0"), left.has("c1"), left.has("c2"), left.has(id)],
    [200, true, false, false, true],
  );
});

const earlier: ConversationState = {
  version: 1,
  turns: [
    testTurn(1),
    testTurn(2, { kind: "refining", answer: testAnswer() }),
    testTurn(3, { kind: "failed", message: "No." }),
  ],
  draft: "half a thought",
};

void test("the one conversation of an earlier version becomes the current one, whole, and is taken over once", async (t) => {
  const { openWindow, values, setAside, failures, files } = await makeWorkspace(t, { "askDocs.conversation": earlier });
  const conversations = await openWindow();
  const { turns, draft } = conversations.shown();
  assert.deepEqual(turns, [earlier.turns[0], testTurn(2, { kind: "stopped", answer: testAnswer() }), earlier.turns[2]]);
  assert.equal(draft, earlier.draft);
  assert.equal(values.get("askDocs.conversation"), undefined);
  await conversations.flush();
  assert.deepEqual(questionsOf(await openWindow()), ["Question 1?", "Question 2?", "Question 3?"]);
  assert.equal((await files.list()).length, 1);
  // Another browser on the folder brings its own.
  const other = new Map<string, unknown>([["askDocs.conversation", { ...earlier, turns: [testTurn(9)] }]]);
  assert.equal((await openWindow(other)).shown().turns.length, 4);
  assert.deepEqual([setAside, failures], [[], []]);
});

void test("what the version before really stored is taken over without loss", async (t) => {
  const { openWindow, values, setAside, folder } = await makeWorkspace(t, realEarlier);
  const stored = realEarlier["askDocs.conversation"];
  const { turns, draft } = (await openWindow()).shown();
  assert.deepEqual({ turns, draft }, { turns: stored.turns, draft: stored.draft });
  assert.deepEqual(values.get("askDocs.unansweredQuestions"), realEarlier["askDocs.unansweredQuestions"]);
  const next = (await openWindow()).shown();
  assert.deepEqual([next.turns, next.draft, await readdir(folder)], [turns, draft, ["earlier.jsonl"]]);
  assert.deepEqual(setAside, []);
});

void test("an earlier state that cannot be read, or not all of it, is kept aside and told", async (t) => {
  for (const [stored, turns] of [
    ["no conversation", 0],
    [{ ...earlier, version: 7 }, 0],
    [{ ...earlier, turns: [...earlier.turns, { id: "broken" }] }, 3],
  ] as const) {
    const { openWindow, setAside } = await makeWorkspace(t, { "askDocs.conversation": stored });
    assert.equal((await openWindow()).shown().turns.length, turns);
    assert.equal(setAside.length, 1);
    assert.deepEqual(JSON.parse(await readFile(setAside[0] ?? "", "utf8")), stored);
  }
});

void test("where the disk takes nothing, what is said stays in the window and the earlier state where it was", async (t) => {
  const { openWindow, values, failures, files } = await makeWorkspace(t, { "askDocs.conversation": earlier });
  let isFull = true;
  const full: ConversationFiles = {
    ...files,
    write: (conversation) => (isFull ? Promise.reject(new Error("no space left")) : files.write(conversation)),
  };
  const conversations = await openWindow(values, full);
  assert.equal(conversations.shown().turns.length, 3);
  assert.deepEqual(values.get("askDocs.conversation"), earlier);
  ask(conversations, 4);
  await conversations.flush();
  assert.equal(failures.length, 2);
  assert.equal(conversations.shown().turns.length, 4);
  isFull = false;
  ask(conversations, 5);
  await conversations.flush();
  assert.equal((await files.list())[0]?.turns, 5);
});

void test("a damaged current conversation opens with what is left of it", async (t) => {
  const { openWindow, folder, setAside } = await makeWorkspace(t);
  const one = await openWindow();
  await one.begin();
  ask(one, 1);
  ask(one, 2);
  await one.begin();
  await one.show((await one.list()).find(({ turns }) => turns === 2)?.id ?? "");
  await one.flush();
  const path = join(folder, `${one.current().id}.jsonl`);
  await writeFile(path, (await readFile(path, "utf8")).slice(0, -20));
  assert.deepEqual(questionsOf(await openWindow()), ["Question 1?"]);
  assert.equal(setAside.length, 1);
});
