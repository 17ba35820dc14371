import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import type { PanelAskParams, PanelStart, SavedConversation, Turn } from "../../../protocol/panelMessages.ts";
import type { Mention } from "../../../protocol/mentions.ts";
import type { AskParams } from "../../../protocol/serverMessages.ts";
import type { AnswerView, CitationView } from "../../../protocol/views.ts";
import type { HostEvents, HostPort } from "../host/hostPort.ts";
import { createController, type PanelActions } from "./controller.ts";
import { createStore, type PanelStore } from "./store.ts";

const answer = { sentences: [], citations: [], nearest: [], abstained: true } as unknown as AnswerView;
const citation = { n: 1 } as unknown as CitationView;
const searching: Turn = { id: "kept", question: "Kept?", askedAt: 1, outcome: { kind: "searching" } };

interface Bench {
  readonly actions: PanelActions;
  readonly store: PanelStore;
  readonly events: HostEvents;
  readonly log: unknown[];
  readonly saved: SavedConversation[];
  /** Lets time pass for everything that waits. */
  elapse(): void;
}

/** A controller with an extension that answers everything, except as said. */
async function startBench(host: Partial<HostPort> = {}, kept: readonly Turn[] = []): Promise<Bench> {
  const log: unknown[] = [];
  const saved: SavedConversation[] = [];
  const waiting = new Set<() => void>();
  const heard: HostEvents[] = [];
  const start = {
    conversation: { version: 1, turns: kept, draft: "", pastQuestions: [] },
    locale: "en",
  } as unknown as PanelStart;
  const store = createStore();
  const actions = createController({
    store,
    newId: () => `id${String(store.state().turns.length)}`,
    now: () => 7,
    nextFrame: (then) => then(),
    delay(_milliseconds, then) {
      waiting.add(then);
      return () => waiting.delete(then);
    },
    host: {
      listen: (events) => void heard.push(events),
      ready: async () => start,
      ask: async ({ id, question }) => (log.push(["ask", id, question]), answer),
      chooseWriter: async () => null,
      stop: (id) => void log.push(["stop", id]),
      suggest: async () => [],
      completeMention: async () => [],
      openCitation: async () => ({ kind: "gone" }),
      locateCitation: async () => ({ kind: "gone" }),
      explain: async ({ question }) => (log.push(["explain", question]), undefined),
      judge: async ({ question }) => ({ question, path: "a.md", verdict: null, questions: 1 }),
      verdicts: async () => [],
      copyMarkdown: () => undefined,
      showPlain: () => undefined,
      tellFocus: () => undefined,
      showSent: () => undefined,
      withoutPassage: async () => ({ citations: [1], sentences: [] }),
      saveConversation: (conversation) => void saved.push(conversation),
      act: (action) => void log.push(["act", action]),
      content: { copyCode: async () => null, insertCode: async () => true, openLink: async () => null },
      shots: {
        sources: async () => [],
        mine: async () => ({ nothing: "Nothing." }),
        preview: () => new Promise(() => undefined),
        openPlace: async () => null,
        use: async () => null,
      },
      ...host,
    },
  });
  await turnOfTheLoop();
  const elapse = (): void => {
    const due = [...waiting];
    waiting.clear();
    for (const then of due) then();
  };
  const [events] = heard;
  assert.ok(events !== undefined);
  return { actions, store, events, log, saved, elapse };
}

test("a draft is asked, trimmed, and the conversation saved after a pause", async () => {
  const { actions, store, log, saved, elapse } = await startBench();
  actions.type("  Why?\n");
  actions.submit();
  actions.submit();
  await turnOfTheLoop();
  assert.deepEqual(log, [["ask", "id0", "Why?"]]);
  assert.equal(store.state().draft, "");
  assert.equal(store.state().turns[0]?.outcome.kind, "answered");
  assert.equal(saved.length, 0);
  elapse();
  assert.equal(saved.length, 1);
  assert.equal(saved[0]?.turns.length, 1);
});

test("a change of conversation saves the draft where it was written, and questions name theirs", async () => {
  const asked: PanelAskParams[] = [];
  const { actions, store, events, saved, elapse } = await startBench({
    ask: async (params) => (asked.push(params), answer),
  });
  const shown = { version: 1, hasOthers: true, turns: [], draft: "", pastQuestions: [] } as const;
  events.conversationChanged({ ...shown, id: "one" });
  actions.ask("One?");
  await turnOfTheLoop();
  elapse();
  actions.type("half");
  events.conversationChanged({ ...shown, id: "two" });
  assert.deepEqual(
    [saved.at(-1)?.id, saved.at(-1)?.draft, saved.at(-1)?.turns.length, saved.length],
    ["one", "half", 1, 2],
  );
  assert.deepEqual([store.state().draft, store.state().turns.length], ["", 0]);
  actions.ask("Why?");
  assert.deepEqual(
    asked.map(({ conversation, previous }) => [conversation, previous]),
    [
      ["one", undefined],
      ["two", undefined],
    ],
  );
  // The same conversation again, as when the panel is shown, saves nothing.
  elapse();
  const before = saved.length;
  events.conversationChanged({ ...shown, id: "two" });
  assert.equal(saved.length, before);
});

test("leaving the page saves at once what has changed, and nothing else", async () => {
  const { actions, saved } = await startBench();
  actions.save();
  assert.equal(saved.length, 0);
  actions.type("half");
  actions.save();
  actions.save();
  assert.deepEqual(
    saved.map(({ draft }) => draft),
    ["half"],
  );
});

test("a question from outside leaves a person's draft alone; one that is not to be asked becomes the draft where there is none", async () => {
  const { actions, store, events } = await startBench();
  actions.type("mine");
  events.questionPut({ question: "Theirs?", submit: true });
  events.questionPut({ question: "Look at this", submit: false });
  assert.equal(store.state().draft, "mine");
  assert.equal(store.state().turns[0]?.question, "Theirs?");
  actions.type("");
  events.questionPut({ question: "Look at this", submit: false });
  assert.equal(store.state().draft, "Look at this");
});

test("a question that fails says why, and one stopped elsewhere is stopped", async () => {
  const failing = await startBench({ ask: async () => Promise.reject(new Error("The server is gone; restart it.")) });
  failing.actions.ask("Why?");
  await turnOfTheLoop();
  assert.deepEqual(failing.store.state().turns[0]?.outcome, {
    kind: "failed",
    message: "The server is gone; restart it.",
  });
  const stopped = await startBench({ ask: async () => undefined });
  stopped.actions.ask("Why?");
  await turnOfTheLoop();
  assert.deepEqual(stopped.store.state().turns[0]?.outcome, { kind: "stopped" });
});

test("stopping stops every question under way and tells the extension", async () => {
  const { actions, store, log } = await startBench({ ask: () => new Promise<never>(() => undefined) });
  actions.ask("One?");
  actions.ask("Two?");
  actions.stop();
  assert.deepEqual(log, [
    ["stop", "id0"],
    ["stop", "id1"],
  ]);
  assert.deepEqual(
    store.state().turns.map(({ outcome }) => outcome.kind),
    ["stopped", "stopped"],
  );
});

test("a question that the extension still works on is waited for, not asked twice", async () => {
  const { store, events, log } = await startBench({}, [searching]);
  assert.deepEqual(log, []);
  events.answerRefined({ id: "kept", answer, refining: false });
  assert.equal(store.state().turns[0]?.outcome.kind, "answered");
});

test("an extension that fails or stays silent counts as lost, until it is heard of again", async () => {
  let fails = true;
  const start = {
    conversation: { version: 1, turns: [], draft: "", pastQuestions: [] },
    locale: "en",
  } as unknown as PanelStart;
  const ready = async (): Promise<PanelStart> => (fails ? Promise.reject(new Error("no")) : start);
  const { actions, store } = await startBench({ ready });
  assert.equal(store.state().connection, "lost");
  fails = false;
  actions.act("reconnect");
  await turnOfTheLoop();
  assert.equal(store.state().connection, "open");

  const silent = await startBench({ ready: () => new Promise<never>(() => undefined) });
  assert.equal(silent.store.state().connection, "connecting");
  silent.elapse();
  assert.equal(silent.store.state().connection, "lost");
});

test("what became of a citation is remembered under its turn", async () => {
  const { actions, store } = await startBench();
  actions.openCitation("t", citation);
  await turnOfTheLoop();
  assert.deepEqual(store.state().citationStates, { "t/1": { kind: "gone" } });
});

test("why a citation was found is asked with its turn's question; what goes wrong is shown in its place", async () => {
  const place = { uri: "file:///a.md" };
  const cited = { n: 1, place } as unknown as CitationView;
  const kept: Turn = { ...searching, outcome: { kind: "answered", answer } };
  const asked: unknown[] = [];
  const { actions, store } = await startBench(
    { explain: async (params) => (asked.push(params), Promise.reject(new Error("It is gone."))) },
    [kept],
  );
  actions.explain("unknown", cited);
  assert.equal(store.state().explained, undefined);
  actions.explain("kept", cited);
  assert.equal(store.state().explained?.outcome.kind, "asked");
  await turnOfTheLoop();
  assert.deepEqual(asked, [{ question: "Kept?", place }]);
  assert.deepEqual(store.state().explained?.outcome, { kind: "failed", message: "It is gone." });
  actions.closeExplanation();
  assert.equal(store.state().explained, undefined);
  const without = await startBench({}, [kept]);
  without.actions.explain("kept", cited);
  await turnOfTheLoop();
  assert.equal(without.store.state().explained?.outcome.kind, "notFound");
});

test("a question says what was asked before; a rewritten one can be asked as written in its place, or edited", async () => {
  const asked: AskParams[] = [];
  const bench = await startBench({
    async ask(params) {
      asked.push(params);
      return params.previous === undefined ? answer : { ...answer, askedAs: "Why are backups kept?" };
    },
  });
  const { actions, store } = bench;
  actions.ask("How long are backups kept?");
  await turnOfTheLoop();
  actions.ask("Why?");
  await turnOfTheLoop();
  assert.equal(asked.at(0)?.previous, undefined);
  assert.equal(asked[1]?.previous?.question, "How long are backups kept?");
  actions.ask("And when?");
  assert.equal(asked[2]?.previous?.question, "Why are backups kept?");
  await turnOfTheLoop();
  const [, why] = store.state().turns;
  assert.ok(why !== undefined);
  actions.type("mine");
  actions.editAskedAs(why);
  assert.equal(store.state().draft, "Why are backups kept?");
  actions.recall("newer");
  assert.equal(store.state().draft, "mine");
  actions.askAgain(why);
  assert.equal(asked[3]?.previous?.question, "How long are backups kept?");
  actions.askAsWritten(why);
  assert.equal(asked[4]?.question, "Why?");
  assert.equal(asked.at(4)?.previous, undefined);
  assert.deepEqual(
    store.state().turns.map(({ question }) => question),
    ["How long are backups kept?", "Why?", "And when?", "Why?"],
  );
});

test("a question keeps what it mentions: asked, asked again, recalled, followed up and saved", async () => {
  const mention: Mention = { kind: "folder", uri: "file:///w/docs", path: "docs" };
  const asked: AskParams[] = [];
  const { actions, store, saved, elapse } = await startBench({ ask: async (params) => (asked.push(params), answer) });
  actions.mention(mention, "Why?");
  elapse();
  assert.deepEqual([saved.at(-1)?.draft, saved.at(-1)?.mentions], ["Why?", [mention]]);
  actions.submit();
  await turnOfTheLoop();
  assert.deepEqual([store.state().mentions, store.state().turns[0]?.mentions], [[], [mention]]);
  actions.ask("And when?");
  await turnOfTheLoop();
  const [first] = store.state().turns;
  assert.ok(first);
  actions.askAgain(first);
  assert.deepEqual(
    asked.map(({ mentions, previous }) => [mentions, previous?.mentions]),
    [
      [[mention], undefined],
      [undefined, [mention]],
      [[mention], undefined],
    ],
  );
  actions.type("new");
  actions.recall("older");
  assert.deepEqual([store.state().draft, store.state().mentions], ["Why?", [mention]]);
  actions.leaveOut(mention);
  assert.deepEqual(store.state().mentions, []);
});

test("a question is tried with another writer below the first answer, which stays", async () => {
  const asked: PanelAskParams[] = [];
  const chosen = { writer: { provider: "none", model: "" }, name: "The documents' own words" } as const;
  const { actions, store } = await startBench({
    chooseWriter: async () => chosen,
    ask: async (params) => (asked.push(params), answer),
  });
  actions.ask("How long are backups kept?");
  await turnOfTheLoop();
  actions.ask("Where are keys kept?");
  await turnOfTheLoop();
  const [first] = store.state().turns;
  assert.ok(first !== undefined);
  actions.tryWith(first);
  await turnOfTheLoop();
  await turnOfTheLoop();
  const { id, ...again } = asked[2] ?? { id: "" };
  assert.deepEqual(again, {
    question: "How long are backups kept?",
    again: { of: first.id, writerName: chosen.name },
    conversation: store.state().conversation,
    writer: chosen.writer,
  });
  assert.deepEqual(
    store.state().turns.map((turn) => turn.id),
    [first.id, id, asked[1]?.id],
  );
  assert.deepEqual(store.state().turns[0], first);
});

test("nothing is asked where nobody is chosen", async () => {
  const { actions, store, log } = await startBench({ chooseWriter: async () => null });
  actions.ask("Why?");
  await turnOfTheLoop();
  actions.tryWith(store.state().turns[0] as Turn);
  await turnOfTheLoop();
  assert.equal(log.length, 1);
});
