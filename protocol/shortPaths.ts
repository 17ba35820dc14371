/** Paths that must not be read by all, and what stands for them. */
export interface KnownPaths {
  /** Of the person; `~` stands for it. */
  readonly home: string;
  /** Of the workspace; each is named by `name` alone. */
  readonly folders: readonly { readonly path: string; readonly name: string }[];
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");

/** Finds a path however it is written: with either slash, as part of an address, in any case under Windows. */
function patternOf(path: string): RegExp | undefined {
  const names = path.split(/[\\/]+/u).filter((name) => name !== "");
  if (names.length === 0) return undefined;
  const written = names.map((name) => `(?:${escape(name)}|${escape(encodeURIComponent(name))})`);
  const rooted = /^[\\/]/u.test(path);
  const isWindows = /^[a-z]:/iu.test(path);
  const start = rooted ? "(?:file:\\/\\/)?[\\\\/]+" : "(?:file:\\/\\/\\/)?";
  return new RegExp(`${start}${written.join("[\\\\/]+")}(?![\\p{L}\\p{N}_-])`, isWindows ? "giu" : "gu");
}

/**
 * Makes what shortens paths in messages, so that they can be shown to all: folders of the workspace to their names, the
 * home folder to `~`; users and passwords in addresses are left out.
 */
export function createPathShortener({ home, folders }: KnownPaths): (text: string) => string {
  const known = [...folders.map(({ path, name }) => ({ path, name })), { path: home, name: "~" }]
    .sort((a, b) => b.path.length - a.path.length)
    .flatMap(({ path, name }) => {
      const pattern = patternOf(path);
      return pattern === undefined ? [] : [{ pattern, name }];
    });
  return (text) =>
    known
      .reduce((shortened, { pattern, name }) => shortened.replace(pattern, () => name), text)
      .replace(/(?<=:\/\/)[^/\s@]+@/gu, "");
}
