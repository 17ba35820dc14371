import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { FileChangeType, type FileEvent } from "vscode-languageserver/node";
import { askdocsignoreName, gitignoreName } from "../core/crawl/folderScope.ts";
import { extensionOf } from "../core/documents/parsers.ts";
import type { Folders } from "./folders.ts";
import type { FolderSession } from "./folderSession.ts";

/** With more changed files at once, the whole folder is looked through: that is what a switch of branches looks like. */
const mostSingleFiles = 500;

/** Tells the folders of changed files; the editor sends the changes of every path. @param extensions of documents, lower case, with the dot. */
export function createFileEvents(folders: Folders, extensions: readonly string[]) {
  const isDocument = (path: string): boolean => extensions.includes(extensionOf(path));

  /** The indexed files in a folder that was deleted. */
  function filesUnder(session: FolderSession, folder: string): readonly string[] {
    const files = session.current?.service.files() ?? [];
    return [...files].map(({ path }) => path).filter((path) => path.startsWith(`${folder}/`));
  }

  const isFolder = (session: FolderSession, path: string): Promise<boolean> =>
    stat(join(session.place.root, path)).then(
      (found) => found.isDirectory(),
      () => false,
    );

  /** Looks through the whole folder when one of the paths is a folder that was moved in. */
  async function lookForFolders(session: FolderSession, created: readonly string[]): Promise<void> {
    for (const path of created) {
      if (!(await isFolder(session, path))) continue;
      session.refresh();
      return;
    }
  }

  function tell(session: FolderSession, events: readonly FileEvent[]): void {
    const documents = new Set<string>();
    const [created, deleted]: [string[], string[]] = [[], []];
    for (const { uri, type } of events) {
      const path = session.place.pathOf(uri);
      if (path === undefined) continue;
      if ([gitignoreName, askdocsignoreName].includes(basename(path))) {
        session.refresh();
        return;
      }
      if (isDocument(path)) documents.add(path);
      else if (type === FileChangeType.Deleted) deleted.push(path);
      else if (type === FileChangeType.Created) created.push(path);
    }
    if (Math.max(documents.size, created.length, deleted.length) > mostSingleFiles) {
      session.refresh();
      return;
    }
    for (const folder of deleted) for (const path of filesUnder(session, folder)) documents.add(path);
    if (documents.size > 0) session.filesChanged([...documents]);
    void lookForFolders(session, created);
  }

  return {
    changed(events: readonly FileEvent[]): void {
      for (const session of folders.all()) tell(session, events);
    },
    /** A folder was renamed or deleted in the editor: what lies in it is not told one by one. */
    foldersChanged(): void {
      for (const session of folders.all()) session.refresh();
    },
  };
}
