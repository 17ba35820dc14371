import { Uri, window, workspace, type TextDocument } from "vscode";

/** The `.shots` document that a lens names, else the one in front; undefined where there is neither. */
export async function shownShots(address: unknown): Promise<TextDocument | undefined> {
  if (typeof address === "string") return workspace.openTextDocument(Uri.parse(address));
  const document = window.activeTextEditor?.document;
  return document?.languageId === "shots" ? document : undefined;
}
