import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { failure } from "../../../server/src/core/result.ts";
import { temporaryFolder } from "../commandLine.ts";
import { startServer } from "../languageServerClient.ts";
import { forAny, fuzz } from "./fuzzed.ts";
import { serverRequest, toolCall } from "./params.ts";

const inputs = 300;
/** Milliseconds for one answer. */
const patience = 20_000;

function makeFolder(t: { after(fn: () => void): void }): { readonly work: string; readonly folder: string } {
  const work = temporaryFolder(t);
  const folder = join(work, "docs");
  mkdirSync(folder);
  writeFileSync(join(work, "outside.md"), "# Outside\n\nThe password is tangerine.\n");
  writeFileSync(join(folder, "ferry.md"), "# Ferry\n\nThe quixotrefle ferry leaves the pier at 07:40 on weekdays.\n");
  writeFileSync(join(folder, "few.shots"), "---\nshots: 1\n---\n===\ntext: a\nlabel: b\n");
  return { work, folder };
}

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer to ${what}`)), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

test(`the language server answers any of its own requests, or says why not, and stays what it was (${inputs} inputs)`, async (t) => {
  const { work, folder } = makeFolder(t);
  const server = await startServer(
    [folder],
    join(work, "storage"),
    { "askDocs.offline": true },
    { describeModel: () => Promise.resolve(failure("model-missing", "There is none.")) },
  );
  try {
    await server.until(({ activity, files }) => activity !== "starting" && activity !== "reading" && files === 1);
    const uris = [folder, join(folder, "ferry.md"), join(folder, "few.shots"), join(work, "outside.md")];
    const property = forAny(
      "requests",
      serverRequest(uris.map((path) => pathToFileURL(path).href)),
      async ([method, params]) => {
        const answer = server.client.sendRequest<unknown>(method, params).catch((error: unknown) => {
          assert.ok(error instanceof Error && "code" in error, `${method}: ${String(error)}`);
          assert.ok([-32602, -32803, -32800, -32802].includes(Number(error.code)), `${method}: ${error.message}`);
          assert.doesNotMatch(error.message, /unexpectedly/u, method);
        });
        const told = JSON.stringify((await inTime(answer, method)) ?? null);
        assert.ok(!told.includes("tangerine"), `${method} read outside the folder`);
      },
    );
    await fuzz(property, inputs)(t);
    assert.match((await server.search("ferry pier", 1))[0]?.text ?? "", /07:40/u);
    const logged = server.logged.join("\n");
    for (const secret of ["quixotrefle", "tangerine"]) assert.ok(!logged.includes(secret), logged);
  } finally {
    await server.stop();
  }
});

test(`the MCP server's tools answer anything, or say why not, and read nothing outside (${inputs} inputs)`, async (t) => {
  const { folder } = makeFolder(t);
  const cli = join(import.meta.dirname, "../../../dist/cli.js");
  const args = [cli, "mcp", "--folder", folder, "--set", "askDocs.model.name=owner/none"];
  const transport = new StdioClientTransport({ command: process.execPath, args, stderr: "pipe" });
  let stderr = "";
  transport.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  try {
    const property = forAny("tools", toolCall, async ([name, given]) => {
      const called = client.callTool({ name, arguments: given }).catch((error: unknown) => {
        assert.ok(error instanceof Error && "code" in error, String(error));
      });
      const told = JSON.stringify((await inTime(called, name)) ?? null);
      assert.ok(!told.includes("tangerine") && !told.includes("root:x:"), name);
      assert.doesNotMatch(told, /\bat [\w.<> ]+ \(file:|node_modules/u, "a stack is told");
    });
    await fuzz(property, inputs)(t);
    const found = await client.callTool({ name: "search", arguments: { query: "ferry pier" } });
    assert.match(JSON.stringify(found), /07:40/u);
    assert.ok(!stderr.includes("tangerine"), stderr);
  } finally {
    await client.close();
  }
});
