import { QuickPickItemKind, ThemeIcon, window, type QuickInputButton, type QuickPickItem } from "vscode";
import type { ModelsView, ModelView } from "../../../protocol/modelMessages.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import { installFromFolder, installFromHub } from "./installModel.ts";
import { describeModel } from "./modelText.ts";
import { writeModelSettings } from "./modelSettings.ts";

interface ModelItem extends QuickPickItem {
  readonly model?: ModelView;
  readonly from?: "hub" | "folder";
}

type Choice =
  | { readonly kind: "use"; readonly model: ModelView }
  | { readonly kind: "remove"; readonly model: ModelView }
  | { readonly kind: "hub" }
  | { readonly kind: "folder" };

/** Lets a person choose among the models that are there, and install others. Does nothing when the list is left. */
export async function chooseModel(server: LanguageServer, texts: Texts["models"]): Promise<void> {
  const view = await server.ask((to) => to.models());
  const choice = await pickModel(view, texts);
  switch (choice?.kind) {
    case undefined:
      return;
    case "use":
      await writeModelSettings(choice.model.name, "");
      return;
    case "remove":
      await remove(choice.model, server, texts);
      return;
    case "hub":
      await installFromHub(view.host, server, texts);
      return;
    case "folder":
      await installFromFolder(server, texts);
  }
}

async function pickModel(view: ModelsView, texts: Texts["models"]): Promise<Choice | undefined> {
  const pick = window.createQuickPick<ModelItem>();
  const removal: QuickInputButton = { iconPath: new ThemeIcon("trash"), tooltip: texts.remove };
  pick.title = texts.title;
  pick.placeholder = texts.placeholder;
  pick.matchOnDescription = true;
  const models = view.models.map((model) => toItem(model, view.chosen, removal, texts));
  pick.items = [
    ...models,
    { label: texts.others, kind: QuickPickItemKind.Separator },
    { label: texts.fromHub(view.host), iconPath: new ThemeIcon("cloud-download"), alwaysShow: true, from: "hub" },
    { label: texts.fromFolder, iconPath: new ThemeIcon("folder-opened"), alwaysShow: true, from: "folder" },
  ];
  pick.activeItems = models.filter(({ model }) => model?.name === view.chosen);
  const { promise, resolve } = Promise.withResolvers<Choice | undefined>();
  pick.onDidAccept(() => {
    const item = pick.activeItems[0];
    if (item?.from !== undefined) resolve({ kind: item.from });
    else if (item?.model !== undefined) resolve({ kind: "use", model: item.model });
  });
  pick.onDidTriggerItemButton(({ item: { model } }) => {
    if (model !== undefined) resolve({ kind: "remove", model });
  });
  pick.onDidHide(() => resolve(undefined));
  pick.show();
  const choice = await promise;
  pick.dispose();
  return choice;
}

const toItem = (
  model: ModelView,
  chosen: string,
  removal: QuickInputButton,
  texts: Texts["models"],
): ModelItem => ({
  label: model.name,
  iconPath: new ThemeIcon(model.problem !== undefined ? "warning" : model.name === chosen ? "check" : "blank"),
  description: describeModel(model, texts),
  ...(model.problem === undefined ? {} : { detail: model.problem }),
  buttons: model.kind === "installed" ? [removal] : [],
  model,
});

async function remove(model: ModelView, server: LanguageServer, texts: Texts["models"]): Promise<void> {
  const detail = texts.removeDetail;
  const chosen = await window.showWarningMessage(
    texts.removeQuestion(model.name),
    { modal: true, detail },
    texts.remove,
  );
  if (chosen !== undefined) await server.ask((to) => to.removeModel(model.name));
}
