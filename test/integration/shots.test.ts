import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import type {
  CodeAction,
  CodeLens,
  CompletionList,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  Hover,
  PublishDiagnosticsParams,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { evaluateShotsCommand } from "../../protocol/shotsEvaluationMessages.ts";
import {
  buildShotsRequest,
  mineShotsRequest,
  type BuildShotsParams,
  type MinedShotsView,
  type NothingMinedView,
  type ShotsPreviewView,
  type ShotsSource,
} from "../../protocol/shotsBuilding.ts";
import {
  exportShotsCommand,
  exportShotsRequest,
  tryShotsCommand,
  tryShotsRequest,
  type ExportedShotsView,
  type TriedPromptView,
} from "../../protocol/shotsMessages.ts";
import { startServer, timeUntil, type ServerUnderTest } from "./languageServerClient.ts";

const folder = mkdtempSync(join(tmpdir(), "ask-docs-shots-"));
const storage = mkdtempSync(join(tmpdir(), "ask-docs-shots-storage-"));
const handbook = "# Parcels\n\n## Late ones\n\nA late parcel is paid back after ten days.\n";
const hebrew = "# משלוחים\n\nחבילה שלא הגיעה בתוך עשרה ימים מזכה בהחזר מלא.\n";
const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);
const line = (path: string, text: string, words: string): string =>
  `@ ${path} ${text.indexOf(words)}-${text.indexOf(words) + words.length} sha256:${hash(text)}`;

const late = "A late parcel is paid back after ten days.";
const lateHebrew = "חבילה שלא הגיעה בתוך עשרה ימים מזכה בהחזר מלא.";
const shots = `---
shots: 1
labels: [refund, other]
selector: 
---

=== late
${line("handbook.md", handbook, late)} kind:faq
text: ${late}
label: refund

=== מאחר
${line("he/משלוחים.md", hebrew, lateHebrew)} lang:he
text: ${lateHebrew}
label: refnd

=== again
text: a LATE parcel is paid back after ten days
label: other
`;

let server: ServerUnderTest;
const uri = pathToFileURL(join(folder, "prompts.shots")).href;
const published: PublishDiagnosticsParams[] = [];
const latest = (): readonly Diagnostic[] => published.findLast((one) => one.uri === uri)?.diagnostics ?? [];
const found = (): readonly string[] => latest().map(({ code, range }) => `${range.start.line}: ${code ?? ""}`);
let document = TextDocument.create(uri, "shots", 1, shots);
const at = (words: string, offset = 0) => document.positionAt(document.getText().indexOf(words) + offset);

async function edit(text: string): Promise<void> {
  document = TextDocument.create(uri, "shots", document.version + 1, text);
  await server.edit(uri, document.version, text);
}
const until = async (...expected: readonly string[]): Promise<void> => {
  await timeUntil(async () => JSON.stringify(found()) === JSON.stringify(expected)).catch(() =>
    assert.deepEqual(found(), expected),
  );
};
const ask = <R>(method: string, params: object): Promise<R> =>
  server.client.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...params });
const actionsAt = async (words: string): Promise<readonly CodeAction[]> => {
  const position = at(words);
  return ask("codeAction", { range: { start: position, end: position }, context: { diagnostics: latest() } });
};
function apply(action: CodeAction | undefined): string {
  assert.ok(action);
  return TextDocument.applyEdits(document, action.edit?.changes?.[uri] ?? []);
}

before(async () => {
  writeFileSync(join(folder, "handbook.md"), handbook);
  mkdirSync(join(folder, "he"));
  writeFileSync(join(folder, "he", "משלוחים.md"), hebrew);
  writeFileSync(join(folder, "prompts.test.jsonl"), `{"text":"Something else"}\n`);
  server = await startServer([folder], storage);
  server.client.onNotification(
    "textDocument/publishDiagnostics",
    (params: PublishDiagnosticsParams) => void published.push(params),
  );
  await server.client.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "shots", version: 1, text: shots },
  });
});

after(async () => {
  await server.stop();
  for (const each of [folder, storage]) rmSync(each, { recursive: true, force: true });
});

test("diagnostics come by themselves, and change with the files", async () => {
  await until("3: bad-value", "14: unknown-label", "16: duplicate");
  writeFileSync(join(folder, "handbook.md"), handbook.replace("ten", "twenty"));
  await server.fileEvents({ uri: pathToFileURL(join(folder, "handbook.md")).href, type: 2 });
  await until("3: bad-value", "7: source-edited", "14: unknown-label", "16: duplicate");
  writeFileSync(join(folder, "prompts.test.jsonl"), `{"text":"${lateHebrew}"}\n`);
  await server.fileEvents({ uri: pathToFileURL(join(folder, "prompts.test.jsonl")).href, type: 2 });
  await until("3: bad-value", "7: source-edited", "11: test-overlap", "14: unknown-label", "16: duplicate");
  assert.ok(latest().every(({ source, message }) => source === "Ask Docs" && JSON.stringify(message).endsWith('."')));
});

test("a hover over a provenance line shows the words, where they stand now and what became of them", async () => {
  const { contents } = await ask<Hover>("hover", { position: at("@ handbook") });
  const { value } = contents as { readonly value: string };
  assert.match(value, /handbook\\\.md › Parcels › Late ones\]\(file:.*handbook\.md#L5\) · edited since/u);
  assert.match(value, /> \u2068A late parcel is paid back after twenty days/u);
  const other = await ask<Hover>("hover", { position: at("@ he/") });
  const { value: second } = other.contents as { readonly value: string };
  assert.match(second, /משלוחים\\\.md › משלוחים\]\(.*\) · unchanged/u);
  assert.match(second, /מזכה בהחזר מלא/u);
  const tokens = await ask<Hover>("hover", { position: at("=== late") });
  assert.match(
    (tokens.contents as { readonly value: string }).value,
    /^\d+ tokens, of \d+ of the whole prompt; counted by/u,
  );
  const key = await ask<Hover>("hover", { position: at("labels") });
  assert.match((key.contents as { readonly value: string }).value, /values that the last field may take/u);
  assert.equal(await ask("hover", { position: at("text: A") }), null);
});

test("code actions mend what is found", async () => {
  const atSource = await actionsAt("@ handbook");
  assert.deepEqual(
    atSource.map(({ title }) => title),
    ["Refresh from source", "Drop this demonstration"],
  );
  assert.equal(atSource[0]?.diagnostics?.[0]?.code, "source-edited");
  const refreshed = apply(atSource[0]);
  assert.match(refreshed, /^text: A late parcel is paid back after twenty days\.$/mu);
  assert.ok(refreshed.includes(`sha256:${hash(handbook.replace("ten", "twenty"))} kind:faq`));
  const label = await actionsAt("refnd");
  assert.equal(label[0]?.title, 'Change to "refund"');
  assert.match(apply(label[0]), /^label: refund$/mu);
  const duplicate = await actionsAt("=== again");
  assert.deepEqual(
    duplicate.map(({ title }) => title),
    ["Drop this demonstration"],
  );
  assert.doesNotMatch(apply(duplicate[0]), /again/u);
});

test("completion knows keys, values, fields, labels and files", async () => {
  const labels = async (position: object): Promise<readonly string[]> =>
    (await ask<CompletionList>("completion", { position })).items.map(({ label }) => label);
  assert.ok((await labels(at("selector: ", 10))).includes("mmr"));
  assert.deepEqual(await labels(at("label: other", 7)), ["refund", "other"]);
  const before = document.getText();
  await edit(`${before}\n=== new\n@ \nte\n`);
  assert.deepEqual(await labels(at("\nte\n", 3)), ["text"]);
  assert.ok((await labels(at("@ \n", 2))).includes("he/משלוחים.md"));
  await edit(before.replace("selector: ", "se"));
  assert.deepEqual(await labels(at("\nse", 3)), ["selector", "seed"]);
  await edit(before);
});

test("a line that names a file alone is completed from the file", async () => {
  const before = document.getText();
  await edit(`${before}\n=== new\ntext: ${lateHebrew}\n@ he/משלוחים.md\nlabel: other\n`);
  const [complete] = await actionsAt("@ he/משלוחים.md\n");
  assert.equal(complete?.title, "Find the words in the file");
  assert.ok(apply(complete).includes(`\n${line("he/משלוחים.md", hebrew, lateHebrew)}\nlabel`));
  await edit(before);
});

test("the outline and the folds follow the demonstrations", async () => {
  const outline = await ask<readonly DocumentSymbol[]>("documentSymbol", {});
  assert.deepEqual(
    outline.map(({ name, detail }) => [name, detail]),
    [
      ["front matter", undefined],
      ["late", "refund"],
      ["מאחר", "refnd"],
      ["again", "other"],
    ],
  );
  assert.deepEqual(
    outline[1]?.children?.map(({ name }) => name),
    ["text", "label"],
  );
  const folds = await ask<readonly FoldingRange[]>("foldingRange", {});
  assert.deepEqual(
    folds.map(({ startLine, endLine }) => [startLine, endLine]),
    [
      [0, 4],
      [6, 9],
      [11, 14],
      [16, 18],
    ],
  );
});

test("a document that was never saved looks for its sources in every folder", async () => {
  const untitled = "untitled:Untitled-1";
  await server.client.sendNotification("textDocument/didOpen", {
    textDocument: { uri: untitled, languageId: "shots", version: 1, text: shots.replace("refnd", "refund") },
  });
  const kinds = (): readonly unknown[] =>
    published.findLast((one) => one.uri === untitled)?.diagnostics.map(({ code }) => code) ?? [];
  await timeUntil(async () => kinds().includes("source-edited"));
  assert.deepEqual(kinds(), ["bad-value", "source-edited", "duplicate"]);
  await server.close(untitled);
});

test("lenses stand over the first line, and a built document is tried and exported", async () => {
  const lenses = await ask<readonly CodeLens[]>("codeLens", {});
  assert.deepEqual(
    lenses.map(({ range, command }) => [range.start.line, command?.command, command?.arguments]),
    [tryShotsCommand, evaluateShotsCommand, exportShotsCommand].map((command) => [0, command, [uri]]),
  );
  const { client } = server;
  const page = pathToFileURL(join(folder, "faq.md")).href;
  writeFileSync(join(folder, "faq.md"), "# Parcels\n\n## Who pays for it?\n\nThe carrier pays for it.\n");
  const empty: ShotsSource = { kind: "folder", uri: pathToFileURL(join(folder, "he")).href, path: "he" };
  const nothing = await client.sendRequest<NothingMinedView>(mineShotsRequest.method, empty);
  assert.match(nothing.nothing, /Nothing there can be mined/);
  const source: ShotsSource = { kind: "file", uri: page, path: "faq.md" };
  const { id, kinds } = await client.sendRequest<MinedShotsView>(mineShotsRequest.method, source);
  assert.deepEqual(
    kinds.map(({ pairs }) => pairs),
    [1],
  );
  const params: BuildShotsParams = {
    ...{ id, selector: "mmr", balanced: false, order: "similar-last", k: 8, template: "completion" },
  };
  const built = (): Promise<ShotsPreviewView> => client.sendRequest<ShotsPreviewView>(buildShotsRequest.method, params);
  // Words serve at once, and meaning as soon as the model has read the pairs.
  await timeUntil(async () => (await built()).comparedBy.kind === "vectors");
  const { text } = await built();
  const { prompt, canSend } = await client.sendRequest<TriedPromptView>(tryShotsRequest.method, {
    text,
    given: ["And who packs it?"],
  });
  const demonstration = "question: Who pays for it?\nanswer: The carrier pays for it.";
  assert.equal(prompt, `${demonstration}\n\nquestion: And who packs it?\nanswer:`);
  assert.equal(canSend, false);
  const exported = await client.sendRequest<ExportedShotsView>(exportShotsRequest.method, {
    ...{ text, title: "parcels", format: "text" },
  });
  assert.match(exported.text, /The carrier pays for it/);
  assert.match(exported.beside?.text ?? "", /faq\.md/);
});

test("closing takes the diagnostics away, and other languages have none of this", async () => {
  const other = pathToFileURL(join(folder, "handbook.md")).href;
  await server.open(other, handbook);
  for (const method of ["documentSymbol", "foldingRange", "codeLens"]) {
    assert.equal(await server.client.sendRequest(`textDocument/${method}`, { textDocument: { uri: other } }), null);
  }
  await server.close(uri);
  await until();
});
