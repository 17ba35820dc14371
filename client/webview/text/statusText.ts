import type { PanelAction } from "../../../protocol/panelMessages.ts";
import type { IndexStatus } from "../../../protocol/views.ts";
import { countOf, formatCount } from "./numbers.ts";

/** Something to say about the index, and the ways out. */
export interface StatusNote {
  readonly tone: "info" | "warning" | "error";
  readonly text: string;
  readonly progress?: { readonly value: number; readonly max: number } | "endless";
  readonly actions: readonly NoteAction[];
}

/** A way out: one of the extension's, or asking the extension once more. */
export type NoteAction = PanelAction | "reconnect";

/** The words on the button of each way out. */
export const actionLabels: Readonly<Record<NoteAction, string>> = {
  reconnect: "Try Again",
  openFolder: "Open Folder",
  rebuildIndex: "Rebuild Index",
  resumeIndexing: "Resume",
  manageTrust: "Manage Trust",
  showLog: "Show Log",
  openSettings: "Open Settings",
  restartServer: "Restart",
};

/** What the panel says while the extension does not answer. */
export const lostNote: StatusNote = {
  tone: "error",
  text: "Ask Docs does not answer. Try again or restart it; if that does not help, the log says why.",
  actions: ["reconnect", "restartServer", "showLog"],
};

const restrictedNote: StatusNote = {
  tone: "info",
  text: "Restricted workspace: its settings that name programs, models or places outside it are ignored.",
  actions: ["manageTrust"],
};

/** Everything worth saying about the index now; nothing when all is well. */
export function statusNotes(status: IndexStatus, locale: string): readonly StatusNote[] {
  if (status.folders.length === 0) return [];
  const activity = activityNote(status, locale);
  const problem = status.activity === "failed" ? undefined : problemNote(status, locale);
  return [activity, problem, status.trusted ? undefined : restrictedNote].filter((note) => note !== undefined);
}

function activityNote(status: IndexStatus, locale: string): StatusNote | undefined {
  switch (status.activity) {
    case "starting":
      return { tone: "info", text: "Starting…", progress: "endless", actions: [] };
    case "reading":
      return readingNote(status, locale);
    case "embedding":
      return { tone: "info", text: vectorsText(status, locale), progress: vectorsProgress(status), actions: [] };
    case "waiting":
      return waitingNote(status, locale);
    case "paused":
      return {
        tone: "info",
        text: `Indexing is paused. ${vectorsText(status, locale)}`,
        progress: vectorsProgress(status),
        actions: ["resumeIndexing"],
      };
    case "ready":
      return status.files > 0 ? undefined : emptyFolderNote;
    case "failed":
      return {
        tone: "error",
        text: status.problem ?? "The index cannot be used. Restart Ask Docs, or rebuild the index.",
        actions: ["restartServer", "rebuildIndex", "showLog"],
      };
  }
}

const emptyFolderNote: StatusNote = {
  tone: "warning",
  text: "No documents were found here. The settings say which files are indexed.",
  actions: ["openSettings", "showLog"],
};

function readingNote({ read, toRead }: IndexStatus, locale: string): StatusNote {
  if (toRead === 0) return { tone: "info", text: "Looking for documents…", progress: "endless", actions: [] };
  const text = `Reading documents: ${formatCount(read, locale)} of ${formatCount(toRead, locale)}. You can ask already.`;
  return { tone: "info", text, progress: { value: read, max: toRead }, actions: [] };
}

function waitingNote(status: IndexStatus, locale: string): StatusNote {
  const text = vectorsText(status, locale);
  const progress = vectorsProgress(status);
  switch (status.waitReason) {
    case "battery":
      return { tone: "info", text: `${text} Waiting for mains power.`, progress, actions: ["resumeIndexing"] };
    case "paused":
      return { tone: "info", text: `${text} Indexing is paused.`, progress, actions: ["resumeIndexing"] };
    case "busy":
      return { tone: "info", text: `${text} Going on when the machine is idle.`, progress, actions: [] };
    case undefined:
    default:
      return { tone: "info", text, progress, actions: [] };
  }
}

const vectorsText = ({ embeddedFiles, files, nextModel }: IndexStatus, locale: string): string =>
  nextModel === undefined
    ? vectorsCount(embeddedFiles, files, locale)
    : `Changing to the model ${nextModel.name}: ${formatCount(nextModel.embedded, locale)} of ${countOf(nextModel.texts, "text", "texts", locale)} done; the present model answers meanwhile.`;

const vectorsCount = (embeddedFiles: number, files: number, locale: string): string =>
  `${formatCount(embeddedFiles, locale)} of ${countOf(files, "page has", "pages have", locale)} vectors.`;

const vectorsProgress = ({
  embedded,
  passages,
  nextModel,
}: IndexStatus): { readonly value: number; readonly max: number } => ({
  value: nextModel?.embedded ?? embedded,
  max: Math.max(1, nextModel?.texts ?? passages),
});

function problemNote({ problem, failedFiles }: IndexStatus, locale: string): StatusNote | undefined {
  if (problem !== undefined) return { tone: "warning", text: problem, actions: ["showLog"] };
  if (failedFiles === 0) return undefined;
  const text = `${countOf(failedFiles, "file", "files", locale)} could not be read.`;
  return { tone: "warning", text, actions: ["showLog"] };
}
