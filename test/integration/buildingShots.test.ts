import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  buildShotsRequest,
  mineShotsRequest,
  type BuildShotsParams,
  type MinedShotsView,
  type ShotsPreviewView,
  type ShotsSource,
} from "../../protocol/shotsBuilding.ts";
import { askDocs, handbook } from "./commandLine.ts";
import { startServer, timeUntil } from "./languageServerClient.ts";

const place = mkdtempSync(join(tmpdir(), "ask-docs-building-"));
after(() => rmSync(place, { recursive: true, force: true }));

test("the panel's builder gives the same document as the command line, by words and by meaning", async () => {
  const folder = join(place, "handbook");
  cpSync(handbook, folder, { recursive: true });
  const server = await startServer([folder], join(place, "storage"));
  try {
    const source: ShotsSource = { kind: "folder", uri: pathToFileURL(folder).href, path: "handbook" };
    const { id } = await server.client.sendRequest<MinedShotsView>(mineShotsRequest.method, source);
    const pairs = join(place, "pairs.jsonl");
    assert.equal((await askDocs("shots", "mine", "--folder", folder, "--out", pairs)).code, 0);
    const input = "Wie lange werden Sicherungen aufbewahrt?";
    for (const selector of ["mmr", "hybrid"] as const) {
      const given = selector === "hybrid" ? { input } : {};
      const params: BuildShotsParams = {
        ...{
          id,
          selector,
          balanced: false,
          order: "similar-first",
          k: 6,
          template: "xml",
          budget: 400,
          task: "Answer.",
        },
        ...given,
      };
      const built = () => server.client.sendRequest<ShotsPreviewView>(buildShotsRequest.method, params);
      await timeUntil(async () => (await built()).comparedBy.kind === "vectors");
      const out = join(place, `${selector}.shots`);
      const { code, stderr } = await askDocs(
        ...["shots", "build", "--pairs", pairs, "--out", out, "--selector", selector, "--order", "similar-first"],
        ...["--k", "6", "--template", "xml", "--budget", "400", "--task", "Answer."],
        ...(selector === "hybrid" ? ["--input", input] : []),
      );
      assert.equal(code, 0, stderr);
      const { text, tokens, demonstrations } = await built();
      assert.equal(text, readFileSync(out, "utf8"));
      assert.ok(tokens <= 400);
      assert.ok(demonstrations.length > 2 && demonstrations.every((one) => one.place !== undefined));
    }
  } finally {
    await server.stop();
  }
});
