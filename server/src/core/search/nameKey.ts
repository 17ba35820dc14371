import { fold, normalise } from "../language/fold.ts";

const between = /[\s\p{Pd}_/\\.:,;!?…'‘’"`“”„«»‹›()[\]{}<>|¿¡。、「」？！،؟]+/gu;

/**
 * What names are compared by: case, accents and the marks between words aside, so that `cold-room_alarm` is "Cold room
 * alarm". Empty for a text without letters, digits or symbols.
 */
export const nameKey = (name: string): string => fold(normalise(name)).replace(between, " ").trim();

/** A file's name, its name without extension, its path, and that without extension. */
export function fileKeys(path: string): ReadonlySet<string> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return new Set([name, withoutExtension(name), path, withoutExtension(path)].map(nameKey));
}

const withoutExtension = (path: string): string => path.replace(/(?<=[^/])\.[^./]+$/u, "");
