import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { startTestChatServer, writeAnswer } from "../../server/src/adapters/chat/testChatServer.ts";
import { createTestGate } from "../../server/src/adapters/egress/testGate.ts";
import { createHttpClient } from "../../server/src/adapters/models/http.ts";
import { askDocs, askDocsJson, handbook, temporaryFolder } from "./commandLine.ts";

const offline = ["--set", "askDocs.offline=true"];
/** Set aside for documentation: no machine has it. */
const elsewhere = "http://192.0.2.1/v1";

test("offline, a model elsewhere is refused with a sentence, and one on this machine answers", async (t) => {
  const place = temporaryFolder(t);
  const where = ["--folder", handbook, "--index-dir", place, "--vectors", "none", ...offline];
  const ask = (url: string) => [
    "ask",
    "How long are backups kept?",
    ...where,
    "--model",
    "scripted",
    "--model-url",
    url,
  ];
  const refused = await askDocs(...ask(elsewhere));
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /192\.0\.2\.1 was not asked: askDocs\.offline is on/u);
  const server = await startTestChatServer((_, response) => writeAnswer(response, "Backups are kept for 35 days [1]."));
  try {
    const { value } = await askDocsJson(...ask(server.address));
    assert.equal(value["model"], "scripted");
  } finally {
    await server.close();
  }
});

test("offline, nothing is installed from a hub and no prompt is measured elsewhere", async (t) => {
  const place = temporaryFolder(t);
  const installed = await askDocs("model", "install", "owner/name", "--yes", ...offline);
  assert.notEqual(installed.code, 0);
  assert.match(installed.stderr, /was not asked: askDocs\.offline is on/u);
  const [shots, rows] = [join(place, "a.shots"), join(place, "rows.jsonl")];
  writeFileSync(shots, "---\nshots: 1\ntemplate: chat\n---\n===\ntext: Pay me back\nlabel: refund\n");
  writeFileSync(rows, `${JSON.stringify({ text: "Where is it?", label: "delivery" })}\n`);
  const measured = await askDocs(
    ...["shots", "evaluate", shots, "--test", rows, "--model", "x", "--model-url", elsewhere],
    ...["--out", join(place, "report.json"), ...offline],
  );
  assert.equal(measured.code, 2);
  assert.match(measured.stderr, /192\.0\.2\.1 was not asked/u);
});

test("offline, a redirect of a mirror on this machine is not followed out of it, and no proxy is used", async () => {
  const server = createServer((_, response) => response.writeHead(302, { location: "http://192.0.2.1/model" }).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const http = createHttpClient(createTestGate({ offline: true }), { proxy: "http://192.0.2.1:3128" });
  try {
    await assert.rejects(http.get(address, {}, AbortSignal.timeout(5000)), /192\.0\.2\.1 is not on this machine/u);
  } finally {
    await http.close();
    server.close();
  }
});
