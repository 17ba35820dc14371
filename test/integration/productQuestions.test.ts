import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { askDocs } from "./commandLine.ts";

const root = join(import.meta.dirname, "../..");
const set = join(root, "test/fixtures/productQuestions");
const work = mkdtempSync(join(tmpdir(), "ask-docs-product-"));
after(() => rmSync(work, { recursive: true }));

/** Of 40; what the documentation has to reach. */
const wanted = 36;

const rowsOf = (file: string): readonly unknown[] =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));

const folded = (text: string): string => text.toLowerCase().replace(/[*`\u200f]/gu, "");

test("the documentation answers questions about the product, in four languages, through the product", async () => {
  const out = join(work, "answers.jsonl");
  const finished = await askDocs(
    ...["answers", "--folder", join(root, "docs"), "--index-dir", join(work, "index")],
    ...["--queries", join(set, "queries.jsonl"), "--out", out],
  );
  assert.equal(finished.code, 0, finished.stderr);
  const asked = rowsOf(join(set, "queries.jsonl")) as readonly { readonly id: string; readonly text: string }[];
  const questions = new Map(asked.map(({ id, text }) => [id, text]));
  const known = rowsOf(join(set, "answers.jsonl")) as readonly {
    readonly query_id: string;
    readonly answers: readonly string[];
  }[];
  const answers = new Map(known.map((row) => [row.query_id, row.answers]));
  const pages = new Set(readFileSync(join(set, "qrels.tsv"), "utf8").split("\n"));
  const given = rowsOf(out) as readonly {
    readonly query_id: string;
    readonly shown: string;
    readonly doc_id: string;
    readonly abstained: boolean;
  }[];
  const missed = given.filter(({ query_id: id, shown, doc_id: page, abstained }) => {
    const holdsAnswer = answers.get(id)?.some((answer) => folded(shown).includes(folded(answer))) === true;
    return abstained || !holdsAnswer || !pages.has(`${id}\t${page}\t1`);
  });
  assert.equal(questions.size, 40);
  const told = missed.map(
    ({ query_id: id, abstained }) => `${questions.get(id) ?? ""}${abstained ? " (abstained)" : ""}`,
  );
  assert.ok(40 - missed.length >= wanted, `${40 - missed.length} of 40; not these:\n${told.join("\n")}`);
});
