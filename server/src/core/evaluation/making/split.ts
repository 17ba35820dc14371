import { fnv1a } from "../../fnv.ts";
import type { Split } from "./madeQuestion.ts";

/** A text's hash, 32 bits: the same on every machine. */
export function stableHash(text: string): number {
  // The last bits of FNV-1a depend on few of the characters' bits.
  let hash = fnv1a(text);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** One of several, the same for the same key: what two pages are asked in the same words can be told so. */
export const pickBy = <T>(key: string, from: readonly T[]): T | undefined => from[stableHash(key) % from.length];

/** The part of a set that a document's questions are in, by its path alone. */
export const splitOf = (path: string): Split => (stableHash(path) % 2 === 0 ? "dev" : "test");
