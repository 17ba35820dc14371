import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import type { CompletedMentionView } from "../../../protocol/mentions.ts";
import { createMentionTyping } from "./mentionTyping.ts";

const option = (path: string): CompletedMentionView => ({
  mention: { kind: "file", uri: `file:///${path}`, path },
  rank: 0,
});

/** Typing whose lookups are answered by the test. */
function startTyping() {
  const lookups: {
    typed: string;
    signal: AbortSignal;
    give: (...paths: string[]) => Promise<void>;
    fail(): Promise<void>;
  }[] = [];
  const typing = createMentionTyping(
    ({ typed }, signal) =>
      new Promise((resolve, reject) => {
        lookups.push({
          typed,
          signal,
          give: (...paths) => (resolve(paths.map(option)), turnOfTheLoop()),
          fail: () => (reject(new Error("no server")), turnOfTheLoop()),
        });
      }),
    () => undefined,
  );
  const type = (text: string): void => typing.follow(text, text.length);
  const shown = () => typing.offered()?.options.map(({ mention }) => mention.path);
  return { lookups, typing, type, shown };
}

test("one lookup is under way, for what is typed now; the list stays meanwhile", async () => {
  const { lookups, typing, type, shown } = startTyping();
  type("@a");
  await lookups[0]?.give("a", "b");
  type("@ab");
  type("@ab");
  type("@abc");
  assert.deepEqual(
    lookups.map(({ typed, signal }) => [typed, signal.aborted]),
    [
      ["a", false],
      ["ab", true],
      ["abc", false],
    ],
  );
  assert.deepEqual(shown(), ["a", "b"]);
  const settled = typing.settled();
  await lookups[1]?.give("wrong");
  await lookups[2]?.give("c");
  assert.deepEqual(
    (await settled)?.options.map(({ mention }) => mention.path),
    ["c"],
  );
  type("@abc ");
  type("");
  assert.equal(lookups.at(-1)?.signal.aborted, true);
  assert.equal(shown(), undefined);
});

test("a list that is closed stays closed until another mention is begun", async () => {
  const { lookups, typing, type, shown } = startTyping();
  type("@a");
  await lookups[0]?.give("a");
  assert.equal(typing.dismiss(), true);
  type("@ab");
  assert.equal(lookups.length, 1);
  assert.equal(typing.dismiss(), false);
  type("");
  type("@");
  await lookups[1]?.give("a");
  assert.deepEqual(shown(), ["a"]);
});

test("what fails, or what words fit nothing, shows no list", async () => {
  const { lookups, type, typing, shown } = startTyping();
  type("@a");
  await lookups[0]?.fail();
  assert.equal(shown(), undefined);
  type("@ab c");
  await lookups[1]?.give();
  assert.equal(shown(), undefined);
  type("@abc");
  await lookups[2]?.give();
  assert.deepEqual([shown(), typing.offered()?.active], [[], -1]);
  typing.move("next");
  assert.equal(typing.offered()?.active, -1);
});

test("the choice goes round", async () => {
  const { lookups, type, typing } = startTyping();
  type("#");
  await lookups[0]?.give("a", "b", "c");
  const moved = (["previous", "next", "next", "previous"] as const).map(
    (to) => (typing.move(to), typing.offered()?.active),
  );
  assert.deepEqual(moved, [2, 0, 1, 0]);
});
