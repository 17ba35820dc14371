import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  startTestChatServer,
  writeAnswer,
  writeError,
  type TestChatServer,
} from "../../server/src/adapters/chat/testChatServer.ts";
import { askDocs, askDocsJson, handbook } from "./commandLine.ts";

const work = mkdtempSync(join(tmpdir(), "ask-docs-model-"));
const question = "How long are backups kept?";
let server: TestChatServer;

before(async () => {
  server = await startTestChatServer();
});
after(async () => {
  await server.close();
  rmSync(work, { recursive: true });
});

const flags = (): readonly string[] => [
  ...["--folder", handbook, "--index-dir", work, "--vectors", "none"],
  ...["--model", "scripted", "--model-url", server.address],
];

interface Sentence {
  readonly text: string;
  readonly support: string;
  readonly citations: readonly number[];
}

test("what a model writes is held against the passages, in four languages: nothing invented is supported", async () => {
  const asked = [
    [question, "Backups are kept for 35 days [1].", "Backups are kept for 53 days [1]."],
    [
      "Сколько дней хранится резервная копия?",
      "Резервные копии хранятся 35 дней [1].",
      "Копии хранит адмирал Нельсон на Луне [1].",
    ],
    [
      "Combien de jours de télétravail par semaine ?",
      "Le télétravail est limité à deux jours par semaine [1].",
      "Le télétravail est limité à neuf jours par semaine [1].",
    ],
    [
      "באיזו שעה ננעלת דלת החצר האחורית?",
      "דלת החצר האחורית ננעלת בשעה 18:00 [1].",
      "דלת החצר האחורית ננעלת בשעה 23:45 [1].",
    ],
  ] as const;
  for (const [text, faithful, invented] of asked) {
    server.script = (_, response) => writeAnswer(response, `${faithful} ${invented}`);
    const { value } = await askDocsJson("ask", text, ...flags());
    const sentences = value["sentences"] as readonly Sentence[];
    assert.deepEqual(
      sentences.map(({ support }) => support),
      ["supported", "unsupported"],
      JSON.stringify(sentences),
    );
    assert.ok((sentences[0]?.citations.length ?? 0) > 0);
    assert.deepEqual(sentences[1]?.citations, []);
    assert.equal(value["model"], "scripted");
  }
});

test("a model that fails in any way leaves the documents' own words, with one line that says why", async () => {
  const failures = [
    () => (server.script = (_, response) => writeError(response, 401, "no key")),
    () => (server.script = (_, response) => writeError(response, 500, "broken")),
    () => (server.script = (_, response) => void response.writeHead(200).end("no events at all")),
    () => (server.script = (_, response) => writeAnswer(response, "")),
    () => (server.script = (_, response) => void response.destroy()),
  ];
  for (const fail of failures) {
    fail();
    const { stdout, stderr, code } = await askDocs("ask", question, "--json", ...flags());
    assert.equal(code, 0, stderr);
    const answer = JSON.parse(stdout) as { readonly model: string | null; readonly sentences: readonly Sentence[] };
    assert.equal(answer.model, null);
    assert.match(answer.sentences[0]?.text ?? "", /^Backups are kept for 35 days/u);
    assert.match(stderr, /The documents' own words are shown\./u);
  }
});

test("a question that the documents do not answer is sent to no model, and a wrong address is wrong usage", async () => {
  const before = server.chats.length;
  const { code } = await askDocs("ask", "Where may I park my car at the Leeds office?", ...flags());
  assert.equal(code, 3);
  assert.equal(server.chats.length, before);
  const wrong = await askDocs(
    "ask",
    question,
    "--folder",
    handbook,
    "--index-dir",
    work,
    "--model",
    "x",
    "--model-url",
    "nowhere",
  );
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /no http or https address/u);
});
