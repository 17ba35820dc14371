import { env } from "vscode";
import type { MessageConnection } from "vscode-jsonrpc/node";
import { panelCopyCode, panelInsertCode } from "../../../protocol/contentMessages.ts";
import type { LastEditor } from "../shots/lastEditor.ts";
import type { ContentTexts } from "./contentTexts.ts";
import { insertCode } from "./insertCode.ts";

export interface ContentParts {
  readonly lastEditor: LastEditor;
  readonly texts: ContentTexts;
}

/** Adds to a panel's connection what can be done with what stands in answers. */
export function serveContent({ lastEditor, texts }: ContentParts, connection: MessageConnection): void {
  connection.onRequest(panelCopyCode, async ({ code }) => {
    await env.clipboard.writeText(code);
    return null;
  });
  connection.onRequest(panelInsertCode, ({ code }) => insertCode(lastEditor.current(), code, texts));
}
