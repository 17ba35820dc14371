import { Disposable, Uri } from "vscode";
import type { ReportTab } from "../evaluation/reportTab.ts";
import { buildShots } from "../shots/buildShots.ts";
import { evaluateShots } from "../shots/evaluateShots.ts";
import { exportShots } from "../shots/exportShots.ts";
import { insertShots } from "../shots/insertShots.ts";
import { shownShots } from "../shots/shownShots.ts";
import { tryShots, type TryingParts } from "../shots/tryShots.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

/** The commands about few-shot prompts. */
export function registerShotsCommands(
  parts: CommandReporting & TryingParts & { readonly reportTab: ReportTab },
): Disposable {
  const { server, reportTab, log, shotsTexts: texts } = parts;

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
    registerCommand(parts, "askDocs.buildShots", (given) =>
      buildShots(server, texts.building, given instanceof Uri ? given : undefined),
    ),
    registerCommand(parts, "askDocs.insertShots", () => insertShots(server, texts.inserting)),
  );
}
