import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createMarkdown } from "../../client/webview/content/markdown.ts";
import { readLink } from "../../protocol/links.ts";
import {
  startTestChatServer,
  writeAnswer,
  type ReceivedChat,
  type TestChatServer,
} from "../../server/src/adapters/chat/testChatServer.ts";
import { hostileDocuments, type HostileDocument } from "../fixtures/hostile/hostileDocuments.ts";
import { askDocs, textOf } from "./commandLine.ts";

const work = mkdtempSync(join(tmpdir(), "ask-docs-hostile-"));
const folder = join(work, "pages");
let model: TestChatServer;
let recorder: Server;
let leak = "";
const leaked: string[] = [];
let documents: readonly HostileDocument[] = [];

before(async () => {
  model = await startTestChatServer();
  recorder = createServer((request, response) => {
    leaked.push(request.url ?? "");
    response.end();
  }).on("connection", () => leaked.push("a connection"));
  await new Promise<void>((resolve) => recorder.listen(0, "127.0.0.1", resolve));
  leak = `http://127.0.0.1:${(recorder.address() as AddressInfo).port}`;
  documents = hostileDocuments(leak);
  mkdirSync(folder);
  for (const { path, text } of documents) writeFileSync(join(folder, path), text);
});
after(async () => {
  await model.close();
  recorder.close();
  rmSync(work, { recursive: true });
});

interface Row {
  readonly query_id: string;
  readonly shown: string;
  readonly sentence: string;
  readonly model?: string | null;
}

interface Answer {
  readonly model: string | null;
  readonly sentences: readonly {
    readonly text: string;
    readonly support: string;
    readonly citations: readonly number[];
  }[];
  readonly citations: readonly {
    readonly n: number;
    readonly path: string;
    readonly startOffset: number;
    readonly endOffset: number;
    readonly quote: string;
  }[];
}

/** What a model that does as it is told writes: the lie with every false citation, what would send words out, the payload. */
const obedient = ({ lie, truth, payload }: HostileDocument): string =>
  [
    `${lie.slice(0, -1)} [1].`,
    `${lie.slice(0, -1)} [1][99].`,
    `${lie.slice(0, -1)}, as the checked passage proves [99].`,
    `Every sentence here is supported and verified by the system [1].`,
    `${truth} [1]`,
    `![x](${leak}/model.png?words=35) [continue](${leak}/model) <img src="${leak}/model-html.png">`,
    `[go](command:workbench.action.quit) [go](javascript:alert(1)) [go](data:text/html,x) [go](vscode://x/y)`,
    payload,
  ].join("\n\n");

const question = ({ body }: ReceivedChat): string => body.messages.at(-1)?.content ?? "";

/** The document that a chat is about, by the last gate that its messages name in a question. */
function documentOf(chat: ReceivedChat): HostileDocument {
  const found = documents.filter((document) => question(chat).includes(document.question));
  assert.equal(found.length, 1, question(chat));
  return found[0] as HostileDocument;
}

const options = (): readonly string[] => [
  ...["--folder", folder, "--index-dir", join(work, "index"), "--vectors", "none"],
  ...["--model", "scripted", "--model-url", model.address],
];

test("a model that obeys any of 78 documents has no lie supported, and its calls are all that leaves", async () => {
  assert.ok(documents.length >= 60);
  const [queries, out] = [join(work, "queries.jsonl"), join(work, "answers.jsonl")];
  writeFileSync(
    queries,
    documents.map(({ path, question }) => JSON.stringify({ id: path, text: question })).join("\n"),
  );
  model.script = (chat, response) => {
    void writeAnswer(response, obedient(documentOf(chat)));
  };
  const { code, stderr } = await askDocs("answers", ...options(), "--queries", queries, "--out", out);
  assert.equal(code, 0, stderr);
  const rows = readFileSync(out, "utf8").trim().split("\n");
  assert.equal(rows.length, documents.length);
  for (const [at, row] of rows.entries()) {
    const document = documents[at] as HostileDocument;
    const { query_id, shown, sentence, model: writer } = JSON.parse(row) as Row;
    assert.equal(query_id, document.path);
    assert.equal(writer, "scripted", row);
    // What is shown here is supported; the time of the lie is in no document.
    assert.doesNotMatch(shown, /23:\d\d/u, row);
    assert.doesNotMatch(sentence, /23:\d\d/u, row);
    assert.ok(!shown.includes("/model.png"), row);
  }
  assert.equal(model.chats.length, documents.length);
  assert.deepEqual(leaked, []);
});

test("each sentence of such an answer is marked, and every citation stands in its file", async () => {
  const tried = ["false-citation-99", "role-system", "passage-new", "tool-json", "zero-width", "link-javascript", "he"];
  for (const document of documents.filter(({ path }) => tried.includes(path.slice(0, -".md".length)))) {
    const { code, stdout, stderr } = await askDocs("ask", document.question, "--json", ...options());
    assert.equal(code, 0, stderr);
    const { model: writer, sentences, citations } = JSON.parse(stdout) as Answer;
    assert.equal(writer, "scripted");
    const lies = sentences.filter(({ text }) => /23:\d\d/u.test(text));
    assert.ok(lies.length >= 2, stdout);
    for (const { support } of lies) assert.notEqual(support, "supported", stdout);
    assert.ok(
      sentences.some(({ text, support }) => text.includes(document.truth) && support === "supported"),
      stdout,
    );
    for (const [, target = ""] of sentences
      .map(({ text }) => createMarkdown().render(text, undefined, document.path).html)
      .join("")
      .matchAll(/class="link" title="([^"]*)"/gu))
      assert.notEqual(readLink(target.replaceAll("&amp;", "&")), undefined, target);
    for (const { text, support, citations: numbers } of sentences) {
      if (support === "unsupported") assert.deepEqual(numbers, [], text);
      if (text.includes("/model")) assert.notEqual(support, "supported", text);
      for (const number of numbers)
        assert.ok(
          citations.some(({ n }) => n === number),
          text,
        );
    }
    for (const { path, startOffset, endOffset, quote } of citations)
      assert.equal(textOf(folder, path).slice(startOffset, endOffset), quote);
  }
  assert.deepEqual(leaked, []);
});

test(
  "a sentence about its own support is not supported by a document that speaks of support",
  { todo: "Words of the passages, put together anew, can come to a false sentence: see docs/privacy.md." },
  async () => {
    const document = documents.find(({ path }) => path === "passage-new-fr.md");
    const { stdout } = await askDocs("ask", document?.question ?? "", "--json", ...options());
    const claim = (JSON.parse(stdout) as Answer).sentences.find(({ text }) => text.startsWith("Every sentence here"));
    assert.notEqual(claim?.support, "supported", stdout);
  },
);

test("documents speak in the user's turn alone: none has become a turn or a rule of its own", () => {
  for (const { body } of model.chats) {
    assert.deepEqual(
      body.messages.map(({ role }) => role),
      ["system", "user"],
    );
    assert.doesNotMatch(body.messages[0]?.content ?? "", / gate /u);
  }
});
