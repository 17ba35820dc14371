import { ConfigurationTarget, QuickPickItemKind, ThemeIcon, window, workspace, type QuickPickItem } from "vscode";
import type { AnswerWriter, ChatServerView, EditorModelView } from "../../../protocol/chatMessages.ts";
import type { ChosenWriter } from "../../../protocol/panelMessages.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import { editorModels } from "./editorModels.ts";

interface ChatItem extends QuickPickItem {
  readonly choice?: AnswerWriter;
}

/** Lets a person choose who writes answers, among the models that answer now. Does nothing when the list is left. */
export async function chooseChatModel(server: LanguageServer, texts: Texts["chat"]): Promise<void> {
  const picked = await pick(server, texts, texts.title);
  if (picked?.choice !== undefined) await writeChoice(picked.choice);
}

/**
 * Lets a person choose who answers one question once more. In a restricted workspace that is nobody but the documents.
 * Consent to where passages go is asked for as ever, when they are about to go there.
 */
export async function chooseWriter(server: LanguageServer, texts: Texts["chat"]): Promise<ChosenWriter | undefined> {
  const picked = await pick(server, texts, texts.againTitle);
  return picked?.choice === undefined ? undefined : { writer: picked.choice, name: picked.label };
}

async function pick(server: LanguageServer, texts: Texts["chat"], title: string): Promise<ChatItem | undefined> {
  const found = async () => Promise.all([server.ask((to) => to.chatServers()), editorModels()]);
  const items = (workspace.isTrusted ? found() : Promise.resolve([[], []] as const)).then(([servers, models]) =>
    itemsOf(servers, models, texts),
  );
  return window.showQuickPick<ChatItem>(items, { title, placeHolder: texts.placeholder, matchOnDescription: true });
}

function itemsOf(
  servers: readonly ChatServerView[],
  models: readonly EditorModelView[],
  texts: Texts["chat"],
): ChatItem[] {
  const chosen = chosenNow();
  const item = (label: string, description: string, choice: AnswerWriter): ChatItem => ({
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

function chosenNow(): AnswerWriter {
  const settings = workspace.getConfiguration("askDocs.chat");
  const provider = settings.get<AnswerWriter["provider"]>("provider", "none");
  return { provider, url: settings.get<string>("url", ""), model: settings.get<string>("model", "") };
}

const isSame = (a: AnswerWriter, b: AnswerWriter): boolean =>
  a.provider === b.provider &&
  (a.provider === "none" || a.model === b.model) &&
  (a.url === undefined || a.url === b.url);

/** The person's own settings: a workspace must not choose where its passages go. */
async function writeChoice({ provider, url, model }: AnswerWriter): Promise<void> {
  const settings = workspace.getConfiguration("askDocs.chat");
  if (url !== undefined) await settings.update("url", url, ConfigurationTarget.Global);
  await settings.update("model", model, ConfigurationTarget.Global);
  await settings.update("provider", provider, ConfigurationTarget.Global);
}
