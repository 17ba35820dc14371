import type { Split } from "./madeQuestion.ts";

/** FNV-1a of a text's UTF-16 code units, 32 bits: the same on every machine. */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // The last bits of FNV-1a depend on few of the characters' bits.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** One of several, the same for the same key: what two pages are asked in the same words can be told so. */
export const pickBy = <T>(key: string, from: readonly T[]): T | undefined => from[stableHash(key) % from.length];

/** The part of a set that a document's questions are in, by its path alone. */
export const splitOf = (path: string): Split => (stableHash(path) % 2 === 0 ? "dev" : "test");
