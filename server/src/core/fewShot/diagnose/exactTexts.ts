import { fold, normalise } from "../../language/fold.ts";
import type { KnownTexts } from "./knownTexts.ts";

/** Finds texts that are equal but for case, accents, marks and spaces. */
export function createExactTexts(): KnownTexts {
  const places = new Map<string, number>();
  let count = 0;
  const keyOf = (text: string): string =>
    fold(normalise(text))
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return {
    add(text) {
      const key = keyOf(text);
      if (!places.has(key)) places.set(key, count);
      count += 1;
      return count - 1;
    },
    find(text) {
      const index = places.get(keyOf(text));
      return index === undefined ? [] : [{ index, kind: "exact" }];
    },
  };
}
