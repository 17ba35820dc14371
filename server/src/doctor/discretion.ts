import { createPathShortener, type KnownPaths } from "../../../protocol/shortPaths.ts";

/** A file's extension, or what stands for a file without one. */
export const kindOf = (path: string): string => /\.[\p{L}\p{N}]+$/u.exec(path)?.[0] ?? "no extension";

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/**
 * Makes what takes everything out of a report that is not to be read by all: names of documents become `FILE.md`, paths
 * are shortened.
 */
export function createDiscretion(known: KnownPaths & { readonly documents: readonly string[] }): <T>(report: T) => T {
  const shorten = createPathShortener(known);
  // The longest first: a name may be part of another.
  const names = [...new Set(known.documents.flatMap((path) => [path, nameOf(path)]))].sort(
    (a, b) => b.length - a.length,
  );

  function clean(text: string): string {
    let cleaned = shorten(text);
    for (const name of names) if (cleaned.includes(name)) cleaned = cleaned.replaceAll(name, `FILE${kindOf(name)}`);
    return cleaned;
  }

  function inside(value: unknown): unknown {
    if (typeof value === "string") return clean(value);
    if (Array.isArray(value)) return value.map(inside);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inside(inner)]));
  }

  return <T>(report: T): T => inside(report) as T;
}
