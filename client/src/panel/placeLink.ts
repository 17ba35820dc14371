import type { Place } from "../../../protocol/views.ts";

/** Makes the target of a Markdown link to a place. */
export type PlaceLink = (place: Place) => string;

/**
 * Builds links as paths from a workspace's first folder, which is where the editor looks from in a document without a file;
 * `root` is its address. What lies in another folder is reached by `../`, and by its whole address on another drive.
 */
export function createPlaceLink(root: string | undefined): PlaceLink {
  return ({ uri, range }) => {
    const target = (root === undefined ? undefined : pathFrom(partsOf(root), partsOf(uri))) ?? uri;
    // What would end the link's target is encoded.
    const safe = target.replaceAll(/[()\s]/g, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, "0")}`);
    return `${safe}#L${range.start.line + 1}`;
  };
}

/** Scheme, nothing and authority of an address come before its path. */
const beforePath = 3;

function pathFrom(root: readonly string[], to: readonly string[]): string | undefined {
  const differing = root.findIndex((part, place) => part !== to[place]);
  const shared = differing < 0 ? root.length : differing;
  if (shared < beforePath || (shared === beforePath && to[shared]?.endsWith(":") === true)) return undefined;
  return [...root.slice(shared).map(() => ".."), ...to.slice(shared).map(encodeURIComponent)].join("/");
}

/** The names of an address, not encoded; one that is not encoded rightly stays as it is. */
const partsOf = (uri: string): readonly string[] =>
  uri.split("/").map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
