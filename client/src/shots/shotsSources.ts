import { FileType, Uri, workspace, type TextEditor } from "vscode";
import type { ShotsSource } from "../../../protocol/shotsBuilding.ts";

/**
 * What a prompt can be built from as the editor stands: what was chosen, the selection, the file in front, its folder, and
 * the folders of the workspace; the likeliest first, each once.
 *
 * @param chosen a search result, or the address of a file or folder.
 */
export async function offeredSources(
  editor: TextEditor | undefined,
  chosen?: ShotsSource | Uri,
): Promise<readonly ShotsSource[]> {
  const given = chosen instanceof Uri ? await sourceAt(chosen) : chosen;
  const place = given !== undefined && "place" in given ? Uri.parse(given.place.uri) : undefined;
  const offered = [
    given,
    ...(place === undefined ? [] : [await sourceAt(place)]),
    selectionIn(editor),
    editor?.document.uri.scheme === "file" ? await sourceAt(editor.document.uri) : undefined,
    folderOf(place ?? editor?.document.uri),
    ...(workspace.workspaceFolders ?? []).map(({ uri, name }): ShotsSource => folder(uri, name)),
  ];
  const seen = new Set<string>();
  return offered.filter((source): source is ShotsSource => {
    const key = source === undefined ? "" : JSON.stringify("uri" in source ? source.uri : source);
    if (source === undefined || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const folder = (uri: Uri, path: string): ShotsSource => ({ kind: "folder", uri: uri.toString(), path });

async function sourceAt(uri: Uri): Promise<ShotsSource> {
  const isFolder = await workspace.fs.stat(uri).then(
    ({ type }) => (type & FileType.Directory) !== 0,
    () => false,
  );
  const root = workspace.getWorkspaceFolder(uri);
  const path = root?.uri.toString() === uri.toString() ? root.name : workspace.asRelativePath(uri);
  return { kind: isFolder ? "folder" : "file", uri: uri.toString(), path };
}

/** The folder that a file lies in, where that is not the workspace's own. */
function folderOf(uri: Uri | undefined): ShotsSource | undefined {
  const root = uri && workspace.getWorkspaceFolder(uri);
  if (uri === undefined || root === undefined) return undefined;
  const parent = Uri.joinPath(uri, "..");
  return parent.path === root.uri.path ? undefined : folder(parent, workspace.asRelativePath(parent));
}

function selectionIn(editor: TextEditor | undefined): ShotsSource | undefined {
  if (editor === undefined || editor.selection.isEmpty || editor.document.uri.scheme !== "file") return undefined;
  const { start, end } = editor.selection;
  const { uri } = editor.document;
  const range = {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
  return { kind: "selection", place: { uri: uri.toString(), path: workspace.asRelativePath(uri), range } };
}
