import { createHash } from "node:crypto";
import { join } from "node:path";
import { commands, Uri, window, workspace, type ExtensionContext, type LogOutputChannel } from "vscode";
import type { Disposing } from "../disposing.ts";
import { messageOf } from "../messageOf.ts";
import { titleOf } from "./conversation.ts";
import { createConversationFiles, noFile, type ConversationFiles } from "./conversationFiles.ts";
import type { ConversationTexts } from "./conversationTexts.ts";
import { createConversations, type Conversations } from "./conversations.ts";

export interface WorkspaceConversationsParts {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly texts: ConversationTexts;
}

/** The conversations of the workspace that this window has open, kept with the extension's other files. */
export function createWorkspaceConversations({
  context,
  log,
  texts,
}: WorkspaceConversationsParts): Conversations & Disposing {
  function tellAbout(message: string, file: string): void {
    log.warn(message);
    void window.showWarningMessage(message, texts.showFile).then((chosen) => {
      if (chosen !== undefined) void commands.executeCommand("vscode.open", Uri.file(file));
    });
  }

  let told = false;
  function failed(error: unknown): void {
    log.error(error instanceof Error ? error : String(error));
    // Said once: with a full disk, every change fails.
    if (!told) void window.showErrorMessage(texts.notSaved(messageOf(error)));
    told = true;
  }

  const folder = folderOf(context);
  const files =
    folder === undefined
      ? noFiles
      : createConversationFiles(folder, ({ conversation, keptAs }) =>
          tellAbout(texts.damaged(titleOf(conversation) || texts.unnamed, keptAs), keptAs),
        );
  const conversations = createConversations({
    files,
    storage: context.workspaceState,
    failed,
    unreadable: (keptAs) => tellAbout(texts.unreadable(keptAs), keptAs),
  });
  const following = window.onDidChangeWindowState(({ focused }) => {
    if (focused) void conversations.open().then(() => conversations.follow());
  });
  return { ...conversations, dispose: () => void following.dispose() };
}

/**
 * The folder of a workspace's conversations. The editor's own folder for a workspace is another one in a second window,
 * so it is named here, by the workspace's address.
 */
function folderOf({ globalStorageUri }: ExtensionContext): string | undefined {
  const address = (workspace.workspaceFile ?? workspace.workspaceFolders?.[0]?.uri)?.toString();
  if (address === undefined) return undefined;
  const name = createHash("sha256").update(address).digest("hex").slice(0, 32);
  return join(globalStorageUri.fsPath, "conversations", name);
}

/** In a window without a folder nothing can be asked, so nothing is kept. */
const noFiles: ConversationFiles = {
  list: async () => [],
  stamp: async () => noFile,
  read: async () => undefined,
  write: async () => noFile,
  remove: async () => undefined,
  setAside: async (name) => name,
};
