import assert from "node:assert/strict";
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { FrameLocator } from "playwright-core";
import { packageExtension } from "../../../scripts/packaging/vsix.ts";
import { outputFolder, repositoryRoot } from "../host/paths.ts";
import type { Scenario } from "../host/scenario.ts";

const questions = [
  {
    question: "How long are backups kept?",
    answer: "Backups are kept for 35 days",
    file: "backups.md",
    direction: "ltr",
  },
  {
    question: "באיזו שעה ננעלת הדלת של החצר האחורית?",
    answer: "דלת החצר האחורית ננעלת בשעה 18:00",
    file: "security.md",
    direction: "rtl",
  },
] as const;

/** The packaged extension, installed as people install it and without a network, answers in English and in Hebrew. */
export const scenario: Scenario = {
  name: "vsix",
  limit: 240_000,
  async run(context) {
    const folder = await context.makeFolder({});
    await cp(path.join(repositoryRoot, "test/fixtures/handbook"), folder, { recursive: true });
    const vsix = await packageAnew();

    const networkLog = path.join(await context.makeFolder({ "network.log": "" }), "network.log");
    const noNetwork = path.join(import.meta.dirname, "../host/noNetwork.cjs");
    const server = await context.startServer({
      environment: { ASK_DOCS_NETWORK_LOG: networkLog },
      nodeOptions: ["--require", noNetwork],
    });
    await server.installExtension(vsix);
    const window = await context.openWorkbench({ open: folder }, server);
    await window.runCommand("Ask Docs: Ask a Question");
    const panel = await window.webview("view");
    for (const { question, answer, file, direction } of questions) {
      await ask(panel, question);
      const article = panel.getByRole("article", { name: question });
      const sentence = article.locator(".answer").getByText(answer);
      await sentence.waitFor({ timeout: 60_000 });
      assert.equal(await sentence.evaluate((element) => getComputedStyle(element).direction), direction);
      await article.getByRole("list", { name: "Sources" }).getByRole("button").first().click();
      await window.page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor();
      await window.screenshot(`vsix-${direction}`);
    }

    const lines = (await readFile(networkLog, "utf8")).split("\n");
    assert.deepEqual(
      lines.filter((line) => line.startsWith("refused ")),
      [],
    );
    // Proof that the watch was in place, and that what ran was the packaged extension.
    for (const program of ["server.js", "embedder.js"]) {
      assert.ok(
        lines.some((line) => line.startsWith("started ") && line.endsWith(`/dist/${program}`)),
        lines.join("\n"),
      );
    }
    assert.ok(!lines.some((line) => line.includes(path.join(repositoryRoot, "dist"))));
  },
};

async function ask(panel: FrameLocator, question: string): Promise<void> {
  const box = panel.getByRole("textbox", { name: "Question" });
  await box.fill(question);
  await box.press("Enter");
}

/** Made anew in a folder of its own, so that no package of an earlier run is taken for today's. */
async function packageAnew(): Promise<string> {
  const folder = path.join(outputFolder, "vsix");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return (await packageExtension(repositoryRoot, folder)).path;
}
