import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { askRequest, suggestRequest, type SuggestionView, type SuggestParams } from "../../protocol/serverMessages.ts";
import type { AnswerView, Place } from "../../protocol/views.ts";
import { handbook } from "./commandLine.ts";
import { startServer, type ServerUnderTest } from "./languageServerClient.ts";

let server: ServerUnderTest;
let work = "";

before(async () => {
  work = mkdtempSync(join(tmpdir(), "ask-docs-conversation-"));
  server = await startServer([handbook], join(work, "storage"));
  await server.until(
    ({ activity, passages, embedded }) => activity === "ready" && passages > 0 && embedded === passages,
  );
});

after(async () => {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
});

const suggest = (wanted: Partial<SuggestParams>): Promise<readonly SuggestionView[]> =>
  server.client.sendRequest(suggestRequest, { asked: [], near: [], locale: "en", ...wanted });

const questionsOf = (suggested: readonly SuggestionView[]): readonly string[] =>
  suggested.map(({ question }) => question);

const placesOf = ({ citations, nearest }: AnswerView): readonly Place[] =>
  [...citations, ...nearest].map(({ place }) => place);

test("questions to begin with are of several languages and documents, the interface's first, and are answered", async (t) => {
  const begun = performance.now();
  const suggested = await suggest({ locale: "ru-RU" });
  t.diagnostic(`${JSON.stringify(suggested)} in ${Math.round(performance.now() - begun)} ms`);
  assert.equal(suggested.length, 4);
  assert.equal(suggested[0]?.language, "ru");
  assert.deepEqual(new Set(suggested.map(({ language }) => language)), new Set(["ru", "en", "he", "fr"]));
  const paths = new Set<string>();
  for (const { question } of suggested) {
    const answer = await server.ask(question);
    assert.equal(answer.abstained, false, question);
    paths.add(answer.citations[0]?.place.path ?? "");
  }
  assert.equal(paths.size, suggested.length);
  const again = performance.now();
  assert.deepEqual(await suggest({ locale: "ru-RU" }), suggested);
  t.diagnostic(`again in ${Math.round(performance.now() - again)} ms`);
});

test("what was asked before is not suggested again", async () => {
  const first = questionsOf(await suggest({}));
  const others = questionsOf(await suggest({ asked: first.map((question) => question.toUpperCase()) }));
  assert.ok(others.length > 0);
  assert.deepEqual(
    others.filter((question) => first.includes(question)),
    [],
  );
});

for (const [language, question, path] of [
  ["en", "How long are backups kept?", "en/backups.md"],
  ["he", "מה שעות הפתיחה של אולם הקריאה ביום ראשון?", "he/reading-room.md"],
  ["ru", "Сколько хранятся резервные копии?", "ru/backups.md"],
  ["fr", "Combien de jours de télétravail par semaine ?", "fr/teletravail.md"],
] as const)
  test(`after an answer in ${language}, neighbouring questions of the same page are suggested`, async (t) => {
    const answer = await server.ask(question);
    const near = placesOf(answer);
    assert.equal(near[0]?.path, path);
    const begun = performance.now();
    const suggested = await suggest({ asked: [question], near });
    t.diagnostic(`${JSON.stringify(questionsOf(suggested))} in ${Math.round(performance.now() - begun)} ms`);
    assert.ok(suggested.length > 0);
    for (const { question: related } of suggested) {
      assert.notEqual(related, question);
      const next = await server.ask(related);
      assert.equal(next.abstained, false, related);
      assert.ok(
        placesOf(next).some((place) => place.path === path),
        related,
      );
    }
  });

test("suggesting stops when it is taken back, and a question meanwhile is answered", async () => {
  const source = new CancellationTokenSource();
  const suggesting = server.client.sendRequest(
    suggestRequest,
    { asked: [], near: [], locale: "fr" } satisfies SuggestParams,
    source.token,
  );
  const answering = server.ask("Who approves a purchase?");
  source.cancel();
  await assert.rejects(suggesting, /was stopped/u);
  assert.equal((await answering).abstained, false);
});

test("a question that leans on the one before is answered as it stands alone", async () => {
  const previous = { question: "What is the daily meal allowance in 2024?" };
  const follow: AnswerView = await server.client.sendRequest(askRequest, {
    id: "follow",
    question: "And in 2025?",
    previous,
  });
  assert.equal(follow.question, "And in 2025?");
  assert.equal(follow.askedAs, "What is the daily meal allowance in 2025?");
  assert.equal(follow.citations[0]?.place.path, "en/travel-policy-2025.md");
  const fresh: AnswerView = await server.client.sendRequest(askRequest, {
    id: "fresh",
    question: "How long are backups kept?",
    previous,
  });
  assert.equal(fresh.askedAs, undefined);
  assert.match(fresh.sentences[0]?.text ?? "", /35 days/u);
});
