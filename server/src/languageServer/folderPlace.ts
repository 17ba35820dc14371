import { isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** A folder of the workspace, as the editor names it. */
export interface FolderName {
  readonly uri: string;
  readonly name: string;
}

/** A folder on disk, with the way between addresses and paths in it. */
export interface FolderPlace extends FolderName {
  /** Absolute. */
  readonly root: string;
  /** The path of a document relative to the folder, with `/`; undefined for one that does not lie in it. */
  pathOf(uri: string): string | undefined;
  uriOf(path: string): string;
}

/** Undefined for a folder that is not on a disk, such as one of a virtual file system. */
export function placeFolder({ uri, name }: FolderName): FolderPlace | undefined {
  const root = filePathOf(uri);
  if (root === undefined) return undefined;
  return {
    uri,
    name,
    root,
    pathOf(document) {
      const absolute = filePathOf(document);
      if (absolute === undefined) return undefined;
      const path = relative(root, absolute);
      return path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path) ? undefined : path.split(sep).join("/");
    },
    uriOf: (path) => pathToFileURL(join(root, ...path.split("/"))).href,
  };
}

/** The one way in which this server writes an address: editors escape more characters than Node. */
export function plainUri(uri: string): string {
  const path = filePathOf(uri);
  return path === undefined ? uri : pathToFileURL(path).href;
}

function filePathOf(uri: string): string | undefined {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}
