import { Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window, type StatusBarItem } from "vscode";
import type { IndexStatus } from "../../../protocol/views.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import { describeStatus } from "./statusText.ts";

/** Shows the index's state at a glance: details on hover, actions on click. */
export function createStatusBar(server: LanguageServer, texts: Texts): Disposable {
  const item = window.createStatusBarItem("askDocs.status", StatusBarAlignment.Right, 100);
  item.name = texts.product;
  item.command = "askDocs.showStatus";
  show(item, server.status(), texts);
  item.show();
  return Disposable.from(
    item,
    server.onDidChangeStatus((status) => show(item, status, texts)),
  );
}

function show(item: StatusBarItem, status: IndexStatus, texts: Texts): void {
  const { icon, short, severity, summary, details } = describeStatus(status, texts);
  const words = short === "" ? texts.product : `${texts.product}: ${short}`;
  item.text = `$(${icon}) ${words}`;
  item.accessibilityInformation = { label: `${words}. ${summary}`, role: "button" };
  item.backgroundColor = severity === "normal" ? undefined : new ThemeColor(`statusBarItem.${severity}Background`);
  const tooltip = new MarkdownString("", true);
  tooltip.appendText(`${texts.product}. ${summary}`).appendMarkdown("\n\n");
  for (const line of details) tooltip.appendMarkdown("- ").appendText(line).appendMarkdown("\n");
  tooltip.appendMarkdown("\n").appendText(texts.statusDetails.clickForActions);
  item.tooltip = tooltip;
}
