import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import type { DoctorReport } from "../../protocol/doctor.ts";
import type { Explanation } from "../../protocol/explanation.ts";
import { askDocs, askDocsJson, handbook, textOf } from "./commandLine.ts";

interface Question {
  readonly id: string;
  readonly question: string;
  readonly language: string;
  readonly answerable: boolean;
  readonly path?: string;
  readonly quote?: string;
  readonly crossLanguage?: boolean;
}

interface CitationJson {
  readonly path: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly startLine: number;
  readonly endLine: number;
  readonly quote: string;
}

let work = "";
let indexDir = "";
const questions = readFileSync(new URL("../fixtures/handbook-questions.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Question);

before(async () => {
  work = mkdtempSync(join(tmpdir(), "ask-docs-handbook-"));
  indexDir = join(work, "index");
  const { code, value } = await askDocsJson("index", "--folder", handbook, "--index-dir", indexDir);
  assert.equal(code, 0);
  assert.ok(Number(value["files"]) >= 30);
  assert.equal(value["embedded"], value["passages"]);
  assert.deepEqual(Object.keys(value["languages"] as object).sort(), ["en", "fr", "he", "ru"]);
});

after(() => {
  rmSync(work, { recursive: true, force: true });
});

const ask = (question: string) => askDocsJson("ask", question, "--folder", handbook, "--index-dir", indexDir);

function assertExact(citations: readonly CitationJson[]): void {
  for (const { path, startOffset, endOffset, startLine, endLine, quote } of citations) {
    const text = textOf(handbook, path);
    assert.equal(text.slice(startOffset, endOffset), quote);
    assert.equal(text.slice(0, startOffset).split(/\r\n|\r|\n/u).length, startLine);
    assert.equal(text.slice(0, endOffset).split(/\r\n|\r|\n/u).length, endLine);
  }
}

for (const { question, path, words } of [
  { question: "How long are backups kept?", path: "en/backups.md", words: "35 days" },
  { question: "Сколько времени хранятся резервные копии?", path: "ru/backups.md", words: "35 дней" },
  { question: "מי מרכזת את המתנדבים ומה מספר השלוחה שלה?", path: "he/volunteers.md", words: "שלוחה" },
  { question: "Qui peut ouvrir une caisse scellée avec un plomb rouge ?", path: "fr/faq.md", words: "caisse" },
]) {
  test(`answers in the folder's own words, with exact citations: ${question}`, async () => {
    const { code, value } = await ask(question);
    assert.equal(code, 0);
    const citations = value["citations"] as CitationJson[];
    assertExact(citations);
    assert.equal(value["abstained"], false);
    assert.ok(
      citations.some((citation) => citation.path === path && citation.quote.includes(words)),
      JSON.stringify(citations),
    );
    for (const { text, support } of value["sentences"] as { text: string; support: string }[]) {
      assert.equal(support, "supported");
      assert.ok(citations.some(({ quote }) => quote === text));
    }
  });
}

test("an English question is answered from a page that stands only in Hebrew", async () => {
  const { code, value } = await ask("Is it forbidden to bring children to the hall?");
  assert.equal(code, 0);
  const citations = value["citations"] as CitationJson[];
  assertExact(citations);
  assert.equal(citations[0]?.path, "he/faq.md");
});

test("what the documents do not answer is said, with the nearest places and exit code 3", async () => {
  const { code, value } = await ask("Where may I park my car at the Leeds office?");
  assert.equal(code, 3);
  assert.equal(value["abstained"], true);
  assert.equal(value["answer"], "");
  assert.ok((value["nearest"] as unknown[]).length > 0);
  assertExact(value["nearest"] as CitationJson[]);
  const { stdout } = await askDocs(
    "ask",
    "Where may I park my car at the Leeds office?",
    "--folder",
    handbook,
    "--index-dir",
    indexDir,
  );
  assert.match(stdout, /The documents do not answer this/);
});

test("of the written questions most are answered where they can be, and most refused where they cannot", async () => {
  const queries = join(work, "queries.jsonl");
  const out = join(work, "answers.jsonl");
  writeFileSync(queries, questions.map(({ id, question }) => JSON.stringify({ id, text: question })).join("\n"));
  const { code } = await askDocs(
    "answers",
    "--folder",
    handbook,
    "--index-dir",
    indexDir,
    "--queries",
    queries,
    "--out",
    out,
  );
  assert.equal(code, 0);
  const rows = readFileSync(out, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.equal(rows.length, questions.length);
  const byId = new Map(rows.map((row) => [row["query_id"], row]));
  const count = { rightPage: 0, shown: 0, answered: 0, refused: 0 };
  for (const { id, answerable, path, quote } of questions) {
    const row = byId.get(id) ?? {};
    const text = textOf(handbook, String(row["doc_id"]));
    assert.equal(text.slice(Number(row["start"]), Number(row["end"])), row["answer"]);
    assert.ok(text.includes(String(row["shown"])) && String(row["shown"]).length <= 600);
    if (!answerable && row["abstained"] === true) count.refused += 1;
    if (!answerable) continue;
    if (row["abstained"] === false) count.answered += 1;
    if (row["doc_id"] === path) count.rightPage += 1;
    if (row["doc_id"] === path && String(row["shown"]).includes(String(quote))) count.shown += 1;
  }
  const answerable = questions.filter((question) => question.answerable).length;
  const figures = JSON.stringify({ ...count, answerable, unanswerable: questions.length - answerable });
  assert.ok(count.rightPage >= 0.65 * answerable, figures);
  assert.ok(count.shown >= 0.5 * answerable, figures);
  assert.ok(count.answered >= 0.5 * answerable, figures);
  assert.ok(count.refused >= 0.8 * (questions.length - answerable), figures);
});

test("search shows passages that stand in their files, in every mode, and explains its scores", async () => {
  for (const mode of ["hybrid", "bm25", "vector"]) {
    const { code, value } = await askDocsJson(
      "search",
      "ERR_1042",
      "--mode",
      mode,
      "--explain",
      "--limit",
      "5",
      "--folder",
      handbook,
      "--index-dir",
      indexDir,
    );
    assert.equal(code, 0);
    assert.equal(value["mode"], mode);
    const hits = value["hits"] as (CitationJson & { text: string; explain: { lexical: { score: number } } })[];
    assert.ok(hits.length > 0 && hits.length <= 5);
    for (const { path, startOffset, endOffset, text, explain } of hits) {
      assert.equal(textOf(handbook, path).slice(startOffset, endOffset), text);
      assert.ok(explain.lexical.score >= 0);
    }
    if (mode !== "vector") assert.ok(hits[0]?.text.includes("ERR_1042"), mode);
  }
});

test("run writes each document once, best first; status and why tell what there is", async () => {
  const queries = join(work, "two.jsonl");
  const out = join(work, "run.tsv");
  writeFileSync(queries, '{"id": 1, "text": "backups"}\n\n{"id": "b", "text": "גיבוי"}\n');
  const { value } = await askDocsJson(
    "run",
    "--folder",
    handbook,
    "--index-dir",
    indexDir,
    "--queries",
    queries,
    "--out",
    out,
    "--depth",
    "10",
  );
  assert.equal(value["queries"], 2);
  const rows = readFileSync(out, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
  for (const id of ["1", "b"]) {
    const own = rows.filter(([query]) => query === id);
    assert.ok(own.length > 0 && own.length <= 10);
    assert.equal(new Set(own.map(([, document]) => document)).size, own.length);
    assert.deepEqual(
      own.map(([, , score]) => Number(score)),
      own.map(([, , score]) => Number(score)).sort((a, b) => b - a),
    );
  }
  const status = await askDocsJson("status", "--folder", handbook, "--index-dir", indexDir);
  assert.equal(status.value["state"], "ready");
  const why = await askDocsJson("why", "en/backups.md", "--folder", handbook, "--index-dir", indexDir);
  assert.equal(why.value["indexed"], true);
});

test("search --explain says by what each result was found, and its parts add up to its score", async () => {
  const query = ["search", "How long are backups kept?", "--folder", handbook, "--index-dir", indexDir, "--explain"];
  const { code, value } = await askDocsJson(...query);
  assert.equal(code, 0);
  const hits = value["hits"] as { readonly path: string; readonly explain: Explanation }[];
  // Places that were folded into better ones are passed over.
  const ranks = hits.map(({ explain }) => explain.rank);
  assert.equal(ranks[0], 1);
  assert.deepEqual(
    ranks,
    [...new Set(ranks)].sort((a, b) => a - b),
  );
  for (const { explain } of hits) {
    const { words, score, scaled } = explain.lexical;
    const sum = words.reduce((total, word) => total + word.score, 0);
    // Every figure is rounded to four digits.
    assert.ok(Math.abs(sum - score) < 0.001, `${sum} is not ${score}`);
    assert.ok(scaled >= 0 && scaled <= 1);
    assert.equal(explain.dense?.vector, "stored");
  }
  assert.match(hits[0]?.explain.headline ?? "", /^Found by its words \(5 of 5\) and by its meaning\.$/u);
  const { stdout } = await askDocs(...query, "--limit", "1");
  assert.match(stdout, /^ {7}backups +\d+\.\d\d +\d+% {2}backup: title 3x/mu);
});

test("doctor tells the state of everything, and no names of documents", async () => {
  const { code, value } = await askDocsJson("doctor", "--folder", handbook, "--index-dir", indexDir);
  assert.equal(code, 0);
  const report = value as unknown as DoctorReport;
  assert.deepEqual([report.model?.fault, typeof report.model?.speed], [undefined, "object"]);
  const [folder] = report.folders;
  assert.ok((folder?.index?.files ?? 0) >= 30 && folder?.index?.embedded === folder?.index?.passages);
  assert.doesNotMatch(JSON.stringify(report), /backups|glossary|volunteers/u);
  const { stdout } = await askDocs(
    "doctor",
    "--folder",
    handbook,
    "--index-dir",
    indexDir,
    "--set",
    "askDocs.maxFiles=99",
  );
  assert.match(stdout, /^# Ask Docs: Doctor\n[^]+- `askDocs\.maxFiles`: 99/u);
});

test("doctor tells what can be told of a folder that is not there", async () => {
  const { code, stdout } = await askDocs("doctor", "--folder", join(work, "none"));
  assert.equal(code, 1);
  assert.match(stdout, /## Problems\n\n- .*none/u);
  assert.match(stdout, /- Node\.js: \d/u);
});
