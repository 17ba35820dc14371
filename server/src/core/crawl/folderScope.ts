import type { CrawlDecision, IgnoreRule } from "../ports.ts";
import { parseIgnoreFile, type IgnoreFile, type IgnoreVerdict } from "./ignoreFile.ts";

export const gitignoreName = ".gitignore";
export const askdocsignoreName = ".askdocsignore";

/** The text of a folder's ignore files, where it has them. */
export interface IgnoreTexts {
  readonly gitignore?: string;
  readonly askdocsignore?: string;
}

/** A folder on the way of a crawl, with everything above it that bears on what it holds. */
export interface FolderScope {
  /** Relative to the workspace, with `/`; "" for the workspace itself. */
  readonly path: string;
  readonly parent?: FolderScope;
  readonly git?: IgnoreFile;
  readonly askdocs?: IgnoreFile;
  /** Why the folder is ignored; it is entered all the same, for what `.askdocsignore` brings back below it. */
  readonly ignored?: CrawlDecision;
  /** The line that brought this folder back: what git says from above it no longer counts for what it holds. */
  readonly broughtBack?: IgnoreRule;
}

/** Makes the scope of a folder from its ignore files and its own verdict. */
export function createScope(
  place: Pick<FolderScope, "path" | "parent" | "ignored" | "broughtBack">,
  texts: IgnoreTexts,
  ignoreCase: boolean,
): FolderScope {
  const read = (name: string, text: string | undefined): IgnoreFile | undefined =>
    text === undefined ? undefined : parseIgnoreFile(joinPath(place.path, name), text, ignoreCase);
  const git = read(gitignoreName, texts.gitignore);
  const askdocs = read(askdocsignoreName, texts.askdocsignore);
  return { ...place, ...(git && { git }), ...(askdocs && { askdocs }) };
}

export function joinPath(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** What the nearest `.askdocsignore` with a matching line says about an entry. */
export function askdocsVerdict(scope: FolderScope, path: string, isFolder: boolean): IgnoreVerdict | undefined {
  for (const folder of upwards(scope)) {
    const verdict = folder.askdocs?.judge(relativeTo(folder, path), isFolder);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

/** What the nearest `.gitignore` with a matching line says, as far up as the folder that was brought back. */
export function gitVerdict(scope: FolderScope, path: string, isFolder: boolean): IgnoreVerdict | undefined {
  for (const folder of upwards(scope)) {
    const verdict = folder.git?.judge(relativeTo(folder, path), isFolder);
    if (verdict !== undefined) return verdict;
    if (folder.broughtBack !== undefined) return undefined;
  }
  return undefined;
}

/** Whether some `.askdocsignore` brings back something below a folder. */
export function isReached(scope: FolderScope, folder: string): boolean {
  for (const above of upwards(scope)) {
    if (above.askdocs?.reaches(relativeTo(above, folder)) === true) return true;
  }
  return false;
}

/** The line that brought back this folder or the nearest one above it. */
export function bringingBack(scope: FolderScope): IgnoreRule | undefined {
  for (const folder of upwards(scope)) {
    if (folder.ignored !== undefined) return undefined;
    if (folder.broughtBack !== undefined) return folder.broughtBack;
  }
  return undefined;
}

function* upwards(scope: FolderScope): Iterable<FolderScope> {
  for (let folder: FolderScope | undefined = scope; folder !== undefined; folder = folder.parent) yield folder;
}

function relativeTo(folder: FolderScope, path: string): string {
  return folder.path === "" ? path : path.slice(folder.path.length + 1);
}
