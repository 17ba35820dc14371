import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { completeMentionRequest, type CompleteMentionParams, type Mention } from "../../protocol/mentions.ts";
import { completeTagRequest, type TagView } from "../../protocol/noteTags.ts";
import { askRequest, explainRequest, type AskParams } from "../../protocol/serverMessages.ts";
import type { AnswerView } from "../../protocol/views.ts";
import { startServer, type ServerUnderTest } from "./languageServerClient.ts";

const files: Readonly<Record<string, string>> = {
  "work/en/travel.md":
    "# Travel\n\n## Trains\n\nA train ticket of first class costs 120 euros at most.\n\n## Hotels\n\nA hotel room costs 95 euros a night at most.\n",
  "work/he/מדיניות נסיעות.md": "---\ntags: [Travel]\n---\n\n# נסיעות\n\nחדר במלון עולה עד 80 אירו ללילה.\n",
  "home/notes.md": "# Holidays\n\nA hotel room costs 40 euros a night at most.\n\n#travel\n",
};

let server: ServerUnderTest;
let root = "";

const uriOf = (path: string): string => pathToFileURL(join(root, path)).href;
const file = (path: string): Mention => ({ kind: "file", uri: uriOf(path), path });
const folder = (path: string): Mention => ({ kind: "folder", uri: uriOf(path), path });
const heading = (path: string, ...headings: string[]): Mention => ({
  kind: "heading",
  uri: uriOf(path),
  path,
  headings,
});

const ask = (question: string, more: Partial<AskParams> = {}): Promise<AnswerView> =>
  server.client.sendRequest(askRequest.method, { id: crypto.randomUUID(), question, ...more });
const quotes = ({ citations }: AnswerView): readonly string[] => citations.map(({ quote }) => quote);
const complete = (params: Partial<CompleteMentionParams>) =>
  server.client.sendRequest(completeMentionRequest, {
    ...{ of: "places", typed: "", limit: 10, recent: [], within: [] },
    ...params,
  });

before(async () => {
  root = mkdtempSync(join(tmpdir(), "ask-docs-mentions-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  server = await startServer([join(root, "work"), join(root, "home")], join(root, "storage"));
  await server.until(
    ({ activity, passages, embedded }) => activity === "ready" && passages > 0 && embedded === passages,
  );
});

after(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

test("a question is answered from the file, folder or section that it mentions", async () => {
  const question = "How much does a hotel room cost a night?";
  const from = async (...mentions: Mention[]) => quotes(await ask(question, { mentions }));
  assert.deepEqual(await from(file("home/notes.md")), ["A hotel room costs 40 euros a night at most."]);
  assert.deepEqual(await from(folder("work/en")), ["A hotel room costs 95 euros a night at most."]);
  const hebrew = await ask("כמה עולה חדר במלון?", { mentions: [file("work/he/מדיניות נסיעות.md")] });
  assert.deepEqual(quotes(hebrew), ["חדר במלון עולה עד 80 אירו ללילה."]);
  assert.deepEqual(await from(heading("work/en/travel.md", "Travel", "Hotels")), [
    "A hotel room costs 95 euros a night at most.",
  ]);
  const trains = await ask(question, { mentions: [heading("work/en/travel.md", "Travel", "Trains")] });
  assert.deepEqual(
    [...trains.citations, ...trains.nearest].map(({ quote }) => quote),
    ["A train ticket of first class costs 120 euros at most."],
  );
});

test("what is mentioned and not there is said, and nothing else is asked in its place", async () => {
  const question = "How much does a hotel room cost a night?";
  const gone = await ask(question, { mentions: [file("home/gone.md")] });
  assert.equal(gone.abstained, true);
  assert.deepEqual(gone.nearest, []);
  assert.match(gone.notices.join(" "), /^home\/gone\.md is not in the index/);
  const one = await ask(question, {
    mentions: [file("home/notes.md"), heading("work/en/travel.md", "Travel", "Ships"), folder("elsewhere")],
  });
  assert.deepEqual(quotes(one), ["A hotel room costs 40 euros a night at most."]);
  assert.deepEqual(
    one.notices.map((notice) => /^.*?(?=;|:)/.exec(notice)?.[0]),
    ["work/en/travel.md has no heading “Ships” in the index now", "elsewhere is not in the index"],
  );
});

test("a question that leans on the one before is asked of the same, unless it mentions something itself", async () => {
  const previous = { question: "How much does a hotel room cost a night?", mentions: [file("home/notes.md")] };
  const leaning = await ask("And a train ticket of first class?", { previous });
  assert.deepEqual(leaning.carried, previous.mentions);
  assert.doesNotMatch(JSON.stringify([leaning.sentences, leaning.nearest]), /120 euros/);
  const own = await ask("And a train ticket of first class?", { previous, mentions: [folder("work/en")] });
  assert.equal(own.carried, undefined);
  assert.match(quotes(own).join(), /120 euros/);
  const anew = await ask("What does a train ticket of first class cost at most?", { previous });
  assert.equal(anew.carried, undefined);
  assert.match(quotes(anew).join(), /120 euros/);
});

test("searching and explaining keep to what is mentioned", async () => {
  const query = "hotel room euros";
  const { hits, notices } = await server.searchView({
    query,
    limit: 10,
    mentions: [folder("work/en"), file("home/x")],
  });
  assert.deepEqual([...new Set(hits.map(({ place }) => place.path))], ["work/en/travel.md"]);
  assert.match(notices.join(), /^home\/x is not in the index/);
  const place = hits[0]?.place;
  const explain = (mentions: readonly Mention[]) =>
    server.client.sendRequest(explainRequest.method, { question: query, place, mentions });
  assert.notEqual(await explain([folder("work/en")]), null);
  assert.equal(await explain([file("home/notes.md")]), null);
});

test("files, folders and headings of all folders are completed, with the folder's name", async () => {
  assert.deepEqual(
    (await complete({ typed: "נסיע" })).map(({ mention }) => mention),
    [{ kind: "file", uri: uriOf("work/he/מדיניות נסיעות.md"), path: "work/he/מדיניות נסיעות.md" }],
  );
  assert.equal((await complete({ recent: [uriOf("home/notes.md")] }))[0]?.mention.path, "home/notes.md");
  assert.deepEqual(
    (await complete({ of: "headings", typed: "ho" })).map(
      ({ mention }) => mention.kind === "heading" && mention.headings,
    ),
    [["Travel", "Hotels"], ["Holidays"]],
  );
  const within = await complete({ of: "headings", within: [uriOf("home/notes.md")] });
  assert.deepEqual(
    within.map(({ mention }) => mention.path),
    ["home/notes.md"],
  );
});

test("tags of all folders' notes are counted together", async () => {
  const tags: readonly TagView[] = await server.client.sendRequest(completeTagRequest, { typed: "trav", limit: 10 });
  assert.deepEqual(tags, [{ tag: "Travel", files: 2 }]);
});

test("completion that nobody wants any more is given up", async () => {
  const source = new CancellationTokenSource();
  const answer = server.client.sendRequest(
    completeMentionRequest,
    { of: "places", typed: "a", limit: 10, recent: [], within: [] },
    source.token,
  );
  source.cancel();
  await assert.rejects(answer, /stopped/);
});
