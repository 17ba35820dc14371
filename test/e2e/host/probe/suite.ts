import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ProbeExports } from "./extension.ts";

describe("the probe in its extension host", () => {
  it("activates and answers through its exports", async () => {
    const extension = vscode.extensions.getExtension<ProbeExports>("ask-docs.host-probe");
    assert.ok(extension);
    assert.match((await extension.activate()).greeting, /שלום/);
  });

  it("sees the folder that was opened", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, "note.md"));
    assert.match(document.getText(), /wonderful/);
  });
});
