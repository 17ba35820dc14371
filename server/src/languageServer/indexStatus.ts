import type { IndexActivity, IndexStatus, WaitReason } from "../../../protocol/views.ts";
import type { FolderModels } from "./folderModels.ts";
import type { FolderSession } from "./folderSession.ts";

/** What the status is made of. */
export interface StatusParts {
  readonly sessions: readonly FolderSession[];
  readonly waitReason: WaitReason | undefined;
  readonly trusted: boolean;
  /** Whatever is wrong besides the folders, the most important first. */
  readonly problems: readonly string[];
}

/** The state of all folders' indexes together. */
export function indexStatus(parts: StatusParts): IndexStatus {
  const { sessions, trusted } = parts;
  const counts = sessions.flatMap(({ current }) => current?.service.status() ?? []);
  const models = sessions.flatMap(({ current }) => current?.models ?? []);
  const nextModel = nextOf(models);
  const problem = [
    ...parts.problems,
    ...models.flatMap(({ failure }) => failure?.message ?? []),
    ...sessions.flatMap((session) => session.problem ?? []),
  ][0];
  const misfit = counts.flatMap((count) => count.misfit ?? [])[0];
  const passages = sum(counts.map((count) => count.passages));
  const embedded = sum(counts.map((count) => count.embedded));
  const isPending = passages > embedded || nextModel !== undefined;
  const hasModel = models.some((each) => each.hasModel);
  const activity = activityOf(parts, isPending && hasModel);
  return {
    activity,
    ...(parts.waitReason !== undefined && (activity === "waiting" || activity === "paused")
      ? { waitReason: parts.waitReason }
      : {}),
    files: sum(counts.map((count) => count.files)),
    read: sum(sessions.map(({ progress }) => progress?.done ?? 0)),
    toRead: sum(sessions.map(({ progress }) => progress?.total ?? 0)),
    passages,
    embedded,
    embeddedFiles: sum(counts.map((count) => count.embeddedFiles)),
    failedFiles: sum(counts.map((count) => count.failedFiles)),
    bytesOnDisk: sum(counts.map((count) => count.bytesOnDisk)),
    model: [...new Set(models.map(({ serving }) => serving.description.id))].join(", "),
    ...(nextModel === undefined ? {} : { nextModel }),
    ...(misfit === undefined ? {} : { misfit }),
    folders: sessions.map(({ place }) => place.name),
    ...(problem === undefined ? {} : { problem }),
    trusted,
  };
}

/** The change under way in all folders together. */
function nextOf(models: readonly FolderModels[]): IndexStatus["nextModel"] {
  const changes = models.flatMap(({ change }) => change ?? []);
  const [first] = changes;
  if (first === undefined) return undefined;
  const { id, name = id } = first.model;
  return {
    name,
    texts: sum(changes.map(({ texts }) => texts)),
    embedded: sum(changes.map(({ embedded }) => embedded)),
  };
}

/** @param pending whether there is anything to embed, and a model for it. */
function activityOf({ sessions, waitReason }: StatusParts, pending: boolean): IndexActivity {
  if (sessions.some(({ phase }) => phase === "starting")) return "starting";
  if (sessions.some(({ phase }) => phase === "reading")) return "reading";
  if (sessions.length > 0 && sessions.every(({ phase }) => phase === "failed" || phase === "deleted")) return "failed";
  if (waitReason === "paused") return "paused";
  if (!pending || !sessions.some(({ embedding }) => embedding)) return "ready";
  return waitReason === undefined ? "embedding" : "waiting";
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Sends what has changed, at most once every `every` milliseconds, and never the same twice in a row. */
export function createStatusReporter(
  collect: () => IndexStatus,
  send: (status: IndexStatus) => void,
  logError: (message: string) => void,
  every = 250,
) {
  let timer: NodeJS.Timeout | undefined;
  let last = "";
  let stopped = false;

  function report(): void {
    timer = undefined;
    try {
      const status = collect();
      const text = JSON.stringify(status);
      if (text === last) return;
      last = text;
      send(status);
    } catch (error) {
      // A store that fails is its folder's problem, which is told on its own way.
      logError(`The status could not be read: ${String(error)}`);
    }
  }

  return {
    changed(): void {
      if (!stopped) timer ??= setTimeout(report, every).unref();
    },
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
