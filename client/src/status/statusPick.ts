import { commands, QuickPickItemKind, ThemeIcon, window, type Disposable, type QuickPickItem } from "vscode";
import { registerCommand, type CommandReporting } from "../commands/registerCommand.ts";
import type { IndexStatus } from "../../../protocol/views.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import { describeStatus, isPaused } from "./statusText.ts";

interface ActionItem extends QuickPickItem {
  /** A command with what it is given; none for a figure. */
  readonly action?: readonly [command: string, ...given: readonly unknown[]];
}

/** `Show Index Status`: the figures, followed by what can be done. */
export function registerStatusCommand(reporting: CommandReporting, server: LanguageServer, texts: Texts): Disposable {
  return registerCommand(reporting, "askDocs.showStatus", async () => {
    const pick = window.createQuickPick<ActionItem>();
    pick.title = texts.statusActions.title;
    const show = (status: IndexStatus): void => {
      pick.placeholder = describeStatus(status, texts).summary;
      const active = pick.activeItems[0]?.label;
      pick.items = items(status, texts);
      const same = pick.items.filter(({ label }) => label === active);
      if (same.length > 0) pick.activeItems = same;
    };
    show(server.status());
    const following = server.onDidChangeStatus(show);
    const chosen = await new Promise<ActionItem | undefined>((resolve) => {
      pick.onDidAccept(() => {
        const item = pick.activeItems[0];
        if (item?.action !== undefined) resolve(item);
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
    following.dispose();
    pick.dispose();
    if (chosen?.action !== undefined) await commands.executeCommand(...chosen.action);
  });
}

function items(status: IndexStatus, texts: Texts): readonly ActionItem[] {
  const { details } = describeStatus(status, texts);
  const text = texts.statusActions;
  const item = (icon: string, label: string, ...action: [string, ...unknown[]]): ActionItem => ({
    label,
    iconPath: new ThemeIcon(icon),
    action,
  });
  const paused = isPaused(status);
  const failed = status.activity === "failed" ? [item("refresh", text.restart, "askDocs.restartServer")] : [];
  const trust = status.trusted ? [] : [item("workspace-untrusted", text.trust, "workbench.trust.manage")];
  const log = item("output", text.log, "askDocs.showLog");
  const settings = item("gear", text.settings, "workbench.action.openSettings", "@ext:ask-docs.ask-docs");
  if (status.folders.length === 0) {
    return [item("folder-opened", text.openFolder, "workbench.action.files.openFolder"), log, settings];
  }
  return [
    ...details.map((label): ActionItem => ({ label, iconPath: new ThemeIcon("info") })),
    { label: text.actions, kind: QuickPickItemKind.Separator },
    ...failed,
    paused
      ? item("debug-start", text.resume, "askDocs.toggleIndexing", { paused: false })
      : item("debug-pause", text.pause, "askDocs.toggleIndexing", { paused: true }),
    item("symbol-misc", text.model, "askDocs.chooseModel"),
    item("sync", text.rebuild, "askDocs.rebuildIndex"),
    item("trash", text.delete, "askDocs.deleteIndex"),
    ...trust,
    log,
    settings,
  ];
}
