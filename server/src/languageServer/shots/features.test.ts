import assert from "node:assert/strict";
import { test } from "node:test";
import type { CompletionList } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { diagnoseShots } from "../../core/fewShot/diagnose/diagnoseShots.ts";
import { createNearDuplicates } from "../../core/fewShot/duplicates/nearDuplicates.ts";
import { estimatedTokens } from "../../core/fewShot/tokens/tokenCounter.ts";
import type { FindSensitive } from "../../core/fewShot/mining/sensitive.ts";
import { createShotsCodeActions } from "./codeActions.ts";
import { createShotsCompletion } from "./completion.ts";
import { foldingRanges } from "./folding.ts";
import { outlineOf } from "./outline.ts";
import { createShotsReader } from "./parsedDocuments.ts";
import type { ShotsFiles } from "./shotsFiles.ts";

const read = createShotsReader();
const files: ShotsFiles = {
  sourcesFor: () => undefined,
  testFor: async () => undefined,
  testFileFor: async () => undefined,
  nameOf: (uri) => uri,
  pathsFor: () => ["a b%.md", "he/פניות.md", ...Array.from({ length: 500 }, (_, at) => `many/${at}.md`)],
  uriOf: () => undefined,
  headingsAt: () => [],
};
const clock = { now: () => performance.now(), sleep: async () => undefined };
const findSensitive: FindSensitive = async (texts) => texts.map(({ text }) => (/\S@/u.test(text) ? ["email"] : []));
const judging = {
  judge: (document: TextDocument) =>
    diagnoseShots(read(document), {
      clock,
      findSensitive,
      counter: estimatedTokens,
      createKnownTexts: () => createNearDuplicates({ termsOf: (text) => text.toLowerCase().split(/\W+/u) }),
    }),
  filesChanged: () => undefined,
};
const open = (text: string): TextDocument => TextDocument.create("file:///a.shots", "shots", 1, text);

/** The list at the place of `|` in a text. */
function completeAt(marked: string): CompletionList {
  const document = open(marked.replace("¦", ""));
  return createShotsCompletion({ files, read })(document, document.positionAt(marked.indexOf("¦")));
}
const offered = (marked: string): readonly string[] => completeAt(marked).items.map(({ label }) => label);
/** The text after the first offer is taken. */
function taken(marked: string): string {
  const document = open(marked.replace("¦", ""));
  const [first] = completeAt(marked).items;
  assert.ok(first?.textEdit && "range" in first.textEdit);
  return TextDocument.applyEdits(document, [first.textEdit]);
}

const body = (lines: string): string =>
  `---\nshots: 1\nlabels: [yes, no]\n---\n===\ntext: a\nlabel: yes\n===\n${lines}`;

test("completion offers keys that are not there yet, and the values of a key", () => {
  assert.deepEqual(offered("---\nshots: 1\ns¦\n---\n"), ["task", "labels", "selector", "seed", "test"]);
  assert.equal(taken("---\nsh¦\n---\n"), "---\nshots: 1\n---\n");
  assert.equal(taken("---\nshots: 1\norder: alt¦\n---\n"), "---\nshots: 1\norder: alternating\n---\n");
  assert.deepEqual(offered("---\nshots: 1\ntask: s¦\n---\n"), []);
  assert.deepEqual(offered("---\nshots: 1\ntemplate: ¦\n---\n"), ["completion", "chat", "xml", "json"]);
});

test("completion offers the fields that others have, labels, files and attributes, where they may stand", () => {
  assert.equal(taken(body("te¦")), body("text: "));
  assert.deepEqual(offered(body("text: b\n¦")), ["label"]);
  assert.deepEqual(offered(body("text: y¦")), []);
  assert.equal(taken(body("text: b\nlabel: n¦")), body("text: b\nlabel: no"));
  assert.deepEqual(offered(body("@ a b¦")), []);
  assert.equal(taken(body("@ a%20¦")), body("@ a%20b%25.md"));
  assert.equal(taken(body("@ a¦\n")), body("@ a%20b%25.md\n"));
  assert.equal(taken(body("@ he/פנ¦\n")), body("@ he/פניות.md\n"));
  assert.equal(taken(body("@ a 0-1 sha256:0123456789abcdef la¦")), body("@ a 0-1 sha256:0123456789abcdef lang:"));
  assert.deepEqual(offered(body("| te¦")), []);
  assert.deepEqual(offered("---\nshots: 1\n---\nte¦"), []);
});

test("long lists are cut, and asked for again", () => {
  const list = completeAt(body("@ many¦"));
  assert.equal(list.items.length, 200);
  assert.equal(list.isIncomplete, true);
  assert.equal(completeAt(body("@ many/499¦")).isIncomplete, false);
});

const actionsAt = async (document: TextDocument, words: string) => {
  const position = document.positionAt(document.getText().indexOf(words));
  return createShotsCodeActions({ judging, read, files, findSensitive })(
    document,
    { start: position, end: position },
    [],
  );
};

test("labels out of balance are mended by dropping, the repeated all at once", async () => {
  const shot = (text: string, label: string): string => `===\ntext: ${text}\nlabel: ${label}\n`;
  const top = "---\nshots: 1\nlabels: [yes, no]\n---\n";
  const unbalanced = open(top + shot("a", "yes") + shot("b", "yes") + shot("c", "yes") + shot("d", "no"));
  const [rebalance] = await actionsAt(unbalanced, "no]");
  assert.equal(rebalance?.title, "Rebalance the labels: drop 2");
  assert.equal(
    TextDocument.applyEdits(unbalanced, rebalance.edit?.changes?.[unbalanced.uri] ?? []),
    top + shot("a", "yes") + shot("d", "no"),
  );
  const repeated = open(top + shot("a", "yes") + shot("A.", "no") + shot("(a)", "yes"));
  const titles = (await actionsAt(repeated, "===\ntext: A.")).map(({ title }) => title);
  assert.deepEqual(titles, ["Drop this demonstration", "Drop all 2 repeated demonstrations"]);
  assert.deepEqual(await actionsAt(repeated, "text: a"), []);
});

test("what gives something away is masked, and a flag without anything behind it is taken off", async () => {
  const line = "@ a.md 0-9 sha256:0123456789abcdef";
  const document = open(
    `---\nshots: 1\n---\n===\n${line} flag:email\nq: Ask a@b.org.\na: x\n===\n${line} flag:phone\nq: y\na: z\n`,
  );
  const apply = async (words: string): Promise<string> => {
    const [first] = await actionsAt(document, words);
    return TextDocument.applyEdits(document, first?.edit?.changes?.[document.uri] ?? []);
  };
  assert.match(await apply("Ask"), /^===\n@ \S+ 0-9 sha256:\S+\nq: Ask \[email\]\.$/mu);
  assert.doesNotMatch(await apply(`${line} flag:phone`), /flag:phone/u);
});

test("a prompt is made to fit its budget from the end that matters least", async () => {
  const shots = (order: string): string =>
    `---\nshots: 1\norder: ${order}\nbudget: 30\n---\n${["a", "b", "c", "d"].map((name) => `=== ${name}\nq: ${`${name}word `.repeat(4)}\na: x\n`).join("")}`;
  const kept = async (order: string): Promise<string> => {
    const document = open(shots(order));
    const [first] = await actionsAt(document, "30");
    assert.match(first?.title ?? "", /^Drop \d to fit the budget$/u);
    const text = TextDocument.applyEdits(document, first?.edit?.changes?.[document.uri] ?? []);
    return [...text.matchAll(/^=== (.)/gmu)].map(([, name]) => name).join("");
  };
  assert.match(await kept("similar-last"), /^(?:b?c)?d$/u);
  assert.match(await kept("similar-first"), /^a(?:bc?)?$/u);
});

test("faults of form are mended too", async () => {
  const mended = async (text: string, words: string): Promise<string> => {
    const document = open(text);
    const [first] = await actionsAt(document, words);
    return TextDocument.applyEdits(document, first?.edit?.changes?.[document.uri] ?? []);
  };
  assert.equal(await mended("=== a\nq: b\n", "=== a"), "---\nshots: 1\n---\n\n=== a\nq: b\n");
  assert.equal(await mended("---\nshots: 1\n=== a\nq: b\n", "---"), "---\nshots: 1\n---\n\n=== a\nq: b\n");
  assert.equal(await mended("---\ntask: x\n---\n", "task"), "---\nshots: 1\ntask: x\n---\n");
  const three = "---\nshots: 1\n---\n===\np: 1\nq: 2\nr: 3\n";
  assert.equal(await mended(`${three}=== x\nq:\n| 5\n`, "=== x"), `${three}=== x\np: \nq:\n| 5\nr: \n`);
  const labelled = "---\nshots: 1\nlabels: [yes, no]\n---\n===\nq: 1\nl:";
  assert.equal(await mended(`${labelled}\n| nay\n`, "| nay"), `${labelled} no\n`);
});

test("documents full of faults have an outline and folds all the same", () => {
  for (const text of [
    "",
    "?",
    "---",
    "---\n: x\n---\n===\n===\n",
    "=== a\n@ x\n| y\n",
    "---\nshots: [\n\n=== \\u{}\nq:\n| a\n| b",
  ]) {
    const document = open(text);
    for (const { name, range, selectionRange } of outlineOf(document, read(document))) {
      assert.notEqual(name, "");
      assert.ok(document.offsetAt(selectionRange.start) >= document.offsetAt(range.start));
      assert.ok(document.offsetAt(selectionRange.end) <= document.offsetAt(range.end));
    }
    for (const { startLine, endLine } of foldingRanges(document, read(document))) assert.ok(startLine < endLine);
  }
});

test("fields of several lines and runs of comments fold", () => {
  const document = open("---\nshots: 1\n---\n# a\n# b\n===\nq:\n| 1\n| 2\na: 3\n");
  assert.deepEqual(
    foldingRanges(document, read(document)).map(({ startLine, endLine, kind }) => [startLine, endLine, kind]),
    [
      [0, 2, undefined],
      [5, 9, undefined],
      [6, 8, undefined],
      [3, 4, "comment"],
    ],
  );
});
