import { realpath } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { t } from "@vscode/l10n";

/** A path inside of the folder by its name, before links are followed. */
export interface InnerPath {
  /** Relative to the folder, with `/`; "" for the folder itself. */
  readonly path: string;
  readonly absolute: string;
}

/** Resolves a path that was given relative to the folder; undefined when it names something outside of it. */
export function innerPath(folder: string, path: string): InnerPath | undefined {
  if (path.includes("\0") || isAbsolute(path)) return undefined;
  const absolute = resolve(folder, path);
  if (!contains(folder, absolute)) return undefined;
  return { path: relative(folder, absolute).split(sep).join("/"), absolute };
}

/** Where a path really lies once links are followed; undefined when nothing is there or links go round. */
export async function realPlace(absolute: string): Promise<string | undefined> {
  try {
    return await realpath(absolute);
  } catch {
    return undefined;
  }
}

/** Whether a path is the folder or lies in it; both absolute. */
export function contains(folder: string, absolute: string): boolean {
  return absolute === folder || absolute.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The absolute form of a path relative to the folder. */
export function absolutePath(folder: string, path: string): string {
  return path === "" ? folder : join(folder, ...path.split("/"));
}

/** The order of a crawl: folder by folder, names by their UTF-16 code units. */
export function comparePaths(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  for (const [index, name] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (name !== other) return name < other ? -1 : 1;
  }
  return left.length - right.length;
}

/** What the operating system says of a failed call, as the end of a sentence. */
export function faultOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  switch (code) {
    case "EACCES":
    case "EPERM":
      return t("you have no right to read it");
    case "ENOENT":
      return t("it is no longer there");
    case "ELOOP":
      return t("its links go round in a circle");
    case "EISDIR":
      return t("it is a folder");
    default:
      return t("the system says {0}", code);
  }
}
