import { ConfigurationTarget, QuickPickItemKind, ThemeIcon, window, workspace, type QuickPickItem } from "vscode";
import type { ChatServerView, EditorModelView } from "../../../protocol/chatMessages.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import { editorModels } from "./editorModels.ts";

interface ChatChoice {
  readonly provider: "none" | "editor" | "http";
  readonly url?: string;
  readonly model: string;
}

interface ChatItem extends QuickPickItem {
  readonly choice?: ChatChoice;
}

/** Lets a person choose who writes answers, among the models that answer now. Does nothing when the list is left. */
export async function chooseChatModel(server: LanguageServer, texts: Texts["chat"]): Promise<void> {
  const items = Promise.all([server.ask((to) => to.chatServers()), editorModels()]).then(([servers, models]) =>
    itemsOf(servers, models, texts),
  );
  const picked = await window.showQuickPick<ChatItem>(items, {
    title: texts.title,
    placeHolder: texts.placeholder,
    matchOnDescription: true,
  });
  if (picked?.choice !== undefined) await writeChoice(picked.choice);
}

function itemsOf(
  servers: readonly ChatServerView[],
  models: readonly EditorModelView[],
  texts: Texts["chat"],
): ChatItem[] {
  const chosen = chosenNow();
  const item = (label: string, description: string, choice: ChatChoice): ChatItem => ({
    label,
    description,
    choice,
    iconPath: new ThemeIcon(isSame(choice, chosen) ? "check" : "blank"),
  });
  const separator = (label: string): ChatItem => ({ label, kind: QuickPickItemKind.Separator });
  return [
    item(texts.none, texts.noneDetail, { provider: "none", model: "" }),
    ...(models.length === 0 ? [] : [separator(texts.fromEditor)]),
    ...models.map(({ id, name, vendor }) => item(name, vendor, { provider: "editor", model: id })),
    ...servers.flatMap(({ name, url, models: offered }) => [
      separator(name),
      ...offered.map((model) => item(model, url, { provider: "http", url, model })),
    ]),
    ...(models.length + servers.length > 0 ? [] : [{ label: texts.nobody, iconPath: new ThemeIcon("info") }]),
  ];
}

function chosenNow(): ChatChoice {
  const settings = workspace.getConfiguration("askDocs.chat");
  const provider = settings.get<ChatChoice["provider"]>("provider", "none");
  return { provider, url: settings.get<string>("url", ""), model: settings.get<string>("model", "") };
}

const isSame = (a: ChatChoice, b: ChatChoice): boolean =>
  a.provider === b.provider &&
  (a.provider === "none" || a.model === b.model) &&
  (a.url === undefined || a.url === b.url);

/** The person's own settings: a workspace must not choose where its passages go. */
async function writeChoice({ provider, url, model }: ChatChoice): Promise<void> {
  const settings = workspace.getConfiguration("askDocs.chat");
  if (url !== undefined) await settings.update("url", url, ConfigurationTarget.Global);
  await settings.update("model", model, ConfigurationTarget.Global);
  await settings.update("provider", provider, ConfigurationTarget.Global);
}
