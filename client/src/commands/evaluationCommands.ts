import { commands, Disposable, Uri, ViewColumn, window, workspace } from "vscode";
import { openPlaceCommand } from "../../../protocol/evaluationMessages.ts";
import type { Place } from "../../../protocol/views.ts";
import type { ReportTab } from "../evaluation/reportTab.ts";
import { withEvaluationProgress } from "../evaluation/withEvaluationProgress.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { openPlace } from "../panel/openCitation.ts";
import type { Texts } from "../texts.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

export interface EvaluationCommandParts extends CommandReporting {
  readonly server: LanguageServer;
  readonly tab: ReportTab;
  readonly evaluationTexts: Texts["evaluation"];
}

/** The commands that measure search, and those of the report. */
export function registerEvaluationCommands(parts: EvaluationCommandParts): Disposable {
  const { server, tab, evaluationTexts: texts, log } = parts;

  /** @param folder absolute path of a set's folder; the person's own set without it. */
  async function evaluate(folder?: string): Promise<void> {
    const set = folder === undefined ? {} : { folder };
    const shown = { title: texts.running, progress: texts.progress };
    const report = await withEvaluationProgress(server, shown, (to, id, token) => to.evaluate({ id, ...set }, token));
    if (report === undefined) return;
    log.info(`Evaluation: ${report.headline}`);
    tab.show(report);
    const [worst] = report.warnings;
    if (worst !== undefined) void window.showWarningMessage(texts.isWorse(worst));
  }

  return Disposable.from(
    registerCommand(parts, "askDocs.evaluate", () => evaluate()),
    registerCommand(parts, "askDocs.evaluateSet", async () => {
      const title = texts.chooseSet;
      const [folder] = (await window.showOpenDialog({ title, canSelectFiles: false, canSelectFolders: true })) ?? [];
      if (folder !== undefined) await evaluate(folder.fsPath);
    }),
    registerCommand(parts, "askDocs.saveEvaluation", async () => {
      const report = tab.shown();
      if (report === undefined) throw new Error(texts.noReport);
      const start = workspace.workspaceFolders?.[0]?.uri;
      const defaultUri = start && { defaultUri: Uri.joinPath(start, report.fileName) };
      const file = await window.showSaveDialog({ ...defaultUri, filters: { HTML: ["html"] } });
      if (file !== undefined) await workspace.fs.writeFile(file, new TextEncoder().encode(report.page));
    }),
    commands.registerCommand(openPlaceCommand, async (place: Place) => {
      await openPlace(place, ViewColumn.Beside).catch((error: unknown) => log.warn(String(error)));
    }),
  );
}
