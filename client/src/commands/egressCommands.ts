import { Disposable, window, type Uri } from "vscode";
import { createEgressTab } from "../egress/egressTab.ts";
import type { EgressTexts } from "../egress/egressTexts.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

export interface EgressCommandParts extends CommandReporting {
  readonly server: LanguageServer;
  readonly extensionUri: Uri;
  readonly egressTexts: EgressTexts;
  /** A BCP 47 tag. */
  readonly locale: string;
}

/** `Show What Left This Machine`, and the deletion of its record. */
export function registerEgressCommands(parts: EgressCommandParts): Disposable {
  const { server, extensionUri, egressTexts: texts, locale } = parts;
  const commands = { refresh: "askDocs.showEgress", clear: "askDocs.clearEgress" };
  const tab = createEgressTab(extensionUri, { texts, locale, commands });
  const show = async (): Promise<void> => tab.show(await server.ask((to) => to.egress()));

  async function clear(): Promise<void> {
    const options = { modal: true, detail: texts.clearDetail };
    const chosen = await window.showWarningMessage(texts.clearQuestion, options, texts.clearYes);
    if (chosen !== texts.clearYes) return;
    await server.ask((to) => to.clearEgress());
    if (tab.isOpen) await show();
  }

  return Disposable.from(
    tab,
    registerCommand(parts, "askDocs.showEgress", show),
    registerCommand(parts, "askDocs.clearEgress", clear),
  );
}
