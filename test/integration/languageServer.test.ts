import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import {
  askRequest,
  deleteIndexRequest,
  doctorRequest,
  explainRequest,
  locateCitationRequest,
  rebuildIndexRequest,
  setPausedRequest,
  whyRequest,
} from "../../protocol/serverMessages.ts";
import type { AnswerView, CitationView, Range } from "../../protocol/views.ts";
import { handbook } from "./commandLine.ts";
import { folderOf, isGone, startServer, timeUntil, type ServerUnderTest } from "./languageServerClient.ts";

/** One server for all tests, which build on each other: its model is loaded and its folder embedded once. */
let server: ServerUnderTest;
let work = "";
let folder = "";

const uriOf = (path: string): string => pathToFileURL(join(folder, path)).href;
const textOf = (path: string): string => readFileSync(join(folder, path), "utf8");

const sliceOf = (text: string, { start, end }: Range): string => {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/u);
  const offset = ({ line, character }: Range["start"]): number =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length, 0) + character;
  return text.slice(offset(start), offset(end));
};

const ready = ({ activity, passages, embedded }: { activity: string; passages: number; embedded: number }): boolean =>
  activity === "ready" && passages > 0 && embedded === passages;

before(async () => {
  work = mkdtempSync(join(tmpdir(), "ask-docs-server-"));
  folder = join(work, "handbook");
  for (const part of ["en", "he", "ru/backups.md"])
    cpSync(join(handbook, part), join(folder, part), { recursive: true });
  server = await startServer([folder], join(work, "storage"));
});

after(async () => {
  await server.stop();
  for (const pid of server.embedders) assert.ok(await isGone(pid), `embedder ${pid} is still there`);
  rmSync(work, { recursive: true, force: true });
});

test("answers before the vectors are there, in between, and at last like the command line", async (t) => {
  const reading = await server.until(({ files }) => files > 10);
  t.diagnostic(`first status with files: ${JSON.stringify(reading)}`);
  await server.until(({ activity }) => activity !== "starting" && activity !== "reading");
  const before = performance.now();
  const asked = server.ask("How long are backups kept?");
  const first = await timeUntil(() => Promise.resolve(server.refined.length > 0));
  t.diagnostic(`first answer after ${Math.round(first)} ms`);
  const answer = await asked;
  t.diagnostic(`last answer after ${Math.round(performance.now() - before)} ms`);
  assert.equal(server.refined[0]?.refining, true);
  assert.match(server.refined[0].answer.sentences[0]?.text ?? "", /35 days/u);
  assert.equal(answer.abstained, false);
  const done = await server.until(ready);
  assert.equal(done.embeddedFiles, done.files);
  assert.deepEqual([done.folders, done.trusted, done.read, done.toRead], [["handbook"], true, 0, 0]);
  assert.ok(done.bytesOnDisk > 100_000);
  const times = server.statuses.map(({ at }) => at);
  for (const [place, at] of times.entries()) assert.ok(at - (times[place - 4] ?? -Infinity) > 900, "over 4 a second");
  assert.ok(server.statuses.some(({ status }) => status.activity === "waiting" && status.waitReason === "busy"));
});

interface CliAnswer {
  readonly sentences: readonly unknown[];
  readonly citations: readonly CliCitation[];
  readonly nearest: readonly CliCitation[];
  readonly abstained: boolean;
  readonly confidence: number;
}

interface CliCitation {
  readonly path: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly quote: string;
  readonly contentHash: string;
}

/** With all vectors, as the server has them by then: a question alone embeds what it can within some seconds. */
async function askCommandLine(question: string): Promise<CliAnswer> {
  const main = fileURLToPath(new URL("../../server/src/cli/main.ts", import.meta.url));
  const { promise, resolve } = Promise.withResolvers<string>();
  const place = ["--folder", folder, "--index-dir", join(work, "cli")];
  const args = [main, "ask", question, "--json", "--vectors", "all", ...place];
  execFile(process.execPath, args, (_, stdout) => resolve(stdout));
  return JSON.parse(await promise) as CliAnswer;
}

const shownBy = ({ sentences, citations, nearest, abstained, confidence }: AnswerView) => {
  const cited = ({ place, quote, contentHash }: CitationView) => {
    assert.equal(sliceOf(textOf(place.path), place.range), quote);
    return { path: place.path, quote, contentHash };
  };
  return {
    sentences,
    abstained,
    confidence: Math.round(confidence * 1000) / 1000,
    citations: citations.map(cited),
    nearest: nearest.map(cited),
  };
};

test("every question gets the answer that the command line gives", async (t) => {
  // The first run indexes; the others read.
  await askCommandLine("How long are backups kept?");
  await server.until(ready);
  const questions = [
    "How long are backups kept?",
    "כמה זמן מראש צריך להזמין חומר לעיון?",
    "How many weeks of parental leave do employees get?",
  ];
  const printed = await Promise.all(questions.map(askCommandLine));
  for (const [place, question] of questions.entries()) {
    const { sentences, citations, nearest, abstained, confidence } = printed[place] as CliAnswer;
    const cited = ({ path, startOffset, endOffset, quote, contentHash }: CliCitation) => {
      assert.equal(textOf(path).slice(startOffset, endOffset), quote);
      return { path, quote, contentHash };
    };
    const start = performance.now();
    const answer = await server.ask(question);
    t.diagnostic(`answered in ${Math.round(performance.now() - start)} ms`);
    assert.deepEqual(shownBy(answer), {
      sentences,
      abstained,
      confidence,
      citations: citations.map(cited),
      nearest: nearest.map(cited),
    });
  }
});

test("a citation has its context in one line, its headings, and its language", async () => {
  const { citations } = await server.ask("How long are backups kept?");
  const [first] = citations;
  assert.ok(first !== undefined && !first.unsaved);
  assert.match(first.after, /^ Deletion cannot be undone/u);
  assert.ok(first.after.length <= 160 && first.before.length <= 160);
  assert.doesNotMatch(first.before + first.after, /[\r\n]/u);
  assert.deepEqual(first.breadcrumb, ["Foldkeep backups and retention", "How long copies stay"]);
  assert.equal(first.language, "en");
});

test("a citation, a nearest place and a search result are explained; a place that holds no passage is not", async () => {
  const question = "How long are backups kept?";
  const { citations } = await server.ask(question);
  const place = citations[0]?.place ?? assert.fail("nothing is cited");
  const explanation = await server.client.sendRequest(explainRequest, { question, place });
  assert.ok(explanation !== null);
  assert.match(explanation.headline, /^Found by its words \(\d of \d\) and by its meaning\.$/u);
  assert.equal(explanation.rank, 1);
  const { score, words } = explanation.lexical;
  assert.ok(Math.abs(words.reduce((sum, word) => sum + word.score, 0) - score) < 1e-9);
  assert.equal(explanation.language.passage, "en");
  const unanswerable = "How many weeks of parental leave do employees get?";
  const { nearest } = await server.ask(unanswerable);
  for (const [rank, { place }] of nearest.entries()) {
    assert.equal((await server.client.sendRequest(explainRequest, { question: unanswerable, place }))?.rank, rank + 1);
  }
  const end = { line: 0, character: 0 };
  const nowhere = { uri: uriOf("en/none.md"), path: "en/none.md", range: { start: end, end } };
  assert.equal(await server.client.sendRequest(explainRequest, { question, place: nowhere }), null);
});

test("the doctor tells what it found, with what the editor told", async () => {
  const errors = [`1970-01-01T00:00:00.000Z warning: ${join(folder, "en/backups.md")} is odd.`];
  const report = await server.client.sendRequest(doctorRequest, { editor: "Code 1.105.0", errors });
  assert.equal(report.versions.editor, "Code 1.105.0");
  assert.deepEqual(report.errors, ["1970-01-01T00:00:00.000Z warning: handbook/FILE.md is odd."]);
  assert.ok(report.model !== undefined && report.model.fault === undefined);
  assert.match(report.model.runtime.runtime, /^native, in Node\.js/u);
  const [first] = report.folders;
  assert.equal(first?.name, "handbook");
  assert.ok((first.index?.speed.vectors ?? 0) > 0);
});

test("an edit is found by keyword in 300 ms, marked as unsaved, and by vector in about a second", async (t) => {
  const uri = uriOf("en/backups.md");
  await server.open(uri, textOf("en/backups.md"));
  await sleep(200);
  assert.equal((await server.search("backups kept 35 days"))[0]?.unsaved, false);
  const edited = `${textOf("en/backups.md")}\n## Zeppelins\n\nThe zeppelin hangar opens at dawn every Thursday.\n`;
  for (let version = 2; version < 12; version += 1) {
    await server.edit(uri, version, edited.slice(0, edited.length - 12 + version));
    await sleep(30);
  }
  await server.edit(uri, 20, edited);
  const keyword = await timeUntil(async () =>
    (await server.search("zeppelin hangar dawn")).some(({ text, unsaved }) => unsaved && text.includes("Thursday")),
  );
  t.diagnostic(`by keyword after ${Math.round(keyword)} ms`);
  assert.ok(keyword < 300);
  const vector = await timeUntil(async () => ready(await server.status()));
  t.diagnostic(`by vector after ${Math.round(vector)} ms`);
  assert.ok(vector < 3000);
  const answer = await server.ask("When does the zeppelin hangar open?");
  assert.match(answer.sentences[0]?.text ?? "", /dawn every Thursday/u);
  const [citation] = answer.citations;
  assert.ok(citation?.unsaved === true);
  assert.equal(sliceOf(edited, citation.place.range), citation.quote);
  await server.close(uri);
  await timeUntil(async () => !(await server.search("zeppelin hangar")).some(({ text }) => text.includes("zeppelin")));
});

test("an edit without a pause is waited for by the question that follows it", async () => {
  const uri = uriOf("en/backups.md");
  await server.open(uri, textOf("en/backups.md"));
  await server.edit(uri, 2, `${textOf("en/backups.md")}\nThe cellar door code is 7713.\n`);
  assert.ok((await server.search("cellar door code")).some(({ text }) => text.includes("7713")));
  await server.close(uri);
});

test("an open buffer whose line ends the editor normalised is the file as it is", async () => {
  writeFileSync(join(folder, "mixed.md"), "# Mixed\r\n\nFirst line of ends.\r\nThe gondola fare is nine crowns.\n");
  await server.fileEvents({ uri: uriOf("mixed.md"), type: 1 });
  await server.open(uriOf("mixed.md"), textOf("mixed.md").replace(/\r?\n/gu, "\r\n"));
  await timeUntil(async () => (await server.search("gondola fare")).length > 0);
  const answer = await server.ask("What is the gondola fare?");
  const [citation] = answer.citations;
  assert.equal(citation?.unsaved, false);
  assert.equal(citation.place.range.start.line, 3);
  assert.equal(sliceOf(textOf("mixed.md"), citation.place.range), citation.quote);
  await server.close(uriOf("mixed.md"));
});

test("citations are found again: unchanged, moved, edited, in a renamed file, gone", async () => {
  const [citation] = (await server.ask("What is the gondola fare?")).citations;
  assert.ok(citation !== undefined);
  const locate = () => server.client.sendRequest(locateCitationRequest, citation);
  assert.equal((await locate()).kind, "unchanged");
  const uri = citation.place.uri;
  const text = textOf("mixed.md");
  await server.open(uri, `A new first line.\r\n${text}`);
  const moved = await locate();
  assert.ok(moved.kind === "moved" && moved.place.range.start.line === 4, JSON.stringify(moved));
  await server.edit(uri, 2, text.replace("is nine crowns", "is now eleven crowns"));
  assert.equal((await locate()).kind, "edited");
  await server.close(uri);
  renameSync(join(folder, "mixed.md"), join(folder, "en", "renamed.md"));
  await server.fileEvents({ uri, type: 3 }, { uri: uriOf("en/renamed.md"), type: 1 });
  const renamed = await locate();
  assert.ok(renamed.kind === "moved" && renamed.place.path === "en/renamed.md", JSON.stringify(renamed));
  rmSync(join(folder, "en", "renamed.md"));
  await server.fileEvents({ uri: uriOf("en/renamed.md"), type: 3 });
  assert.equal((await locate()).kind, "gone");
});

test("ignore files and deleted folders change what is found", async () => {
  mkdirSync(join(folder, "drafts"));
  writeFileSync(join(folder, "drafts", "pelican.md"), "# Pelican\n\nPelicans eat anchovies.\n");
  await server.fileEvents({ uri: uriOf("drafts/pelican.md"), type: 1 });
  const found = async (): Promise<boolean> =>
    (await server.search("pelicans anchovies")).some(({ place }) => place.path === "drafts/pelican.md");
  await timeUntil(found);
  writeFileSync(join(folder, ".askdocsignore"), "drafts/\n");
  await server.fileEvents({ uri: uriOf(".askdocsignore"), type: 1 });
  await timeUntil(async () => !(await found()));
  const why = await server.client.sendRequest(whyRequest, { uri: uriOf("drafts/pelican.md") });
  assert.deepEqual([why.indexed, why.rule?.file, why.rule?.line], [false, ".askdocsignore", 1]);
  rmSync(join(folder, ".askdocsignore"));
  await server.fileEvents({ uri: uriOf(".askdocsignore"), type: 3 });
  await timeUntil(found);
  renameSync(join(folder, "drafts"), join(work, "drafts"));
  await server.fileEvents({ uri: uriOf("drafts"), type: 3 });
  await timeUntil(async () => !(await found()));
  renameSync(join(work, "drafts"), join(folder, "drafts"));
  await server.fileEvents({ uri: uriOf("drafts"), type: 1 });
  await timeUntil(found);
  rmSync(join(folder, "drafts"), { recursive: true });
  await server.fileEvents({ uri: uriOf("drafts"), type: 3 });
  await timeUntil(async () => !(await found()));
});

test("folders come and go: paths begin with their names, a bad one is a problem and no more", async () => {
  const second = join(work, "garden");
  mkdirSync(second);
  writeFileSync(join(second, "roses.md"), "# Roses\n\nRoses are pruned in the last week of February.\n");
  const change = (added: readonly string[], removed: readonly string[]) =>
    server.client.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: added.map(folderOf), removed: removed.map(folderOf) },
    });
  await change([second, join(work, "nowhere")], []);
  const status = await server.until(({ folders, activity }) => folders.length === 3 && activity === "ready");
  assert.match(status.problem ?? "", /nowhere/u);
  const roses = await server.ask("When are roses pruned?");
  assert.deepEqual(
    roses.citations.map(({ place }) => [place.path, place.uri]),
    [["garden/roses.md", pathToFileURL(join(second, "roses.md")).href]],
  );
  assert.ok(roses.notices.some((notice) => notice.includes("nowhere")));
  const backups = await server.ask("How long are backups kept?");
  assert.equal(backups.citations[0]?.place.path, "handbook/en/backups.md");
  const hits = await server.search("roses backups", 20);
  assert.deepEqual(new Set(hits.map(({ place }) => place.path.split("/")[0])), new Set(["garden", "handbook"]));
  assert.ok(hits.every(({ score }, place) => score <= (hits[place - 1]?.score ?? Infinity)));
  await change([], [second, join(work, "nowhere")]);
  const left = await server.until(({ folders }) => folders.length === 1);
  assert.equal(left.problem, undefined);
  assert.equal((await server.ask("How long are backups kept?")).citations[0]?.place.path, "en/backups.md");
});

test("a hover shows what the documents define, where the settings allow it", async () => {
  const term = "An operator may be asked about an orphan box at any time.\n";
  writeFileSync(join(folder, "glossary.md"), "# Glossary\n\n**Orphan box**: a box without a readable label.\n");
  await server.fileEvents({ uri: uriOf("glossary.md"), type: 1 });
  const uri = pathToFileURL(join(work, "elsewhere.md")).href;
  await server.open(uri, term);
  const hover = () =>
    server.client.sendRequest<{ contents: { value: string } } | null>("textDocument/hover", {
      textDocument: { uri },
      position: { line: 0, character: term.indexOf("orphan") + 2 },
    });
  await timeUntil(async () => (await hover()) !== null);
  const shown = await hover();
  assert.match(shown?.contents.value ?? "", /without a readable label.*\n\n\[glossary\\\.md\]\(file:.*#L3\)/su);
  const configure = (settings: unknown) =>
    server.client.sendNotification("workspace/didChangeConfiguration", { settings });
  await configure({ askDocs: { hover: { enabled: false } } });
  assert.equal(await hover(), null);
  await configure({ askDocs: { hover: { languages: ["latex"] } } });
  assert.equal(await hover(), null);
  await configure({ askDocs: { maxFiles: -3, answers: { caution: "reckless" }, unknown: 1 } });
  await configure({ askDocs: { maxFiles: -3, answers: { caution: "reckless" }, unknown: 1 } });
  const { problem } = await server.until((status) => status.problem !== undefined);
  assert.match(problem ?? "", /askDocs\.maxFiles/u);
  assert.equal(server.logged.filter((message) => message.includes("askDocs.answers.caution")).length, 1);
  assert.notEqual(await hover(), null);
  await configure({ askDocs: {} });
  assert.equal((await server.status()).problem, undefined);
});

test("a cancelled question stops; the embedder's death during one is not noticed", async () => {
  const stop = new CancellationTokenSource();
  const asked = server.client.sendRequest(askRequest, { id: "c", question: "How long are backups kept?" }, stop.token);
  stop.cancel();
  await assert.rejects(asked, { code: -32800 });
  const embedder = server.embedders.at(-1);
  assert.ok(embedder !== undefined);
  process.kill(embedder, "SIGKILL");
  const answer = await server.ask("How long are backups kept?");
  assert.equal(answer.abstained, false);
  assert.deepEqual(answer.notices, []);
});

test("a question asked while the index is being opened waits for it", async () => {
  const second = await startServer([folder], join(work, "storage"));
  const answer = await second.ask("How long are backups kept?");
  await second.stop();
  assert.match(answer.sentences[0]?.text ?? "", /35 days/u);
  assert.deepEqual(answer.notices, []);
});

test("a pause is kept, the index can be deleted and made again from the vectors that are left", async () => {
  await server.client.sendRequest(setPausedRequest, { paused: true });
  writeFileSync(join(folder, "paused.md"), "# Pause\n\nTapirs sleep through the afternoon.\n");
  await server.fileEvents({ uri: uriOf("paused.md"), type: 1 });
  const paused = await server.until(({ passages, embedded }) => embedded === passages - 1);
  assert.deepEqual([paused.activity, paused.waitReason], ["paused", "paused"]);
  assert.equal(readFileSync(join(work, "storage", "paused"), "utf8"), "true\n");
  await server.client.sendRequest(setPausedRequest, { paused: false });
  await server.until(ready);

  await server.client.sendRequest(rebuildIndexRequest);
  const rebuilt = await server.until(ready);
  assert.ok(rebuilt.files >= 19);
  await server.client.sendRequest(deleteIndexRequest);
  const deleted = await server.status();
  assert.deepEqual([deleted.activity, deleted.files, deleted.bytesOnDisk], ["failed", 0, 0]);
  assert.match(deleted.problem ?? "", /Rebuild Index/u);
  await assert.rejects(server.ask("How long are backups kept?"), /The index was deleted; .*Rebuild Index/u);
});
