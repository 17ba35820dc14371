import { Disposable, Uri } from "vscode";
import type { ReportTab } from "../evaluation/reportTab.ts";
import type { Panels } from "../panel/panels.ts";
import { evaluateShots } from "../shots/evaluateShots.ts";
import { exportShots } from "../shots/exportShots.ts";
import { insertShots } from "../shots/insertShots.ts";
import type { LastEditor } from "../shots/lastEditor.ts";
import { shownShots } from "../shots/shownShots.ts";
import { offeredSources } from "../shots/shotsSources.ts";
import { tryShots, type TryingParts } from "../shots/tryShots.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

export interface ShotsCommandParts extends CommandReporting, TryingParts {
  readonly panels: Panels;
  readonly lastEditor: LastEditor;
  readonly reportTab: ReportTab;
}

/** The commands about few-shot prompts. */
export function registerShotsCommands(parts: ShotsCommandParts): Disposable {
  const { server, panels, lastEditor, reportTab, log, shotsTexts: texts } = parts;

  async function build(chosen?: Uri): Promise<void> {
    const sources = await offeredSources(lastEditor.current(), chosen);
    if (sources.length === 0) throw new Error(texts.nowhere);
    (await panels.show()).buildShots(sources);
  }

  return Disposable.from(
    registerCommand(parts, "askDocs.tryShots", async (address) => {
      const document = await shownShots(address);
      if (document === undefined) throw new Error(texts.noDocument);
      await tryShots(parts, document.getText());
    }),
    registerCommand(parts, "askDocs.exportShots", async (address) => {
      const document = await shownShots(address);
      if (document === undefined) throw new Error(texts.noDocument);
      await exportShots(server, texts.exporting, document);
    }),
    registerCommand(parts, "askDocs.evaluateShots", async (address) => {
      const document = await shownShots(address);
      if (document === undefined) throw new Error(texts.noDocument);
      const report = await evaluateShots(server, texts.evaluating, document);
      if (report === undefined) return;
      log.info(`Evaluation: ${report.headline}`);
      reportTab.show(report);
    }),
    registerCommand(parts, "askDocs.buildShots", (given) => build(given instanceof Uri ? given : undefined)),
    registerCommand(parts, "askDocs.buildShotsFromSelection", () => build()),
    registerCommand(parts, "askDocs.insertShots", () => insertShots(server, texts.inserting)),
  );
}
