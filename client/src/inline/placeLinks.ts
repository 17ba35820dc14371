import { DocumentLink, languages, Range, Uri, workspace, type Disposable, type TextDocument } from "vscode";
import { findWrittenPlaces } from "./placesInText.ts";

/** Links looked up in one document, at most. */
const mostLinks = 500;

/** Makes citations in notes (`path.md:12`, `path.md#L12`) links that open the file at the line. */
export function linkWrittenPlaces(): Disposable {
  const notes = ["markdown", "plaintext"].flatMap((language) => [
    { language, scheme: "file" },
    { language, scheme: "untitled" },
  ]);
  return languages.registerDocumentLinkProvider(notes, {
    async provideDocumentLinks(document, token) {
      const links: DocumentLink[] = [];
      const text = document.getText();
      const places = findWrittenPlaces(text).slice(0, mostLinks);
      for (const { start, end, path, line } of places) {
        if (token.isCancellationRequested) break;
        const uri = await findFile(document, path);
        if (uri === undefined) continue;
        const range = new Range(document.positionAt(start), document.positionAt(end));
        links.push(new DocumentLink(range, uri.with({ fragment: `L${line}` })));
      }
      return links;
    },
  });
}

/** The file of the workspace that a path names, from the note's folder or from one of the workspace's. */
async function findFile(document: TextDocument, path: string): Promise<Uri | undefined> {
  const bases = [
    ...(document.isUntitled ? [] : [Uri.joinPath(document.uri, "..")]),
    ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri),
  ];
  for (const base of bases) {
    const uri = Uri.joinPath(base, path);
    if (workspace.getWorkspaceFolder(uri) !== undefined && (await isFile(uri))) return uri;
  }
  return undefined;
}

async function isFile(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
