import { t } from "@vscode/l10n";
import { plural } from "../../../protocol/translate.ts";
import type { PanelAction } from "../../../protocol/panelMessages.ts";
import type { IndexStatus } from "../../../protocol/views.ts";
import { formatCount } from "./numbers.ts";

/** Something to say about the index, and the ways out. */
export interface StatusNote {
  readonly tone: "info" | "warning" | "error";
  readonly text: string;
  readonly progress?: { readonly value: number; readonly max: number } | "endless";
  readonly actions: readonly NoteAction[];
}

/** A way out: one of the extension's, or asking the extension once more. */
export type NoteAction = Exclude<PanelAction, "showConversations"> | "reconnect";

/** The words on the button of each way out. */
export const actionLabel = (action: NoteAction): string => {
  const labels: Readonly<Record<NoteAction, string>> = {
    reconnect: t("Try Again"),
    openFolder: t("Open Folder"),
    rebuildIndex: t("Rebuild Index"),
    resumeIndexing: t("Resume"),
    manageTrust: t("Manage Trust"),
    showLog: t("Show Log"),
    openSettings: t("Open Settings"),
    restartServer: t("Restart"),
  };
  return labels[action];
};

/** What the panel says while the extension does not answer. */
export const lostNote = (): StatusNote => ({
  tone: "error",
  text: t("Ask Docs does not answer. Try again or restart it; if that does not help, the log says why."),
  actions: ["reconnect", "restartServer", "showLog"],
});

const restrictedNote = (): StatusNote => ({
  tone: "info",
  text: t("Restricted workspace: its settings that name programs, models or places outside it are ignored."),
  actions: ["manageTrust"],
});

/** Everything worth saying about the index now; nothing when all is well. */
export function statusNotes(status: IndexStatus, locale: string): readonly StatusNote[] {
  if (status.folders.length === 0) return [];
  const activity = activityNote(status, locale);
  const problem = status.activity === "failed" ? undefined : problemNote(status, locale);
  return [activity, problem, status.trusted ? undefined : restrictedNote()].filter((note) => note !== undefined);
}

function activityNote(status: IndexStatus, locale: string): StatusNote | undefined {
  switch (status.activity) {
    case "starting":
      return { tone: "info", text: t("Starting…"), progress: "endless", actions: [] };
    case "reading":
      return readingNote(status, locale);
    case "embedding":
      return { tone: "info", text: vectorsText(status, locale), progress: vectorsProgress(status), actions: [] };
    case "waiting":
      return waitingNote(status, locale);
    case "paused":
      return {
        tone: "info",
        text: `${t("Indexing is paused.")} ${vectorsText(status, locale)}`,
        progress: vectorsProgress(status),
        actions: ["resumeIndexing"],
      };
    case "ready":
      return status.files > 0 ? undefined : emptyFolderNote();
    case "failed":
      return {
        tone: "error",
        text: status.problem ?? t("The index cannot be used. Restart Ask Docs, or rebuild the index."),
        actions: ["restartServer", "rebuildIndex", "showLog"],
      };
  }
}

const emptyFolderNote = (): StatusNote => ({
  tone: "warning",
  text: t("No documents were found here. The settings say which files are indexed."),
  actions: ["openSettings", "showLog"],
});

function readingNote({ read, toRead }: IndexStatus, locale: string): StatusNote {
  if (toRead === 0) return { tone: "info", text: t("Looking for documents…"), progress: "endless", actions: [] };
  const text = t(
    "Reading documents: {0} of {1}. You can ask already.",
    formatCount(read, locale),
    formatCount(toRead, locale),
  );
  return { tone: "info", text, progress: { value: read, max: toRead }, actions: [] };
}

function waitingNote(status: IndexStatus, locale: string): StatusNote {
  const text = vectorsText(status, locale);
  const progress = vectorsProgress(status);
  switch (status.waitReason) {
    case "battery":
      return { tone: "info", text: `${text} ${t("Waiting for mains power.")}`, progress, actions: ["resumeIndexing"] };
    case "paused":
      return { tone: "info", text: `${text} ${t("Indexing is paused.")}`, progress, actions: ["resumeIndexing"] };
    case "busy":
      return { tone: "info", text: `${text} ${t("Going on when the machine is idle.")}`, progress, actions: [] };
    case undefined:
    default:
      return { tone: "info", text, progress, actions: [] };
  }
}

const vectorsText = ({ embeddedFiles, files, nextModel }: IndexStatus, locale: string): string =>
  nextModel === undefined
    ? vectorsCount(embeddedFiles, files, locale)
    : plural(
        t,
        nextModel.texts,
        {
          one: "Changing to the model {0}: {1} of {2} text done; the present model answers meanwhile.",
          other: "Changing to the model {0}: {1} of {2} texts done; the present model answers meanwhile.",
        },
        nextModel.name,
        formatCount(nextModel.embedded, locale),
        formatCount(nextModel.texts, locale),
      );

const vectorsCount = (embeddedFiles: number, files: number, locale: string): string =>
  plural(
    t,
    files,
    { one: "{0} of {1} page has vectors.", other: "{0} of {1} pages have vectors." },
    formatCount(embeddedFiles, locale),
    formatCount(files, locale),
  );

/** How many files could not be read. */
export const unreadFiles = (files: number, locale: string): string =>
  plural(
    t,
    files,
    { one: "{0} file could not be read", other: "{0} files could not be read" },
    formatCount(files, locale),
  );

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
  return { tone: "warning", text: `${unreadFiles(failedFiles, locale)}.`, actions: ["showLog"] };
}
