import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { parseShots } from "../../server/src/core/fewShot/document/parseShots.ts";
import { askDocs, handbook } from "./commandLine.ts";

interface Report {
  readonly rows: readonly {
    readonly selector: string;
    readonly order: string;
    readonly k: number;
    readonly seed: number;
    readonly metric: string;
    readonly value: number;
    readonly n: number;
    readonly calls: number;
    readonly promptTokens: number;
    readonly cost?: number;
  }[];
  readonly comparisons: readonly { readonly a: string; readonly difference: number }[];
  readonly excluded: { readonly exact: number; readonly nearDuplicate: number; readonly sameGroup: number };
  readonly recommended: { readonly selector: string; readonly k: number } | null;
  readonly notes: readonly string[];
  readonly settings: { readonly reused: number };
}

const work = mkdtempSync(join(tmpdir(), "ask-docs-shots-"));
const data = join(work, "data");
const rows = (count: number, from: number) =>
  Array.from({ length: count }, (_, at) => [
    { text: `parcel ${from + at} has not arrived, where is the courier`, label: "delivery" },
    { text: `החזר כספי על הזמנה ${from + at} בבקשה`, label: "refund" },
  ]).flat();
const jsonl = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join("\n");

let server: Server;
let address = "";
let calls = 0;
/** Calls after which the server breaks connections off. */
let leavesAfter = Infinity;

before(async () => {
  mkdirSync(data);
  const test = rows(5, 100);
  writeFileSync(join(data, "train.jsonl"), `${jsonl([...rows(15, 0), test[0], test[3]])}\n{"text": "broken\n`);
  writeFileSync(join(data, "test.jsonl"), jsonl(test));
  /** Answers with the label of the last demonstration, as a small model does. */
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString("utf8")));
    request.on("end", () => {
      calls += 1;
      if (calls > leavesAfter) return void request.socket.destroy();
      const { prompt } = JSON.parse(body) as { readonly prompt: string };
      const label = [...prompt.matchAll(/^label: (.+)$/gmu)].at(-1)?.[1] ?? "I cannot say";
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          choices: [{ text: ` ${label}\n\ntext: more` }],
          usage: { prompt_tokens: 11, completion_tokens: 2 },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === "object" ? (bound?.port ?? 0) : 0}/v1`;
});
beforeEach(() => {
  [calls, leavesAfter] = [0, Infinity];
});
after(() => {
  server.close();
  rmSync(work, { recursive: true });
});

const evaluate = (out: string, ...more: readonly string[]) =>
  askDocs(
    ...["shots", "evaluate", "--model", "scripted", "--model-url", address, "--out", join(work, out)],
    ...["--index-dir", join(work, "index"), "--vectors", "none", "--seeds", "1,2", ...more],
  );
const report = (out: string): Report => JSON.parse(readFileSync(join(work, out), "utf8")) as Report;

test("demonstrations are measured: zero-shot, random, similar, shuffled; copies are left out; a broken row is named", async () => {
  const finished = await evaluate("a.json", "--data", data, "--k", "0,4", "--selectors", "bm25", "--json");
  assert.equal(finished.code, 0, finished.stderr);
  assert.match(finished.stderr, /train\.jsonl:33: .*no JSON/u);
  const { rows: measured, excluded, recommended, comparisons } = report("a.json");
  assert.deepEqual(JSON.parse(finished.stdout), report("a.json"));
  const value = (selector: string, seed = 1) =>
    measured.find((row) => row.selector === selector && row.seed === seed && row.metric === "accuracy")?.value;
  assert.deepEqual([value("zero-shot"), value("bm25", 2)], [0, undefined]);
  // For a row whose like are all left out as near duplicates the model has nothing right to copy.
  assert.ok((value("bm25") ?? 0) >= 0.9);
  assert.ok(value("random", 2) !== undefined && value("random+shuffled-labels") !== undefined);
  assert.ok(measured.every(({ n, calls: made, promptTokens }) => n === 10 && made === 10 && promptTokens === 110));
  assert.equal(excluded.exact, 2);
  assert.deepEqual([recommended?.selector, recommended?.k], ["bm25", 4]);
  assert.ok(comparisons.some(({ a, difference }) => a.startsWith("bm25") && difference > 0));
  assert.match(readFileSync(join(work, "a.html"), "utf8"), /bm25/u);
  // The same again asks nothing.
  const before = calls;
  const again = await evaluate("a.json", "--data", data, "--k", "0,4", "--selectors", "bm25");
  assert.equal(again.code, 0, again.stderr);
  assert.equal(calls, before);
  assert.ok(report("a.json").settings.reused > 0);
});

test("a provider that goes away half-way is told, and a later run goes on from there", async () => {
  leavesAfter = 6;
  const cut = await evaluate("b.json", "--data", data, "--k", "2", "--selectors", "bm25", "--dev-limit", "4");
  assert.match(cut.stderr, /items have no answer/u);
  leavesAfter = Infinity;
  const whole = await evaluate("b.json", "--data", data, "--k", "2", "--selectors", "bm25", "--dev-limit", "4");
  assert.equal(whole.code, 0, whole.stderr);
  assert.ok(report("b.json").settings.reused >= 6);
  assert.ok(report("b.json").rows.every(({ n }) => n === 10));
});

test("greedy asks the model which demonstrations help, on rows that nothing else is chosen on; costs are told", async () => {
  const prices = ["--set", "askDocs.fewShot.promptPrice=2", "askDocs.fewShot.answerPrice=10"];
  const finished = await evaluate("greedy.json", "--data", data, "--k", "2", "--selectors", "greedy", ...prices);
  assert.equal(finished.code, 0, finished.stderr);
  const ofGreedy = report("greedy.json").rows.find(
    ({ selector, metric }) => selector === "greedy" && metric === "accuracy",
  );
  // The model copies the last label, so that no set of its own choice can do better than one label for all.
  assert.deepEqual([ofGreedy?.n, ofGreedy?.value], [10, 0.5]);
  assert.equal(ofGreedy?.cost, (110 * 2 + 20 * 10) / 1e6);
  assert.match(readFileSync(join(work, "greedy.html"), "utf8"), /<th[^>]*><bdi>cost<\/bdi><\/th>/u);

  const out = join(work, "greedy.shots");
  const built = await askDocs(
    ...[
      "shots",
      "build",
      "--pairs",
      join(data, "train.jsonl"),
      "--out",
      out,
      "--selector",
      "greedy+balanced",
      "--k",
      "2",
    ],
    ...["--index-dir", join(work, "index"), "--model", "scripted", "--model-url", address],
  );
  assert.equal(built.code, 0, built.stderr);
  const { document, faults } = parseShots(readFileSync(out, "utf8"));
  assert.deepEqual(faults, []);
  assert.equal(document.frontMatter.selector, "greedy");
  assert.ok([1, 2].includes(document.demonstrations.length));
});

test("what is mined from the handbook is built into a document, with provenance, and measured as it stands", async () => {
  const pairs = join(work, "pairs.jsonl");
  const mined = await askDocs("shots", "mine", "--folder", handbook, "--out", pairs);
  assert.equal(mined.code, 0, mined.stderr);
  const file = join(work, "handbook.shots");
  const built = await askDocs(
    ...["shots", "build", "--pairs", pairs, "--out", file, "--selector", "hybrid", "--k", "5", "--vectors", "none"],
    ...["--index-dir", join(work, "index"), "--input", "Combien de temps les sauvegardes sont-elles conservées ?"],
    ...["--task", "Answer.", "--budget", "2000", "--model", "gpt-4o", "--json"],
  );
  assert.equal(built.code, 0, built.stderr);
  const { document, faults } = parseShots(readFileSync(file, "utf8"));
  assert.deepEqual(faults, []);
  assert.equal(document.demonstrations.length, 5);
  for (const { provenance } of document.demonstrations) {
    const [place] = provenance;
    assert.ok(place !== undefined && readFileSync(join(handbook, place.path), "utf8").length >= place.endOffset);
  }
  const measured = await evaluate("c.json", file, "--test", pairs, "--limit", "5");
  assert.equal(measured.code, 0, measured.stderr);
  assert.deepEqual([...new Set(report("c.json").rows.map(({ metric }) => metric))], ["exactMatch", "tokenF1"]);
});

test("wrong usage is told in a sentence", async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [["build", "--out", "x.shots"], /Say where the pairs are/u],
    [["build", "--pairs", join(work, "none.jsonl"), "--out", join(work, "x.shots")], /cannot be read/u],
    [["build", "--pairs", "a", "--out", "b", "--selector", "best"], /none of random, bm25/u],
    [["build", "--pairs", "a", "--out", "b", "--selector", "greedy"], /name it by --model NAME --model-url URL/u],
    [["evaluate", "--data", data, "--out", "r.json"], /Name the model/u],
    [["evaluate", "--model", "m", "--model-url", address, "--out", "r.json"], /Name what is to be measured/u],
    [["evaluate", "--data", data, "--k", "many"], /many is no number/u],
  ];
  for (const [words, told] of cases) {
    const finished = await askDocs("shots", ...words);
    assert.equal(finished.code, 2, finished.stderr);
    assert.match(finished.stderr, told);
  }
});
