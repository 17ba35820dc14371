import type { Stats } from "node:fs";
import { lstat, readdir, readFile, stat } from "node:fs/promises";
import { t } from "@vscode/l10n";
import { askdocsignoreName, gitignoreName, type IgnoreTexts } from "../../core/crawl/folderScope.ts";
import { absolutePath, contains, faultOf, realPlace } from "./folderPaths.ts";

/** What a name in a folder stands for, links followed. Sizes in bytes, times in milliseconds since the epoch. */
export type Place =
  | { readonly kind: "file"; readonly size: number; readonly modified: number }
  | { readonly kind: "folder"; readonly real: string; readonly link: boolean }
  /** `folder` when a link leads to a folder outside: then the name says nothing about the type. */
  | { readonly kind: "unusable"; readonly reason: string; readonly outside: boolean; readonly folder: boolean }
  | { readonly kind: "missing" }
  | { readonly kind: "special" };

/** Longest ignore file that is read, in bytes. */
const longestIgnoreFile = 1_000_000;

/**
 * Finds out what a path stands for. @param folder the workspace's real path. @param parentIsInside whether it is known
 * that the folder above really lies in the workspace: then only a link can lead out.
 */
export async function placeOf(folder: string, path: string, parentIsInside = false): Promise<Place> {
  const absolute = absolutePath(folder, path);
  let link = false;
  try {
    const own = await lstat(absolute);
    link = own.isSymbolicLink();
    const target = link ? await stat(absolute) : own;
    if (parentIsInside && own.isFile()) return fileOf(own);
    // Also where the name itself is no link: a folder above it may be one.
    const real = await realPlace(absolute);
    if (real === undefined || !contains(folder, real)) {
      const reason = t("{0} leads by a link out of the folder; only what lies in the folder is indexed.", path);
      return { kind: "unusable", reason, outside: true, folder: target.isDirectory() };
    }
    if (target.isDirectory()) return { kind: "folder", real, link };
    if (!target.isFile()) return { kind: "special" };
    return fileOf(target);
  } catch (error) {
    if (!link && isMissing(error)) return { kind: "missing" };
    const fault = faultOf(error);
    const reason = link
      ? t("{0} is a link that leads nowhere: {1}.", path, fault)
      : t("{0} cannot be read: {1}.", path, fault);
    return { kind: "unusable", reason, outside: false, folder: false };
  }
}

const fileOf = ({ size, mtimeMs }: Stats): Place => ({ kind: "file", size, modified: Math.floor(mtimeMs) });

/** The names in a folder in the order of a crawl, or a sentence that says why it cannot be listed. */
export async function listFolder(folder: string, path: string): Promise<readonly Listed[] | string> {
  try {
    const items = await readdir(absolutePath(folder, path), { withFileTypes: true });
    return items
      .map((item) => ({ name: item.name, kind: item.isFile() ? ("file" as const) : ("other" as const) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const fault = faultOf(error);
    return path === ""
      ? t("The folder itself cannot be listed: {0}.", fault)
      : t("The folder {0} cannot be listed: {1}.", path, fault);
  }
}

export interface Listed {
  readonly name: string;
  /** "file" for a plain file; anything else has to be looked at. */
  readonly kind: "file" | "other";
}

/** Reads a folder's own ignore files; one that is missing, a link or unreadable counts as absent, as in git. */
export async function readIgnoreTexts(folder: string, path: string): Promise<IgnoreTexts> {
  const gitignore = await readIgnoreFile(absolutePath(folder, path), gitignoreName);
  const askdocsignore = await readIgnoreFile(absolutePath(folder, path), askdocsignoreName);
  return { ...(gitignore !== undefined && { gitignore }), ...(askdocsignore !== undefined && { askdocsignore }) };
}

async function readIgnoreFile(folder: string, name: string): Promise<string | undefined> {
  const absolute = absolutePath(folder, name);
  try {
    const own = await lstat(absolute);
    if (!own.isFile() || own.size > longestIgnoreFile) return undefined;
    return await readFile(absolute, "utf8");
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
