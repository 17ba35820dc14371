import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { pageOf, questionOf, subjects } from "../support/subjects.ts";
import { askDocs, askDocsJson, temporaryFolder } from "./commandLine.ts";

/** A folder of eleven pages, and a set with a question for each. */
function writeSet(
  t: TestContext,
  change: (rows: { questions: string[]; judgements: string[] }) => void = () => undefined,
) {
  const root = temporaryFolder(t);
  const [folder, set] = [join(root, "docs"), join(root, "my set")];
  mkdirSync(folder);
  mkdirSync(set);
  for (const subject of subjects) writeFileSync(join(folder, `${subject}.md`), pageOf(subject));
  const rows = {
    questions: subjects.map((subject) => JSON.stringify({ id: subject, text: questionOf(subject) })),
    judgements: subjects.map((subject) => `${subject}\t${subject}.md\t1`),
  };
  change(rows);
  writeFileSync(join(set, "queries.jsonl"), rows.questions.join("\n"));
  writeFileSync(join(set, "qrels.tsv"), rows.judgements.join("\n"));
  return { folder, set };
}

interface ModeJson {
  readonly "nDCG@10": number;
  readonly "MRR@10": number;
  readonly "recall@10": number;
  readonly "recall@100": number;
  readonly interval: readonly [number, number];
}

test("evaluate measures every mode, and says the figures as the contract has them", async (t) => {
  const { folder, set } = writeSet(t);
  const { code, value, stderr } = await askDocsJson("evaluate", "--folder", folder, "--set", set);
  assert.equal(code, 0, stderr);
  const modes = value["modes"] as Record<string, ModeJson>;
  assert.deepEqual(Object.keys(modes), ["bm25", "vector", "hybrid", "question-first"]);
  for (const mode of Object.values(modes)) {
    assert.ok(mode["nDCG@10"] > 0.5 && mode["nDCG@10"] <= 1, JSON.stringify(mode));
    assert.equal(mode["recall@100"], 1);
    const [low, high] = mode.interval;
    assert.ok(low <= mode["nDCG@10"] && mode["nDCG@10"] <= high);
  }
  assert.equal(modes["bm25"]?.["MRR@10"], 1);
  assert.equal((value["comparisons"] as unknown[]).length, 6);

  const report = join(set, "report.html");
  const table = await askDocs(
    ...["evaluate", "--folder", folder, "--set", set, "--set", "askDocs.maxFiles=1000", "--report", report],
  );
  assert.equal(table.code, 0, table.stderr);
  assert.match(table.stdout, /^11 questions\n\n\s+nDCG@10\s+MRR@10/);
  assert.match(table.stdout, /hybrid and question-first rank alike|no certain difference|ranks better/);
  assert.match(table.stdout, /Against the default settings: askDocs\.maxFiles is 1000; its default is 100000\./);
  assert.match(table.stdout, /hybrid ranks as with the default settings on every question\./);
  const page = readFileSync(report, "utf8");
  assert.match(page, /<title>Search measured on my set<\/title>/);
  assert.match(page, /<svg/);
});

test("bad rows are named by file and line, and what is right is measured; settings may change what is found", async (t) => {
  const { folder, set } = writeSet(t, ({ questions, judgements }) => {
    questions.splice(2, 0, "{oops");
    judgements.push("lamp\tmissing.md\t1", "nobody\tlamp.md\t1", "lamp\tlamp.md\tvery");
  });
  const args = ["evaluate", "--folder", folder, "--set", set, "--vectors", "none"];
  const { code, value, stderr } = await askDocsJson(...args);
  assert.equal(code, 0);
  assert.match(stderr, /queries\.jsonl, line 3: This is not JSON/);
  assert.match(stderr, /qrels\.tsv, line 14: The grade “very” is no whole number/);
  assert.match(stderr, /1 right document is not among those that are searched and counts as not found \(missing\.md\)/);
  assert.match(stderr, /1 question is judged but not in queries\.jsonl/);
  assert.deepEqual(Object.keys(value["modes"] as object), ["bm25"]);

  const narrowed = await askDocsJson(...args, "--set", 'askDocs.exclude=["lamp.md","well.md"]');
  const recall = (given: typeof narrowed): number =>
    (given.value["modes"] as Record<string, ModeJson>)["bm25"]?.["recall@10"] ?? 0;
  assert.ok(recall(narrowed) < recall({ code, value, stderr }));
  assert.match(narrowed.stderr, /3 right documents are not among those that are searched/);
  assert.match(
    narrowed.stderr,
    /bm25 is worse than with the default settings by 0\.\d+ \[.*\], which may be chance .*Worst: “When is the well opened\?” \(1\.00 → 0\.00\)/,
  );
  const defaults = narrowed.value["defaults"] as {
    readonly changes: readonly string[];
    readonly warnings: readonly string[];
  };
  assert.deepEqual(defaults.changes, [
    'askDocs.exclude is ["lamp.md","well.md"]; its default is [].',
    "There are 9 files with 9 passages; with the default settings there are 11 files with 11 passages.",
  ]);
  // Nothing else was evaluated before; another change is compared with this one too.
  assert.equal(narrowed.value["former"], null);
  const further = await askDocsJson(...args, "--set", 'askDocs.exclude=["lamp.md","well.md","ferry.md"]');
  assert.match(further.stderr, /bm25 is worse than with the default settings by/);
  assert.match(further.stderr, /bm25 got worse by .*Worst: “When is the ferry opened\?”/);
  assert.doesNotMatch((await askDocsJson(...args)).stderr, /worse/);
});

test("a set that is none is refused with what to do, and nothing is searched", async (t) => {
  const { folder, set } = writeSet(t, (rows) => (rows.judgements = ["junk", "\u0000\u0001"]));
  const none = await askDocs("evaluate", "--folder", folder, "--set", set, "--vectors", "none");
  assert.equal(none.code, 2);
  assert.match(none.stderr, /qrels\.tsv, line 1: .*\n.*qrels\.tsv, line 2: /);
  assert.match(none.stderr, /no question with a right document/);
  const missing = await askDocs("evaluate", "--folder", folder, "--set", join(set, "nowhere"));
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /queries\.jsonl is not there\. A set is a folder with/);
  const unnamed = await askDocs("evaluate", "--folder", folder);
  assert.equal(unnamed.code, 2);
  assert.match(unnamed.stderr, /--set DIR/);
});
