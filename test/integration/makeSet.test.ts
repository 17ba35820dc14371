import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startTestChatServer, writeAnswer } from "../../server/src/adapters/chat/testChatServer.ts";
import { askDocs, askDocsJson, handbook, temporaryFolder, textOf } from "./commandLine.ts";

interface QuestionRow {
  readonly id: string;
  readonly text: string;
  readonly language: string;
  readonly generated: { readonly by: string };
}

interface AnswerRow {
  readonly query_id: string;
  readonly doc_id: string;
  readonly answers: readonly string[];
  readonly starts: readonly number[];
  readonly answerable: boolean;
  readonly split: "dev" | "test";
  readonly generated: { readonly by: string; readonly with?: string };
}

const rowsOf = (...path: readonly string[]): readonly unknown[] =>
  readFileSync(join(...path), "utf8")
    .split("\n")
    .filter((row) => row !== "")
    .map((row) => JSON.parse(row) as unknown);

const questionsOf = (set: string) => rowsOf(set, "queries.jsonl") as readonly QuestionRow[];
const answersOf = (set: string) => rowsOf(set, "answers.jsonl") as readonly AnswerRow[];

test("a set made from the handbook in four languages is measured, search and answers alike", async (t) => {
  const root = temporaryFolder(t);
  const [set, index] = [join(root, "made"), join(root, "index")];
  const folder = ["--folder", handbook, "--index-dir", index];
  const made = await askDocsJson("evaluate", "--make", set, ...folder, "--limit", "40");
  assert.equal(made.code, 0, made.stderr);

  const questions = questionsOf(set);
  const answers = answersOf(set);
  assert.equal(made.value["questions"], questions.length);
  assert.ok(questions.length > 35 && questions.length <= 40);
  assert.deepEqual(new Set(questions.map(({ language }) => language)), new Set(["en", "he", "ru", "fr"]));
  const kinds = new Set(questions.map(({ generated }) => generated.by));
  for (const kind of ["faq", "definition", "heading", "table", "cloze", "paraphrase", "twin"])
    assert.ok(kinds.has(kind), kind);
  for (const { doc_id, answers: words, starts, answerable, generated } of answers) {
    const text = textOf(handbook, doc_id);
    for (const [place, answer] of words.entries()) assert.ok(text.startsWith(answer, starts[place]), answer);
    assert.equal(answerable, generated.by !== "twin");
    assert.equal(words.length > 0, answerable);
    if (generated.with !== undefined) assert.ok(!text.toLowerCase().includes(generated.with.toLowerCase()));
  }
  const [dev, held] = ["dev", "test"].map((part) => answersOf(join(set, part)));
  assert.equal((dev?.length ?? 0) + (held?.length ?? 0), questions.length);
  const tuned = new Set(dev?.map(({ doc_id }) => doc_id));
  assert.ok(held?.every(({ doc_id }) => !tuned.has(doc_id)));

  const measured = await askDocsJson("evaluate", "--set", set, ...folder);
  assert.equal(measured.code, 0, measured.stderr);
  assert.doesNotMatch(measured.stderr, /nothing judged right/);
  const modes = measured.value["modes"] as Record<string, Record<string, number>>;
  assert.ok((modes["hybrid"]?.["nDCG@10"] ?? 0) > 0.8, JSON.stringify(modes["hybrid"]));
  const figures = measured.value["answers"] as Record<string, number>;
  const answerable = answers.filter((row) => row.answerable).length;
  assert.equal(figures["questions"], answerable);
  assert.equal(figures["unanswerable"], answers.length - answerable);
  assert.ok((figures["shown"] ?? 0) > 0.6 && (figures["shown"] ?? 2) <= 1, JSON.stringify(figures));
  assert.ok((figures["sentence"] ?? 0) > 0.5 && (figures["sentence"] ?? 2) <= (figures["shown"] ?? 0) + 0.1);
  assert.ok((figures["exactF1"] ?? 0) > 0.3);
  // Eight twins, asked of the very page that nearly answers, are too few to hold it to more.
  assert.ok((figures["auroc"] ?? 0) > 0.3 && (figures["auroc"] ?? 2) <= 1, JSON.stringify(figures));

  const again = await askDocs("evaluate", "--make", set, ...folder, "--limit", "40");
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stdout, /^\d+ questions of \d+ pages in .*\n.*faq \d+/);
  assert.deepEqual(questionsOf(set), questions, "the same seed makes the same set");
  const text = await askDocs("evaluate", "--set", join(set, "test"), ...folder, "--vectors", "none");
  assert.match(text.stdout, /Answers to \d+ questions, without a model: .*\n(?:faq|definition|heading|table|cloze)/);
});

test("a model adds questions, those alone whose answer stands in the page, marked with its name", async (t) => {
  const root = temporaryFolder(t);
  const set = join(root, "made");
  const server = await startTestChatServer((_, response) =>
    writeAnswer(response, "Q: How long do copies survive?\nA: 35 days\nQ: How high do copies fly?\nA: 900 metres\n"),
  );
  t.after(() => server.close());
  const docs = join(root, "docs");
  mkdirSync(docs);
  writeFileSync(
    join(docs, "copies.md"),
    "# Copies\n\nEverything that members keep with us is kept for 35 days, counted from the moment the snapshot finishes, and no longer.\n",
  );
  const place = ["--folder", docs, "--index-dir", join(root, "index")];
  const chat = ["--model", "scripted", "--model-url", server.address];
  const made = await askDocsJson("evaluate", "--make", set, ...place, ...chat, "--limit", "20");
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stderr, /scripted at 127\.0\.0\.1:\d+ writes questions for 5 passages at most/u);
  assert.match(made.stderr, /Left out: 1 question whose answer/u);
  const written = answersOf(set).find(({ generated }) => generated.by === "model");
  assert.deepEqual(written?.generated, { by: "model", model: "scripted" });
  assert.deepEqual(written.answers, ["35 days"]);
  const wrong = await askDocs("evaluate", "--set", set, ...place, ...chat);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /--make/u);
});

test("what people wrote is not written over, and wrong use is named", async (t) => {
  const root = temporaryFolder(t);
  const [docs, set] = [join(root, "docs"), join(root, "set")];
  mkdirSync(docs);
  mkdirSync(join(set, "test"), { recursive: true });
  writeFileSync(
    join(docs, "page.md"),
    "# Help\n\n## Who pays for the taxi?\n\nThe office pays after ten in the evening.\n",
  );
  const own = '{"id":"q1","text":"mine"}\n';
  writeFileSync(join(set, "test", "queries.jsonl"), own);
  const refused = await askDocs("evaluate", "--make", set, "--folder", docs);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /queries\.jsonl holds questions or judgements that were not made by this command/);
  assert.equal(readFileSync(join(set, "test", "queries.jsonl"), "utf8"), own);
  const both = await askDocs("evaluate", "--make", set, "--set", set, "--folder", docs);
  assert.equal(both.code, 2);
  assert.match(both.stderr, /either --make DIR or --set DIR/);
  writeFileSync(join(docs, "page.md"), "Nothing much.\n");
  const nothing = await askDocs("evaluate", "--make", join(root, "other"), "--folder", docs);
  assert.equal(nothing.code, 1);
  assert.match(nothing.stderr, /No question could be made/);
});
