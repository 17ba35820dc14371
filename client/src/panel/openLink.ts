import { commands, env, FileType, Uri, window, workspace, type ViewColumn, type WorkspaceFolder } from "vscode";
import { readLink, type LinkTarget } from "../../../protocol/links.ts";
import type { ContentTexts } from "./contentTexts.ts";
import { lineOfFragment } from "./lineOfFragment.ts";
import { openPlace } from "./openCitation.ts";

/** Characters of an address that a question shows; its host stands before all that is cut. */
const mostShown = 400;

/**
 * Opens what a link leads to: an address of the web or of mail outside of the editor, once the person has seen it and
 * agreed; a document of the workspace in the editor. Whatever else it is, is refused.
 *
 * @returns a sentence where nothing was opened that should have been.
 */
export async function openLink(
  target: string,
  viewColumn: ViewColumn,
  texts: ContentTexts,
): Promise<string | undefined> {
  const link = readLink(target);
  switch (link?.kind) {
    case "web":
      await openOutside(link.address, texts.openWeb(link.host), texts);
      return undefined;
    case "mail":
      await openOutside(link.address, texts.openMail, texts);
      return undefined;
    case "document":
      return openDocument(link, viewColumn, texts);
    case undefined:
      return texts.refused(shorten(target));
  }
}

async function openOutside(address: string, question: string, texts: ContentTexts): Promise<void> {
  const detail = `${shorten(address)}\n\n${texts.openDetail}`;
  const chosen = await window.showWarningMessage(question, { modal: true, detail }, texts.open);
  if (chosen !== undefined) await env.openExternal(Uri.parse(address, true));
}

async function openDocument(
  { path, fragment }: LinkTarget & { readonly kind: "document" },
  viewColumn: ViewColumn,
  texts: ContentTexts,
): Promise<string | undefined> {
  const found = await find(path);
  if (found === undefined) return texts.noFile(path);
  if (found.type & FileType.Directory) {
    await commands.executeCommand("revealInExplorer", found.uri);
    return undefined;
  }
  const line = fragment === "" ? 0 : await lineOf(found.uri, fragment);
  const start = { line, character: 0 };
  await openPlace({ uri: found.uri.toString(), path, range: { start, end: start } }, viewColumn);
  return undefined;
}

/** Looks below the workspace's folders alone; a page may be named without its ending. */
async function find(path: string): Promise<{ readonly uri: Uri; readonly type: FileType } | undefined> {
  for (const { folder, below } of placesOf(path, workspace.workspaceFolders ?? []))
    for (const ending of ["", ".md"]) {
      const uri = Uri.joinPath(folder.uri, below + ending);
      if (workspace.getWorkspaceFolder(uri) === undefined) continue;
      try {
        return { uri, type: (await workspace.fs.stat(uri)).type };
      } catch {
        // It is looked for elsewhere.
      }
    }
  return undefined;
}

/** Where the workspace has several folders, a path begins with the name of one. */
function placesOf(path: string, folders: readonly WorkspaceFolder[]) {
  const [name = "", ...rest] = path.split("/").filter((step) => step !== "");
  if (folders.length <= 1) return folders.map((folder) => ({ folder, below: path }));
  return folders.filter((folder) => folder.name === name).map((folder) => ({ folder, below: rest.join("/") }));
}

/** The beginning of the file where there is no such place in it, or no text. */
async function lineOf(uri: Uri, fragment: string): Promise<number> {
  try {
    return lineOfFragment((await workspace.openTextDocument(uri)).getText(), fragment) ?? 0;
  } catch {
    return 0;
  }
}

const shorten = (text: string): string => (text.length <= mostShown ? text : `${text.slice(0, mostShown)}…`);
