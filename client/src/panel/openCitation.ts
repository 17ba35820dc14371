import { commands, Range, Uri, ViewColumn, window, workspace } from "vscode";
import type { CitationState, CitationView, Place } from "../../../protocol/views.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { PanelHost } from "./chatPanel.ts";

/**
 * Finds a citation's words as they stand now and opens their file with them selected: in the active group, or beside
 * the panel where that is an editor itself. Where the words are gone nothing is opened, and the panel says so.
 */
export async function openCitation(
  server: LanguageServer,
  citation: CitationView,
  from: PanelHost["place"],
): Promise<CitationState> {
  const state = await server.ask((to) => to.locateCitation(citation));
  if (state.kind !== "gone") await openPlace(state.place, from === "editor" ? ViewColumn.Beside : ViewColumn.Active);
  return state;
}

/** Opens a place of a document of the workspace, its words selected and in sight. */
export async function openPlace(place: Place, viewColumn: ViewColumn, preserveFocus = false): Promise<void> {
  const uri = Uri.parse(place.uri, true);
  if (workspace.getWorkspaceFolder(uri) === undefined) throw new Error(`${place.path} lies outside of the workspace.`);
  const selection = toRange(place);
  try {
    await window.showTextDocument(uri, { selection, viewColumn, preview: true, preserveFocus });
  } catch {
    // What is no text, the editor opens by whatever it has for it; if nothing, it says so.
    await commands.executeCommand("vscode.open", uri, { selection, viewColumn, preview: true, preserveFocus });
  }
}

const toRange = ({ range: { start, end } }: Place): Range =>
  new Range(start.line, start.character, end.line, end.character);
