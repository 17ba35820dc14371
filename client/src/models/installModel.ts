import { basename } from "node:path";
import { ProgressLocation, window, type CancellationToken, type Progress } from "vscode";
import type { InstallProgressView, ModelOffer } from "../../../protocol/modelMessages.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import { describeOffer, readModelName } from "./modelText.ts";
import { editorNetwork, writeModelSettings } from "./modelSettings.ts";

/** Asks for a model's name, looks it up, asks for agreement, fetches it, and makes it the one in use. */
export async function installFromHub(host: string, server: LanguageServer, texts: Texts["models"]): Promise<void> {
  const given = await window.showInputBox({
    title: texts.hub.title(host),
    prompt: texts.hub.prompt(host),
    placeHolder: "Xenova/bge-small-en-v1.5",
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === "" || readModelName(value) ? undefined : texts.hub.wrongName),
  });
  const wanted = readModelName(given ?? "");
  if (wanted === undefined) return;
  const network = editorNetwork();
  const offer = await withProgress(texts.hub.lookingUp(wanted.name, host), (_, token) =>
    server.ask((to) => to.lookUpModel({ ...wanted, network }, token)),
  );
  if (offer === undefined || !(await agrees(offer, texts))) return;
  const installed = await withProgress(texts.installing(offer.name), async (progress, token) => {
    const following = server.onDidProgressInstall((state) => {
      if (state.name === offer.name) progress.report(stepOf(state, texts));
    });
    try {
      await server.ask((to) => to.installModel({ offer, network }, token));
      return true;
    } finally {
      following.dispose();
    }
  });
  if (installed === true) await writeModelSettings(offer.name, wanted.revision);
}

/** Asks for a folder and a name, copies the model from there, and makes it the one in use. */
export async function installFromFolder(server: LanguageServer, texts: Texts["models"]): Promise<void> {
  const [chosen] =
    (await window.showOpenDialog({
      title: texts.folder.title,
      openLabel: texts.folder.open,
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (chosen === undefined) return;
  const name = await window.showInputBox({
    title: texts.folder.title,
    prompt: texts.folder.prompt,
    value: basename(chosen.fsPath).replaceAll(/[^\w.-]+/g, "-"),
    validateInput: (value) => (readModelName(value)?.revision === "" ? undefined : texts.folder.wrongName),
  });
  if (name === undefined) return;
  const installed = await withProgress(texts.installing(name), async (_, token) => {
    await server.ask((to) => to.installModelFolder({ folder: chosen.fsPath, name: name.trim() }, token));
    return true;
  });
  if (installed === true) await writeModelSettings(name.trim(), "");
}

async function agrees(offer: ModelOffer, texts: Texts["models"]): Promise<boolean> {
  const detail = describeOffer(offer, texts);
  const answer = await window.showInformationMessage(
    texts.offer.question(offer.name),
    { modal: true, detail },
    texts.offer.install,
  );
  return answer !== undefined;
}

interface Step {
  readonly message: string;
}

function stepOf({ received, total, waiting }: InstallProgressView, texts: Texts["models"]): Step {
  return { message: waiting ? texts.waitingForOther : texts.received(received, total) };
}

/** Shows work that can be cancelled in a notification; undefined where it was. */
const withProgress = <T>(
  title: string,
  work: (progress: Progress<Step>, token: CancellationToken) => Promise<T>,
): Thenable<T | undefined> =>
  window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
    try {
      return await work(progress, token);
    } catch (error) {
      // The person knows that they have stopped it; what was fetched waits for the next time.
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
