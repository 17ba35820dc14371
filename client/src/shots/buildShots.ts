import { ProgressLocation, window, workspace, type QuickPickItem, type Uri } from "vscode";
import {
  offeredSelectors,
  type BuildShotsParams,
  type MinedShotsView,
  type MineShotsParams,
} from "../../../protocol/shotsMessages.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";

type BuildingTexts = Texts["shots"]["building"];

/** A choice that stands for a value. */
type Choice<T> = QuickPickItem & { readonly value: T };

const usualCount = "8";
const mostCount = 1000;

/**
 * Asks where from, of which kind, which and how many, and opens the document that is built, not saved yet. Ends where the
 * person thinks better of it.
 *
 * @param given a file or folder that was chosen already.
 */
export async function buildShots(server: LanguageServer, texts: BuildingTexts, given?: Uri): Promise<void> {
  const { title } = texts;
  const from = given === undefined ? await chooseSource(texts) : { uri: given.toString() };
  const mined = from && (await mine(server, texts, from));
  if (mined === undefined) return;
  if ("nothing" in mined) {
    void window.showInformationMessage(mined.nothing);
    return;
  }
  const kind = await chooseKind(mined, texts);
  if (kind === undefined) return;
  const selectors = offeredSelectors.map((value) => ({ ...texts.selectors[value], value }));
  const selector = await window.showQuickPick<Choice<BuildShotsParams["selector"]>>(selectors, {
    title,
    placeHolder: texts.selector,
  });
  if (selector === undefined) return;
  const isCount = (text: string): boolean => /^\d+$/u.test(text) && Number(text) >= 1 && Number(text) <= mostCount;
  const k = await window.showInputBox({
    ...{ title, prompt: texts.howMany, value: usualCount },
    validateInput: (text) => (isCount(text.trim()) ? undefined : texts.wholeNumber),
  });
  if (k === undefined) return;
  const { text } = await server.ask((to) =>
    to.buildShots({ id: mined.id, ...kind, selector: selector.value, k: Number(k.trim()) }),
  );
  await window.showTextDocument(await workspace.openTextDocument({ content: text, language: "shots" }));
}

/** The selection, the file in front, or a folder of the workspace. */
async function chooseSource(texts: BuildingTexts): Promise<MineShotsParams | undefined> {
  const choices: Choice<MineShotsParams>[] = [];
  const editor = window.activeTextEditor;
  if (editor?.document.uri.scheme === "file") {
    const { document, selection } = editor;
    const uri = document.uri.toString();
    const { start, end } = selection;
    const range = {
      start: { line: start.line, character: start.character },
      end: { line: end.line, character: end.character },
    };
    if (!selection.isEmpty) choices.push({ label: texts.selection, value: { uri, range } });
    choices.push({ label: texts.file(workspace.asRelativePath(document.uri)), value: { uri } });
  }
  for (const { name, uri } of workspace.workspaceFolders ?? [])
    choices.push({ label: texts.folder(name), value: { uri: uri.toString() } });
  if (choices.length === 0) throw new Error(texts.nowhere);
  return (await window.showQuickPick(choices, { title: texts.title, placeHolder: texts.fromWhat }))?.value;
}

/** Undefined where it was cancelled. */
async function mine(server: LanguageServer, texts: BuildingTexts, from: MineShotsParams) {
  const options = { location: ProgressLocation.Notification, title: texts.mining, cancellable: true };
  return window.withProgress(options, async (_progress, token) =>
    server
      .ask((to) => to.mineShots(from, token))
      .catch((error: unknown) => {
        if (token.isCancellationRequested) return undefined;
        throw error;
      }),
  );
}

/** Asks only where there are several. */
async function chooseKind(
  { kinds, flagged }: MinedShotsView,
  texts: BuildingTexts,
): Promise<Pick<BuildShotsParams, "kind"> | undefined> {
  const [first] = kinds;
  if (kinds.length === 1 && first !== undefined && flagged === 0) return { kind: first.kind };
  const choices: Choice<Pick<BuildShotsParams, "kind">>[] = kinds.map(({ kind, pairs }) => ({
    label: texts.kinds[kind] ?? kind,
    description: texts.pairs(pairs),
    value: { kind },
  }));
  const all = kinds.reduce((sum, { pairs }) => sum + pairs, 0);
  if (kinds.length > 1) choices.push({ label: texts.all, description: texts.pairs(all), value: {} });
  const options = { title: texts.title, placeHolder: texts.whichPairs(flagged) };
  return (await window.showQuickPick(choices, options))?.value;
}
