import { commands, Uri, workspace, type Disposable } from "vscode";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

export interface SampleCommandParts extends CommandReporting {
  readonly extensionUri: Uri;
  readonly globalStorageUri: Uri;
}

/** The command that opens a small folder of notes to try Ask Docs on: a copy, which may be changed. */
export function registerSampleCommand(parts: SampleCommandParts): Disposable {
  return registerCommand(parts, "askDocs.openSample", async () => {
    const folder = Uri.joinPath(parts.globalStorageUri, "sample");
    // What a person has written into it stays; `copy` alone would fail on it, or take it away.
    if (!(await exists(folder))) await workspace.fs.copy(Uri.joinPath(parts.extensionUri, "media", "sample"), folder);
    const isBusy = (workspace.workspaceFolders ?? []).length > 0;
    await commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: isBusy });
  });
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
