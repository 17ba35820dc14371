import type { IndexStatus } from "../../../protocol/views.ts";
import type { Texts } from "../texts.ts";

/** The status as people read it. */
export interface StatusText {
  /** A codicon's name. */
  readonly icon: string;
  /** A word or two after the product's name; "" where the icon says enough. */
  readonly short: string;
  readonly severity: "normal" | "warning" | "error";
  /** One or two sentences on what is going on. */
  readonly summary: string;
  /** Figures, one a line. */
  readonly details: readonly string[];
}

type Headline = Pick<StatusText, "icon" | "short" | "severity" | "summary">;

/** Puts the state of the indexes into words. A problem goes before everything else. */
export function describeStatus(status: IndexStatus, texts: Texts): StatusText {
  return { ...headline(status, texts), details: figures(status, texts) };
}

function headline(status: IndexStatus, { status: short, statusDetails: long }: Texts): Headline {
  const normal = (icon: string, words: string, summary: string): Headline => ({
    icon,
    short: words,
    severity: "normal",
    summary,
  });
  if (status.problem !== undefined) {
    const severity = status.activity === "failed" ? "error" : "warning";
    return { icon: severity, short: short.problem, severity, summary: status.problem };
  }
  if (status.folders.length === 0) return normal("book", "", long.noFolder);
  switch (status.activity) {
    case "starting":
      return normal("loading~spin", short.starting, long.starting);
    case "reading":
      return normal("sync~spin", short.reading(status.read, status.toRead), long.reading);
    case "embedding":
      if (status.nextModel !== undefined) {
        const { embedded, texts } = status.nextModel;
        return normal("sync~spin", short.changingModel(embedded, texts), long.changingModel);
      }
      return normal("sync~spin", short.embedding(status.embeddedFiles, status.files), long.embedding);
    case "waiting":
      return status.waitReason === "battery"
        ? normal("plug", short.waitingForPower, long.waitingForPower)
        : status.waitReason === "paused"
          ? normal("debug-pause", short.paused, long.paused)
          : normal("watch", short.waiting, long.waiting);
    case "paused":
      return normal("debug-pause", short.paused, long.paused);
    case "ready":
      return normal("book", "", long.ready);
    case "failed":
      return { icon: "error", short: short.problem, severity: "error", summary: short.problem };
  }
}

function figures(status: IndexStatus, { statusDetails: text }: Texts): readonly string[] {
  // Nothing is known yet; and the first number to be written takes milliseconds, which activation does not have.
  if (status.folders.length === 0 || (status.activity === "starting" && status.files === 0)) return [];
  const lines = [text.pages(status.files)];
  if (status.embedded < status.passages) {
    lines.push(text.vectors(status.embeddedFiles, status.files), text.passages(status.embedded, status.passages));
  }
  if (status.failedFiles > 0) lines.push(text.unread(status.failedFiles));
  if (status.bytesOnDisk > 0) lines.push(text.size(status.bytesOnDisk));
  if (status.model !== "") lines.push(text.model(status.model));
  if (status.nextModel !== undefined) {
    const { name, embedded, texts } = status.nextModel;
    lines.push(text.nextModel(name, embedded, texts));
  }
  if (status.misfit !== undefined) lines.push(status.misfit);
  if (status.folders.length > 1) lines.push(text.folders(status.folders.join(", ")));
  if (!status.trusted) lines.push(text.restricted);
  return lines;
}

/** Whether the person has paused indexing. */
export const isPaused = (status: IndexStatus): boolean =>
  status.activity === "paused" || (status.activity === "waiting" && status.waitReason === "paused");

/** The status before the server has said anything, or when it cannot. */
export function emptyStatus(known: Pick<IndexStatus, "activity" | "folders" | "trusted" | "problem">): IndexStatus {
  const nothing = { files: 0, read: 0, toRead: 0, passages: 0, embedded: 0, embeddedFiles: 0, failedFiles: 0 };
  return { ...nothing, bytesOnDisk: 0, model: "", ...known };
}
