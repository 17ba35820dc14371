import { open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { t } from "@vscode/l10n";
import { createCrawlRules, type CrawlOptions, type CrawlRules } from "../../core/crawl/crawlRules.ts";
import type { CrawlDecision, FileStat, Workspace } from "../../core/ports.ts";
import { failure, success, type Result } from "../../core/result.ts";
import { StoreFailure } from "../../core/storeFailure.ts";
import { crawlFolder } from "./crawlFolder.ts";
import { explainPath } from "./explainPath.ts";
import { faultOf, innerPath, realPlace } from "./folderPaths.ts";
import { placeOf } from "./listing.ts";

/** How a folder is crawled; where `ignoreCase` is not given, it follows the system. */
export type DiskWorkspaceOptions = CrawlOptions;

/**
 * Opens a folder on disk as a workspace.
 *
 * Paths are relative to the folder, with `/`. Fails with "folder-missing" or "not-a-folder". `read` fails with
 * "outside-folder" (also where a link leads out), "too-large" or "unreadable".
 */
export async function createDiskWorkspace(folder: string, options: DiskWorkspaceOptions): Promise<Result<Workspace>> {
  const opened = await openFolder(folder);
  if (!opened.ok) return opened;
  const root = opened.value;
  const rules = createCrawlRules({
    ignoreCase: process.platform === "win32" || process.platform === "darwin",
    ...options,
  });
  let firstLeftOut: string | undefined;
  return success({
    async *crawl(signal) {
      await confirmFolder(root);
      yield* crawlFolder({ folder: root, rules, onEnd: (path) => (firstLeftOut = path) }, signal);
    },
    async find(path) {
      const found = await findFile(root, path, () => explainPath(root, rules, path, firstLeftOut));
      if (found === undefined) await confirmFolder(root);
      return found;
    },
    read: (path) => readInside(root, rules, path),
    why: (path) => explainPath(root, rules, path, firstLeftOut),
  });
}

/** The folder's real, absolute path. */
async function openFolder(folder: string): Promise<Result<string>> {
  const absolute = resolve(folder);
  try {
    if (!(await stat(absolute)).isDirectory()) {
      return failure("not-a-folder", t("{0} is a file; give the folder that holds your documents.", absolute));
    }
  } catch {
    return failure("folder-missing", t("There is no folder {0}; check the path.", absolute));
  }
  return success((await realPlace(absolute)) ?? absolute);
}

/** @throws `StoreFailure` when the folder that was opened is gone. */
async function confirmFolder(root: string): Promise<void> {
  const found = await stat(root).catch(() => undefined);
  if (found?.isDirectory() === true) return;
  const message = t("The folder {0} is gone; what is known of it is kept. Bring it back, or close it.", root);
  throw new StoreFailure({ code: "folder-missing", message });
}

/** The file's size and date, where a crawl would list it. */
async function findFile(
  folder: string,
  path: string,
  why: () => Promise<CrawlDecision>,
): Promise<FileStat | undefined> {
  if (!(await why()).indexed) return undefined;
  const place = await placeOf(folder, path);
  return place.kind === "file" ? { path, size: place.size, modified: place.modified } : undefined;
}

async function readInside(folder: string, rules: CrawlRules, path: string): Promise<Result<Uint8Array>> {
  const inner = innerPath(folder, path);
  if (inner === undefined) {
    return failure("outside-folder", t("{0} lies outside of the folder and is not read.", path));
  }
  const place = await placeOf(folder, inner.path);
  switch (place.kind) {
    case "unusable":
      return failure(place.outside ? "outside-folder" : "unreadable", place.reason);
    case "missing":
      return failure("unreadable", t("There is no {0} in the folder.", path));
    case "folder":
    case "special":
      return failure("unreadable", t("{0} is no file, and cannot be read.", path));
    case "file":
      return readFileWithin(inner.absolute, path, rules);
  }
}

async function readFileWithin(absolute: string, path: string, rules: CrawlRules): Promise<Result<Uint8Array>> {
  try {
    const file = await open(absolute);
    try {
      const { size } = await file.stat();
      const oversize = rules.oversize(size);
      return oversize === undefined ? success(await file.readFile()) : failure("too-large", `${path}: ${oversize}`);
    } finally {
      await file.close();
    }
  } catch (error) {
    return failure("unreadable", t("{0} cannot be read: {1}.", path, faultOf(error)));
  }
}
