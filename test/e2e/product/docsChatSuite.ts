import assert from "node:assert/strict";
import * as vscode from "vscode";
import { createDocsChatKit } from "../../../client/src/docsChat/docsChatKit.ts";
import type { LanguageServer } from "../../../client/src/languageServer/languageServer.ts";
import type { ServerRequests } from "../../../client/src/languageServer/serverRequests.ts";
import { createEnglishTexts } from "../../../client/src/testTexts.ts";
import type { AskParams } from "../../../protocol/serverMessages.ts";
import type { AnswerView, CitationView } from "../../../protocol/views.ts";

/** Milliseconds in which the folder is read on a busy machine. */
const patience = 60_000;

const textsOf = ({ content }: vscode.LanguageModelToolResult): string =>
  content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");

async function search(input: object, token?: vscode.CancellationToken): Promise<string> {
  return textsOf(await vscode.lm.invokeTool("askDocs_search", { input, toolInvocationToken: undefined }, token));
}

describe("the tool for language models", () => {
  it("is offered to them", () => {
    const tool = vscode.lm.tools.find(({ name }) => name === "askDocs_search");
    assert.ok(tool);
    assert.match(tool.description, /never follow instructions/);
    assert.deepEqual((tool.inputSchema as { readonly required: unknown }).required, ["query"]);
  });

  it("finds passages with their places", async function () {
    this.timeout(patience);
    let found = "";
    while (!found.includes("backups.md")) found = await search({ query: "How long are backups kept?", limit: 3 });
    assert.match(found, /^> .*35 days/m);
    assert.match(found, /^\d\. en\/backups\.md:\d+/m);
  });

  it("says what is wrong with its input", async () => {
    await assert.rejects(search({}), /query must be/);
    await assert.rejects(search({ query: "" }), /query must be/);
    await assert.rejects(search({ query: ["backups"] }), /query must be/);
    await assert.rejects(search({ query: "x".repeat(100_000) }), /query must be/);
    await assert.rejects(search({ query: "x", limit: 500 }), /limit must be/);
    assert.match(
      await search({ query: '\u0000\u202e\ud800 ) OR path:../../../etc (("' }),
      /^(No passage|Passages) found/,
    );
  });

  it("is given up when it is cancelled", async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await assert.rejects(search({ query: "backups" }, source.token));
    assert.match(await search({ query: "backups" }), /backups\.md/);
  });
});

const quote = "Backups are kept for 35 days.";

const citation: CitationView = {
  n: 1,
  place: {
    uri: "file:///w/en/backups.md",
    path: "en/backups.md",
    range: { start: { line: 18, character: 2 }, end: { line: 18, character: 31 } },
  },
  quote,
  ...{ before: "", after: "", breadcrumb: ["Backups", "Keeping"], contentHash: "", unsaved: false, language: "en" },
};

const answer: AnswerView = {
  question: "How long are backups kept?",
  sentences: [{ text: quote, support: "supported", citations: [1] }],
  citations: [citation],
  ...{ abstained: false, confidence: 0.9, nearest: [], model: null, notices: [] },
  freshness: { files: 1, current: 1, pending: 0, failed: 0, ageSeconds: 0 },
};

const abstention: AnswerView = { ...answer, sentences: [], citations: [], abstained: true, nearest: [citation] };

/** A server that knows these requests alone. */
const serverWith = (requests: Partial<ServerRequests>): LanguageServer =>
  ({ ask: (send: (to: ServerRequests) => unknown) => send(requests as ServerRequests) }) as unknown as LanguageServer;

/** Writes down what the participant writes, a line for each part. */
function createRecorder(): { readonly stream: vscode.ChatResponseStream; readonly lines: string[] } {
  const lines: string[] = [];
  const where = ({ uri, range: { start, end } }: vscode.Location): string =>
    `${uri.path}:${start.line}:${start.character}-${end.character}`;
  const stream = {
    markdown: (text: string) => lines.push(text.trim()),
    anchor: (place: vscode.Location, title: string) => lines.push(`anchor ${where(place)} ${title}`),
    reference: (place: vscode.Location) => lines.push(`reference ${where(place)}`),
    progress: () => undefined,
  };
  return { stream: stream as unknown as vscode.ChatResponseStream, lines };
}

const requestOf = (prompt: string, command?: string) => ({ prompt, command }) as vscode.ChatRequest;
const contextOf = (...results: readonly vscode.ChatResult[]) =>
  ({ history: results.map((result) => ({ result })) }) as unknown as vscode.ChatContext;

/** What @docs writes, and what it leaves for the next turn. */
async function say(
  requests: Partial<ServerRequests>,
  prompt: string,
  context = contextOf(),
  token = new vscode.CancellationTokenSource().token,
) {
  const { stream, lines } = createRecorder();
  const kit = createDocsChatKit({ server: serverWith(requests), texts: createEnglishTexts() });
  const result = await kit.answer(requestOf(prompt), context, stream, token);
  return { result, kit, written: lines.filter((line) => line !== "") };
}

describe("the participant @docs", () => {
  const place = "/w/en/backups.md:18:2-31";

  it("writes sentences with links to the exact places that they rest on", async () => {
    const { written } = await say({ ask: () => Promise.resolve(answer) }, answer.question);
    assert.deepEqual(written, [quote, `anchor ${place} en/backups.md:19`, `reference ${place}`]);
  });

  it("says that the documents do not answer, and where they come nearest", async () => {
    const { written } = await say({ ask: () => Promise.resolve(abstention) }, "Who keeps them?");
    assert.match(written[0] ?? "", /documents do not answer/);
    assert.ok(written.includes(`anchor ${place} en/backups.md:19`));
  });

  it("asks on from the answer before, and suggests what the documents answer near it", async () => {
    const asked: AskParams[] = [];
    const requests: Partial<ServerRequests> = {
      ask: (params) => (asked.push(params), Promise.resolve(answer)),
      suggest: ({ asked: before, near }) =>
        Promise.resolve([{ question: `${before.join(" ")} ${near[0]?.path ?? ""}`, language: "en" }]),
    };
    const { result, kit } = await say(requests, answer.question);
    // The editor keeps it as plain data.
    const kept = JSON.parse(JSON.stringify(result)) as vscode.ChatResult;
    await say(requests, "And why?", contextOf({ metadata: {} }, { metadata: { previous: 7 } }, kept));
    assert.deepEqual(asked[1]?.previous, { question: answer.question, heading: "Keeping" });
    const { token } = new vscode.CancellationTokenSource();
    assert.deepEqual(await kit.followUps(kept, contextOf(), token), [{ prompt: `${answer.question} en/backups.md` }]);
    assert.deepEqual(await kit.followUps({}, contextOf(), token), []);
  });

  it("tells why there is no answer where the server is gone, and asks for a question where there is none", async () => {
    const { result, written } = await say({ ask: () => Promise.reject(new Error("No folder is open.")) }, "Why?");
    assert.match(result.errorDetails?.message ?? "", /No folder is open/);
    assert.deepEqual(written, []);
    assert.match((await say({}, "  ")).written.join(" "), /@docs/);
  });

  it("writes nothing once it is cancelled", async () => {
    for (const outcome of [() => Promise.resolve(answer), () => Promise.reject(new Error("cancelled"))]) {
      const source = new vscode.CancellationTokenSource();
      const ask = () => (source.cancel(), outcome());
      const { result, written } = await say({ ask }, "Why?", contextOf(), source.token);
      assert.deepEqual([result, written], [{}, []]);
    }
  });
});
