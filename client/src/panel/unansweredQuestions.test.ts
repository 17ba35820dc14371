import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnswerView } from "../../../protocol/views.ts";
import { createUnansweredQuestions, mostUnanswered } from "./unansweredQuestions.ts";

const storageOf = (kept?: unknown) => {
  let value = kept;
  return { get: () => value, update: async (_key: string, next: unknown) => void (value = structuredClone(next)) };
};
const answer = (question: string, abstained: boolean, rest: object = {}): AnswerView =>
  ({ question, abstained, nearest: [], ...rest }) as unknown as AnswerView;
const questionsOf = (list: ReturnType<typeof createUnansweredQuestions>) => list.all().map(({ question }) => question);

void test("a question stands once, as it was asked, until the documents answer it or it is forgotten", () => {
  const list = createUnansweredQuestions(storageOf());
  list.note(answer("Who  pays?", true), 1);
  list.note(answer("Why?", true, { askedAs: "Why are backups kept?" }), 2);
  list.note(answer("Who pays?\n", true), 3);
  list.note(answer("How long?", false), 4);
  assert.deepEqual(questionsOf(list), ["Why are backups kept?", "Who pays?"]);
  list.note(answer("Who pays?", false), 5);
  assert.deepEqual(questionsOf(list), ["Why are backups kept?"]);
  list.forget(["Why are backups kept?"]);
  assert.deepEqual(questionsOf(list), []);
});

void test("the list is bounded, survives a restart, and what is no list is an empty one", () => {
  const storage = storageOf();
  const list = createUnansweredQuestions(storage);
  for (let at = 0; at < mostUnanswered + 5; at++) list.note(answer(`Question ${at}?`, true), at);
  assert.equal(list.all().length, mostUnanswered);
  assert.equal(createUnansweredQuestions(storage).all()[0]?.question, "Question 5?");
  for (const kept of ["x", [{ question: 1 }, null, "a"]])
    assert.deepEqual(createUnansweredQuestions(storageOf(kept)).all(), []);
});
