import { env, ViewColumn, window } from "vscode";
import type { MessageConnection } from "vscode-jsonrpc/node";
import { panelCopyCode, panelInsertCode, panelOpenLink } from "../../../protocol/contentMessages.ts";
import type { LastEditor } from "../shots/lastEditor.ts";
import type { PanelHost } from "./chatPanel.ts";
import type { ContentTexts } from "./contentTexts.ts";
import { insertCode } from "./insertCode.ts";
import { openLink } from "./openLink.ts";

export interface ContentParts {
  readonly lastEditor: LastEditor;
  readonly texts: ContentTexts;
}

/** Adds to a panel's connection what can be done with what stands in answers. */
export function serveContent(
  { lastEditor, texts }: ContentParts,
  connection: MessageConnection,
  place: PanelHost["place"],
): void {
  connection.onRequest(panelCopyCode, async ({ code }) => {
    await env.clipboard.writeText(code);
    return null;
  });
  connection.onRequest(panelInsertCode, ({ code }) => insertCode(lastEditor.current(), code, texts));
  connection.onRequest(panelOpenLink, async ({ target }) => {
    const refusal = await openLink(target, place === "editor" ? ViewColumn.Beside : ViewColumn.Active, texts);
    if (refusal !== undefined) void window.showWarningMessage(refusal);
    return refusal ?? null;
  });
}
