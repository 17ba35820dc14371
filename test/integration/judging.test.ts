import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import {
  evaluateRequest,
  evaluationProgressed,
  judgementsChanged,
  judgeRequest,
  undoJudgementRequest,
  verdictsRequest,
  type EvaluationProgress,
  type JudgedWords,
  type Verdict,
} from "../../protocol/evaluationMessages.ts";
import type { CitationView } from "../../protocol/views.ts";
import { createMachinePorts } from "../../server/src/languageServer/machinePorts.ts";
import type { LanguageServerPorts } from "../../server/src/languageServer/ports.ts";
import { success } from "../../server/src/core/result.ts";
import { answerOf, pageOf, questionOf, subjects } from "../support/subjects.ts";
import { askDocsJson, temporaryFolder } from "./commandLine.ts";
import { startServer, type ServerUnderTest } from "./languageServerClient.ts";

interface Bench {
  readonly folder: string;
  readonly storage: string;
  readonly server: ServerUnderTest;
  words(subject: string, text: string): JudgedWords;
  judge(subject: string, text: string, verdict: Verdict | null): Promise<unknown>;
}

async function startBench(
  t: TestContext,
  settings: Readonly<Record<string, unknown>> = {},
  ports: Partial<LanguageServerPorts> = {},
): Promise<Bench> {
  const root = temporaryFolder(t);
  const [folder, storage] = [join(root, "docs"), join(root, "storage")];
  mkdirSync(folder);
  for (const subject of subjects) writeFileSync(join(folder, `${subject}.md`), pageOf(subject));
  const server = await startServer([folder], storage, settings, ports);
  t.after(() => server.stop());
  await server.until(({ activity, files }) => activity === "ready" && files === subjects.length, 120_000);
  const words = (subject: string, quote: string): JudgedWords => {
    const uri = pathToFileURL(join(folder, `${subject}.md`)).href;
    const text = readFileSync(join(folder, `${subject}.md`), "utf8");
    const before = text.slice(0, text.indexOf(quote)).split("\n");
    const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const end = { line: start.line, character: start.character + quote.length };
    return { place: { uri, path: `${subject}.md`, range: { start, end } }, quote };
  };
  const judge = (subject: string, text: string, verdict: Verdict | null) =>
    server.client.sendRequest(judgeRequest, { question: questionOf(subject), words: words(subject, text), verdict });
  return { folder, storage, server, words, judge };
}

test("judgements grow a set that is evaluated by passages, in the editor and on the command line alike", async (t) => {
  const { folder, server, judge } = await startBench(t, { "askDocs.evaluation.folder": ".ask-docs-eval" });
  let changes = 0;
  server.client.onNotification(judgementsChanged, () => void (changes += 1));
  await assert.rejects(
    server.client.sendRequest(evaluateRequest, { id: "none" }),
    /Nothing is judged yet\. Mark results as the right passage/,
  );
  for (const subject of subjects) await judge(subject, answerOf(subject), "right");
  assert.deepEqual(await judge("lamp", "Nobody sleeps near the lamp, as", "wrong"), {
    question: "When is the lamp opened?",
    path: "lamp.md",
    verdict: "wrong",
    questions: subjects.length,
  });
  assert.equal(changes, subjects.length + 1);

  const progress: EvaluationProgress[] = [];
  server.client.onNotification(evaluationProgressed, (now) => void progress.push(now));
  const report = await server.client.sendRequest(evaluateRequest, { id: "own" });
  assert.match(report.headline, /^nDCG@10 on 11 questions: bm25 \d\.\d{3}, vector .*, hybrid .*, question-first /);
  assert.deepEqual(report.warnings, []);
  assert.deepEqual(progress.at(-1), { id: "own", done: 11, total: 11 });
  assert.match(report.body, /my judgements/);
  assert.doesNotMatch(report.page, /command:/);

  const set = join(folder, ".ask-docs-eval");
  const { code, value, stderr } = await askDocsJson("evaluate", "--folder", folder, "--set", set);
  assert.equal(code, 0, stderr);
  const figure = (value["modes"] as Record<string, Record<string, number>>)["hybrid"]?.["nDCG@10"] ?? NaN;
  assert.ok(report.headline.includes(`hybrid ${figure.toFixed(3)}`), `${report.headline} and ${figure}`);
  // Passages were judged, so that the right document alone is not enough.
  assert.ok(figure > 0.3);
  // Another place is another set.
  await server.client.sendNotification("workspace/didChangeConfiguration", { settings: {} });
  await assert.rejects(server.client.sendRequest(evaluateRequest, { id: "other" }), /Nothing is judged yet/);
  assert.equal(changes, subjects.length + 2);
  assert.match(readFileSync(join(set, "qrels.tsv"), "utf8"), /^own-[0-9a-f]{12}\tlamp\.md\t1$/mu);
});

/** A disk that takes its time to be looked through, as a large folder does; milliseconds. */
const slowDisk = (delay: number): Pick<LanguageServerPorts, "openDisk"> => ({
  async openDisk(...given) {
    const disk = await createMachinePorts("").openDisk(...given);
    if (!disk.ok) return disk;
    const { value } = disk;
    async function* crawl(...options: Parameters<typeof value.crawl>) {
      await sleep(delay);
      yield* value.crawl(...options);
    }
    return success({ ...value, crawl });
  },
});

test("a setting that makes the set worse is warned of, and a link of the report leads to the place", async (t) => {
  const { storage, server, judge } = await startBench(t, {}, slowDisk(300));
  for (const subject of subjects) await judge(subject, answerOf(subject), "right");
  assert.ok(existsSync(join(storage, "own-set", "judgements.jsonl")));
  const exclude = ["lamp.md", "well.md", "ferry.md", "school.md", "market.md"];
  await server.client.sendNotification("workspace/didChangeConfiguration", {
    settings: { "askDocs.exclude": exclude },
  });
  // The folder is looked through first.
  const report = await server.client.sendRequest(evaluateRequest, { id: "after" });
  assert.match(report.body, new RegExp(`${subjects.length - exclude.length} files with`, "u"));
  assert.equal(report.warnings.length, 4, JSON.stringify(report.warnings));
  assert.match(
    report.warnings[0] ?? "",
    /^hybrid is worse than with the default settings by 0\.\d{3} \[.*Worst: “When is the \w+ opened\?” \(1\.00 → 0\.00\)/,
  );
  assert.match(report.body, /askDocs\.exclude is \[&quot;lamp\.md&quot;.*; its default is \[\]/);
  assert.match(report.body, /lamp\.md<\/bdi> <span class="wrong">not searched/);
  const link = /href="command:askDocs\.openPlace\?([^"]+)"/u.exec(report.body)?.[1] ?? "";
  const [place] = JSON.parse(decodeURIComponent(link)) as [CitationView["place"]];
  assert.match(place.path, /\.md$/);
  assert.ok(place.range.end.line >= place.range.start.line);
  assert.deepEqual(readdirSync(join(storage, "default-settings")), []);
});

test("where the default settings would need many vectors, only their keywords are measured", async (t) => {
  const { folder, server, judge } = await startBench(t, { "askDocs.exclude": ["many/**"] });
  mkdirSync(join(folder, "many"));
  for (let number = 0; number <= 500; number += 1)
    writeFileSync(
      join(folder, "many", `${number}.md`),
      `# Page ${number}\n\nThe shed of page ${number} is opened too.\n`,
    );
  for (const subject of subjects) await judge(subject, answerOf(subject), "right");
  const { body } = await server.client.sendRequest(evaluateRequest, { id: "many" });
  const words = body.replace(/\s+/gu, " ");
  assert.match(words, /With the default settings only keywords were measured, because too many passages/);
  assert.match(words, /There are 11 files with \d+ passages; with the default settings there are 512 files/);
  assert.match(words, /<li>bm25 [^<]*with the default settings/);
  assert.doesNotMatch(words, /<li>hybrid [^<]*with the default settings/);
});

test("what was said of words is told, follows them through an edit and a renaming, and can be taken back", async (t) => {
  const { folder, server, words, judge } = await startBench(t);
  const quote = answerOf("lamp");
  const told = (subject: string, text: string): Promise<readonly (Verdict | null)[]> =>
    server.client.sendRequest(verdictsRequest, {
      question: " When is the  lamp opened?",
      words: [words(subject, text)],
    });
  assert.deepEqual(await told("lamp", quote), [null]);
  await judge("lamp", quote, "right");
  assert.deepEqual(await told("lamp", quote), ["right"]);
  assert.deepEqual(await told("lamp", "Nobody sleeps near the lamp, as"), [null]);

  writeFileSync(join(folder, "lamp.md"), `# Preface\n\nA lamp is a light.\n\n${pageOf("lamp")}`);
  await server.fileEvents({ uri: pathToFileURL(join(folder, "lamp.md")).href, type: 2 });
  assert.deepEqual(await told("lamp", quote), ["right"]);

  renameSync(join(folder, "lamp.md"), join(folder, "light.md"));
  await server.fileEvents(
    { uri: pathToFileURL(join(folder, "lamp.md")).href, type: 3 },
    { uri: pathToFileURL(join(folder, "light.md")).href, type: 1 },
  );
  await server.until(({ activity }) => activity === "ready");
  const renamed = await server.client.sendRequest(evaluateRequest, { id: "renamed" });
  assert.match(renamed.headline, /on 1 question: bm25 [^0]/);

  rmSync(join(folder, "light.md"));
  await server.fileEvents({ uri: pathToFileURL(join(folder, "light.md")).href, type: 3 });
  await server.until(({ files }) => files === subjects.length - 1);
  await assert.rejects(
    server.client.sendRequest(evaluateRequest, { id: "gone" }),
    /The question has no passage or document that is right and still there/,
  );

  await judge("well", answerOf("well"), "wrong");
  await judge("well", answerOf("well"), "right");
  const undone = await server.client.sendRequest(undoJudgementRequest);
  assert.equal(undone?.verdict, "wrong");
  assert.equal((await server.client.sendRequest(undoJudgementRequest))?.verdict, null);
});

test("a question is answered while an evaluation runs, and an evaluation can be cancelled", async (t) => {
  const { server, judge, folder } = await startBench(t);
  for (const subject of subjects) await judge(subject, answerOf(subject), "right");
  const set = join(folder, "..", "large set");
  mkdirSync(set);
  const ids = Array.from({ length: 120 }, (_, place) => `q${place}`);
  const subjectOf = (place: number): string => subjects[place % subjects.length] ?? "";
  writeFileSync(
    join(set, "queries.jsonl"),
    ids.map((id, place) => JSON.stringify({ id, text: `${questionOf(subjectOf(place))} ${place}` })).join("\n"),
  );
  writeFileSync(join(set, "qrels.tsv"), ids.map((id, place) => `${id}\t${subjectOf(place)}.md\t1`).join("\n"));
  writeFileSync(
    join(set, "answers.jsonl"),
    ids
      .slice(0, 3)
      .map((id, place) => {
        const subject = subjectOf(place);
        return JSON.stringify({
          query_id: id,
          doc_id: `${subject}.md`,
          answers: [answerOf(subject)],
          answerable: true,
        });
      })
      .join("\n"),
  );

  const seen: EvaluationProgress[] = [];
  server.client.onNotification(evaluationProgressed, (now) => void seen.push(now));
  const running = server.client.sendRequest(evaluateRequest, { id: "long", folder: set });
  while (seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  const answer = await server.ask(questionOf("ferry"));
  assert.match(answer.sentences[0]?.text ?? "", /opened at 9/);
  const doneWhenAnswered = seen.at(-1)?.done ?? 0;
  const report = await running;
  assert.ok(doneWhenAnswered < ids.length, "the question waited for the whole evaluation");
  assert.match(report.headline, /on 120 questions/);
  assert.match(
    report.body,
    /Answers to 3 questions, without a model: the right words stand in the text shown in 1\.000/,
  );
  assert.deepEqual(seen.at(-1), { id: "long", done: ids.length + 3, total: ids.length + 3 });

  const { CancellationTokenSource } = await import("vscode-jsonrpc/node");
  const stop = new CancellationTokenSource();
  const cancelled = server.client.sendRequest(evaluateRequest, { id: "cancelled", folder: set }, stop.token);
  stop.cancel();
  await assert.rejects(cancelled, /stopped/);
});

test("judgements are not written outside of the workspace, however the setting leads there", async (t) => {
  const { folder, judge, server } = await startBench(t);
  symlinkSync(join(folder, ".."), join(folder, "link"));
  for (const chosen of ["../outside", "/outside", ".", "link/set"]) {
    const settings = { "askDocs.evaluation.folder": chosen };
    await server.client.sendNotification("workspace/didChangeConfiguration", { settings });
    await assert.rejects(
      judge("lamp", answerOf("lamp"), "right"),
      /name a folder inside the workspace, such as \.ask-docs-eval/,
    );
  }
  assert.ok(!existsSync(join(folder, "..", "outside")) && !existsSync(join(folder, "..", "set")));
});
