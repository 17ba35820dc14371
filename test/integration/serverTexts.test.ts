import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { config, t } from "@vscode/l10n";
import type { Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver/node";
import { createDoctorMarkdown } from "../../protocol/doctorMarkdown.ts";
import { evaluateRequest } from "../../protocol/evaluationMessages.ts";
import { installModelFolderRequest, lookUpModelRequest, removeModelRequest } from "../../protocol/modelMessages.ts";
import { doctorRequest, explainRequest, whyRequest } from "../../protocol/serverMessages.ts";
import { mineShotsRequest } from "../../protocol/shotsBuilding.ts";
import { evaluateShotsRequest } from "../../protocol/shotsEvaluationMessages.ts";
import { exportShotsRequest, sendShotsRequest, tryShotsRequest } from "../../protocol/shotsMessages.ts";
import type { Bundle } from "../../protocol/translate.ts";
import { startServer, timeUntil } from "./languageServerClient.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "ask-docs-texts-"));
const uriOf = (path: string): string => pathToFileURL(join(folder, path)).href;
after(() => {
  config({ contents: {} });
  rmSync(folder, { recursive: true, force: true });
});

mkdirSync(join(folder, "notes"));
writeFileSync(join(folder, "notes/page.md"), "# 42\n\nקובץ 42 נשמר 30 יום.\n\n> מספר אחר.\n");
writeFileSync(join(folder, "notes/binary.md"), Buffer.from([0, 1, 2, 255, 254, 0, 0, 0, 3]));
writeFileSync(join(folder, "id_rsa"), "");
writeFileSync(join(folder, ".gitignore"), "ignored.md\n");
writeFileSync(join(folder, "ignored.md"), "# 1\n");
writeFileSync(join(folder, "rows.jsonl"), "{}\n");

const shots = `---
shots: 1
labels: [a, b, b]
budget: none
selector: other
what: x
---
stray: 1
=== one
@ notes/page.md 5-1 sha256:0123456789abcdef
text: א
label: c
what is this
=== one
text: א
`;

/** Five Latin words in a row: no name and no command is so long. */
const sentence = /(?:\p{Script=Latin}{2,} ){4}\p{Script=Latin}{2,}/u;

const textOf = ({ message }: Diagnostic): string => (typeof message === "string" ? message : message.value);

const messageOf = async (request: Promise<unknown>): Promise<string> => {
  const { message } = await request.then(
    (value) => assert.fail(`It did not fail: ${JSON.stringify(value).slice(0, 200)}`),
    (error: unknown) => error as Error,
  );
  return message;
};

test("no English sentence comes back to a Hebrew editor, whatever goes wrong", async (context) => {
  const bundle = JSON.parse(readFileSync(join(root, "l10n/bundle.l10n.he.json"), "utf8")) as Bundle;
  const storage = mkdtempSync(join(tmpdir(), "ask-docs-texts-storage-"));
  const settings = { "askDocs.model.name": "nowhere/model", "askDocs.chat.url": "ftp://x", "askDocs.offline": true };
  const server = await startServer([folder], storage, settings, {}, bundle);
  context.after(async () => {
    await server.stop();
    rmSync(storage, { recursive: true, force: true });
  });
  const { client } = server;
  const published: PublishDiagnosticsParams[] = [];
  client.onNotification("textDocument/publishDiagnostics", (one: PublishDiagnosticsParams) => void published.push(one));
  const ready = await server.until(({ activity, files }) => activity === "ready" && files > 0);
  const told = new Map<string, string>();
  const tell = (what: string, texts: readonly string[]): void =>
    texts.forEach((text, place) => void told.set(`${what} ${place}`, text));

  tell("status", [ready.problem ?? assert.fail("a model that is missing is a problem")]);
  for (const path of ["id_rsa", "ignored.md", "notes/binary.md", "notes/page.md", "none.md", "notes", "other.xyz"])
    tell(`why ${path}`, [(await client.sendRequest(whyRequest, { uri: uriOf(path) })).reason]);
  tell("outside", [(await client.sendRequest(whyRequest, { uri: pathToFileURL(tmpdir()).href })).reason]);
  for (const query of [
    "lang:zzz קובץ",
    "modified:never קובץ",
    "tag:! קובץ",
    "ext:a/b קובץ",
    "קובצן",
    "-קובץ 42",
    "!!",
  ]) {
    const { notices } = await server.searchView({ query, limit: 5 });
    tell(`search ${query}`, notices);
  }
  const question = "כמה יום נשמר קובץ 42?";
  const answer = await server.ask(question);
  tell("answer", answer.notices);
  const place = [...answer.citations, ...answer.nearest][0]?.place ?? assert.fail("nothing is shown");
  const explanation = await client.sendRequest(explainRequest, { question, place });
  tell("explanation", [explanation?.headline ?? "", ...(explanation?.notes ?? [])]);

  tell("evaluate", [await messageOf(client.sendRequest(evaluateRequest, { id: "1" }))]);
  tell("evaluate a folder", [await messageOf(client.sendRequest(evaluateRequest, { id: "2", folder }))]);
  tell("models", [
    await messageOf(client.sendRequest(lookUpModelRequest, { name: "no name", revision: "", network: {} })),
    await messageOf(client.sendRequest(removeModelRequest, { name: "multilingual-e5-small" })),
    await messageOf(client.sendRequest(installModelFolderRequest, { folder: join(folder, "none"), name: "" })),
  ]);
  const document = { uri: uriOf("some.shots"), text: shots };
  tell("shots", [
    await messageOf(client.sendRequest(tryShotsRequest, { text: "", given: [] })),
    await messageOf(
      client.sendRequest(sendShotsRequest, { text: "---\nshots: 1\n---\n=== a\nx: 1\ny: 2\n", given: ["1"] }),
    ),
    await messageOf(client.sendRequest(exportShotsRequest, { text: "", title: "t", format: "chat" })),
    await messageOf(
      client.sendRequest(evaluateShotsRequest, { ...document, id: "3", test: join(folder, "rows.jsonl"), rows: 1 }),
    ),
  ]);
  const mined = await client.sendRequest(mineShotsRequest, {
    kind: "file",
    uri: uriOf("ignored.md"),
    path: "ignored.md",
  });
  tell(
    "mine",
    Object.values(mined).filter((value) => typeof value === "string"),
  );

  await client.sendNotification("textDocument/didOpen", {
    textDocument: { ...document, languageId: "shots", version: 1 },
  });
  const found = (): readonly Diagnostic[] => published.findLast(({ uri }) => uri === document.uri)?.diagnostics ?? [];
  await timeUntil(() => Promise.resolve(found().length > 5));
  tell("diagnostics", found().map(textOf));
  for (const diagnostic of found()) {
    const actions = await client.sendRequest<{ readonly title: string }[] | null>("textDocument/codeAction", {
      textDocument: { uri: document.uri },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
    tell(
      `fix of ${textOf(diagnostic)}`,
      (actions ?? []).map(({ title }) => title),
    );
  }
  const report = await client.sendRequest(doctorRequest, { editor: "Code 1", errors: [] });
  tell("doctor", createDoctorMarkdown(t)(report).split("\n"));

  assert.ok(told.size > 40, `${told.size} texts`);
  // Lines of the doctor may hold names and versions alone.
  const isForeign = (what: string, text: string): boolean =>
    !/\p{Script=Hebrew}/u.test(text) && !what.startsWith("doctor");
  const english = [...told].filter(([what, text]) => sentence.test(text) || isForeign(what, text));
  assert.deepEqual(english, []);
});
