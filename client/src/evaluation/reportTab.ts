import { randomBytes } from "node:crypto";
import { Uri, ViewColumn, window, type WebviewPanel } from "vscode";
import { openPlaceCommand, type EvaluationView } from "../../../protocol/evaluationMessages.ts";
import type { Disposing } from "../disposing.ts";
import { buildReportHtml } from "./reportHtml.ts";

/** As in the manifest's `when` of the tab's button. */
const tabType = "askDocs.evaluation";

/** The one editor tab that shows reports. */
export interface ReportTab extends Disposing {
  show(report: EvaluationView): void;
  /** The report that is shown. */
  shown(): EvaluationView | undefined;
}

export function createReportTab(extensionUri: Uri, language: string): ReportTab {
  let tab: WebviewPanel | undefined;
  let shown: EvaluationView | undefined;

  function open(column: ViewColumn): WebviewPanel {
    const opened = window.createWebviewPanel(tabType, "", column, {
      enableScripts: false,
      enableCommandUris: [openPlaceCommand],
      enableFindWidget: true,
      localResourceRoots: [],
      retainContextWhenHidden: true,
    });
    opened.iconPath = Uri.joinPath(extensionUri, "media", "icon.svg");
    opened.onDidDispose(() => {
      if (tab !== opened) return;
      tab = undefined;
      shown = undefined;
    });
    return opened;
  }

  return {
    show(report) {
      const former = tab;
      // A tab that is filled anew stays where it was scrolled to, and a report begins with what is to be known.
      tab = open(former?.viewColumn ?? ViewColumn.Active);
      former?.dispose();
      shown = report;
      tab.title = report.title;
      tab.webview.html = buildReportHtml(report, randomBytes(24).toString("base64url"), language);
    },
    shown: () => shown,
    dispose() {
      tab?.dispose();
    },
  };
}
