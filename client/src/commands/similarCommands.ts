import {
  CancellationTokenSource,
  Disposable,
  ProgressLocation,
  ViewColumn,
  window,
  workspace,
  type QuickPickItem,
  type TextDocument,
} from "vscode";
import type { HitView } from "../../../protocol/views.ts";
import { plainQuery } from "../inline/plainQuery.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { openPlace } from "../panel/openCitation.ts";
import type { Texts } from "../texts.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

/** Passages looked through. */
const limit = 50;
/** Rows shown. */
const mostRows = 20;
/** UTF-16 units of a passage shown in a row. */
const shownLength = 200;

export interface SimilarCommandParts extends CommandReporting {
  readonly server: LanguageServer;
  readonly inlineTexts: Texts["inline"];
}

/** The commands that find what is like the selected words, and the notes that are like the open one. */
export function registerSimilarCommands(parts: SimilarCommandParts): Disposable {
  const { server, inlineTexts: texts } = parts;

  async function pick(title: string, document: TextDocument, text: string, onePerFile: boolean): Promise<void> {
    const words = plainQuery(text);
    if (words === "") throw new Error(texts.nothingSelected);
    const source = new CancellationTokenSource();
    const options = { location: ProgressLocation.Window, title };
    const { hits } = await window.withProgress(options, () =>
      server.ask((to) => to.search({ query: elsewhere(words, document), limit }, source.token)),
    );
    const seen = new Set<string>();
    const shown = hits.filter(({ place: { uri } }) => {
      if (uri === document.uri.toString() || (onePerFile && seen.has(uri))) return false;
      seen.add(uri);
      return true;
    });
    if (shown.length === 0) return void window.showInformationMessage(texts.nothingSimilar);
    const chosen = await window.showQuickPick(shown.slice(0, mostRows).map(toItem), { title, matchOnDetail: true });
    if (chosen !== undefined) await openPlace(chosen.hit.place, ViewColumn.Active);
  }

  const inFront = () => {
    const editor = window.activeTextEditor;
    if (editor === undefined) throw new Error(texts.noFile);
    return editor;
  };
  return Disposable.from(
    registerCommand(parts, "askDocs.findSimilar", () => {
      const { document, selection } = inFront();
      return pick(texts.similar, document, document.getText(selection), false);
    }),
    registerCommand(parts, "askDocs.relatedNotes", () => {
      const { document } = inFront();
      return pick(texts.related, document, document.getText(), true);
    }),
  );
}

/** A query over all documents but the one that it is made of. */
function elsewhere(words: string, document: TextDocument): string {
  const path = workspace.asRelativePath(document.uri, false);
  const isInside = workspace.getWorkspaceFolder(document.uri) !== undefined && !path.includes('"');
  return isInside ? `${words} -path:"${path}"` : words;
}

function toItem(hit: HitView): QuickPickItem & { readonly hit: HitView } {
  const { path, range } = hit.place;
  return {
    label: `${path.slice(path.lastIndexOf("/") + 1)}:${range.start.line + 1}`,
    description: [path.slice(0, Math.max(0, path.lastIndexOf("/"))), hit.breadcrumb.join(" › ")]
      .filter((part) => part !== "")
      .join(" — "),
    detail: hit.text.replaceAll(/\s+/g, " ").trim().slice(0, shownLength),
    hit,
  };
}
