import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { until } from "../product/until.ts";

const pages = 200;
/** Milliseconds from the editor's question for a hover to its answer, at the 95th percentile. */
const hoverLimit = 50;

/** An extension beside the product's, which asks for a hover at every word of the open file, as the editor does. */
const measuring = {
  "package.json": JSON.stringify({
    name: "hover-measure",
    publisher: "e2e",
    version: "0.0.1",
    engines: { vscode: "^1.105.0" },
    main: "./extension.js",
    contributes: { commands: [{ command: "hoverMeasure.run", title: "Run", category: "Hover Measure" }] },
  }),
  "extension.js": `
    const vscode = require("vscode");
    const { writeFile, rename } = require("node:fs/promises");
    exports.activate = () => vscode.commands.registerCommand("hoverMeasure.run", async () => {
      const { document } = vscode.window.activeTextEditor;
      const measured = [];
      for (const match of document.getText().matchAll(/[\\p{L}\\d]+/gu)) {
        const since = performance.now();
        const position = document.positionAt(match.index + 1);
        const hovers = await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, position);
        const text = hovers.flatMap(({ contents }) => contents).map((content) => content.value ?? content).join("");
        measured.push({ word: match[0], text, milliseconds: performance.now() - since });
      }
      await writeFile(document.uri.fsPath + ".tmp", JSON.stringify(measured));
      await rename(document.uri.fsPath + ".tmp", document.uri.fsPath + ".json");
    });`,
};

interface MeasuredHover {
  readonly word: string;
  readonly text: string;
  readonly milliseconds: number;
}

const page = (number: number): string =>
  [
    `# Harbour log ${number}`,
    `**Berth ${number}**: the place where boat number ${number} lies at night, between two green lamps.`,
    `The tide of day ${number} was noted by the harbour master, and the fish was sold before noon.`,
  ].join("\n\n");
const glossary = "# Glossary\n\n**Orphan box**: a box without a readable label, which is opened only on Wednesdays.\n";
const notes = "The crew left an orphan box near the noisy quay yesterday.\n".repeat(12);

/** Runs the hovers once, checks what they say, and gives the time that 95 of 100 take at most, in milliseconds. */
async function slowestOfMost(window: Workbench, folder: string): Promise<number> {
  const file = path.join(folder, "notes.txt.json");
  await rm(file, { force: true });
  await window.runCommand("Hover Measure: Run");
  await until(
    "the hovers are measured",
    () => readFile(file, "utf8").catch(() => ""),
    (text) => text !== "",
  );
  const measured = JSON.parse(await readFile(file, "utf8")) as readonly MeasuredHover[];
  for (const { word, text } of measured) {
    if (/^(orphan|box)$/.test(word)) assert.match(text, /without a readable label/, word);
    else assert.equal(text, "", word);
  }
  const times = measured.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(share * times.length)] ?? Infinity;
  console.log(`${times.length} hovers: p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms`);
  return at(0.95);
}

/** Hovers show what the documents define, with the place, and are silent over other words, quickly also in 200 pages. */
export const scenario: Scenario = {
  name: "hovering",
  async run(context) {
    const numbered = Array.from({ length: pages }, (_, number) => [`log/day-${number}.md`, page(number)] as const);
    const folder = await context.makeFolder({
      ...Object.fromEntries(numbered),
      "glossary.md": glossary,
      "notes.txt": notes,
    });
    const { window } = await openAskDocs(context, {
      open: folder,
      extensions: [await context.makeFolder(measuring)],
    });
    await window.openFile("notes.txt", 2);
    const hover = await window.hoverOver("orphan box", /without a readable label/);
    assert.match(hover, /glossary\.md/);
    await window.screenshot("hovering-defined");
    await untilIndexed(window);

    await window.page.mouse.move(0, 0);
    // A machine that is busy with something else slows one run down; the best of three says what the product takes.
    let best = Infinity;
    for (let run = 0; run < 3 && best >= hoverLimit; run += 1)
      best = Math.min(best, await slowestOfMost(window, folder));
    assert.ok(best < hoverLimit, `95 of 100 hovers took up to ${best.toFixed(1)} ms.`);
  },
};
