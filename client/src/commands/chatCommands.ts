import { Disposable, window, workspace } from "vscode";
import { chooseChatModel } from "../chat/chooseChatModel.ts";
import type { ChatConsent } from "../chat/consent.ts";
import type { ChatKeys } from "../chat/keys.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

/** The commands about models that write answers. */
export function registerChatCommands(
  parts: CommandReporting & {
    readonly server: LanguageServer;
    readonly keys: ChatKeys;
    readonly consent: ChatConsent;
    readonly chatTexts: Texts["chat"];
  },
): Disposable {
  const { server, keys, consent, chatTexts: texts } = parts;

  async function setKey(): Promise<void> {
    const origin = originOf(workspace.getConfiguration("askDocs.chat").get<string>("url", ""));
    if (origin === undefined) {
      void window.showErrorMessage(texts.noAddress);
      return;
    }
    const key = await window.showInputBox({
      title: texts.keyTitle(origin),
      prompt: texts.keyPrompt,
      password: true,
      ignoreFocusOut: true,
    });
    if (key !== undefined) await keys.set(origin, key.trim());
  }

  async function forgetConsent(): Promise<void> {
    await consent.forget();
    void window.showInformationMessage(texts.forgotten);
  }

  return Disposable.from(
    registerCommand(parts, "askDocs.chooseChatModel", () => chooseChatModel(server, texts)),
    registerCommand(parts, "askDocs.setChatKey", setKey),
    registerCommand(parts, "askDocs.forgetChatConsent", forgetConsent),
    registerCommand(parts, "askDocs.showSentPrompt", async (id) => {
      const sent = typeof id === "string" ? await server.ask((to) => to.sentPrompt(id)) : null;
      if (sent === null) {
        void window.showInformationMessage(texts.nothingSent);
        return;
      }
      await window.showTextDocument(await workspace.openTextDocument({ content: sent, language: "markdown" }));
    }),
  );
}

function originOf(url: string): string | undefined {
  const { origin } = URL.parse(url) ?? {};
  return origin === "null" ? undefined : origin;
}
