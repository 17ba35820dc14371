import picomatch from "picomatch";
import { extensionOf } from "../documents/parsers.ts";

/** Which paths the globs of files to index take in. */
export interface Inclusion {
  /** "hidden" where only a leading dot somewhere in the path keeps a glob from matching. */
  match(path: string): "yes" | "hidden" | "no" | "no-parser";
  /** Whether a folder holds nothing to index because of its leading dot. */
  hidesFolder(name: string): boolean;
}

/**
 * Prepares the globs. A name with a leading dot is only matched by a glob that writes that dot.
 *
 * @param include by default every file with one of the extensions, whatever the extension's case.
 */
export function createInclusion(
  extensions: readonly string[],
  include: readonly string[] | undefined,
  nocase: boolean,
): Inclusion {
  const globs = include ?? extensions.map((extension) => `**/*${extension}`);
  // Extensions are the same in upper case everywhere; globs that a person wrote follow the file system.
  const byCase = { nocase: nocase || include === undefined };
  const visible = picomatch([...globs], byCase);
  const any = picomatch([...globs], { ...byCase, dot: true });
  const namesHidden = globs.some((glob) => /(?:^|\/)\.[^/]/u.test(glob));
  return {
    match: (path) => {
      if (!any(path)) return "no";
      if (!extensions.includes(extensionOf(path))) return "no-parser";
      return visible(path) ? "yes" : "hidden";
    },
    /** Whether a folder holds nothing to index because of its leading dot. */
    hidesFolder: (name) => name.startsWith(".") && !namesHidden,
  };
}
