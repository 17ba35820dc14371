import { fold, normalise } from "../../language/fold.ts";
import type { Analyser } from "../../language/analyse.ts";
import { isNearDuplicate, wordSequence } from "../../search/nearDuplicate.ts";
import { comparedTerms } from "../duplicates/comparedTerms.ts";
import { createNearDuplicates, type NearDuplicates } from "../duplicates/nearDuplicates.ts";
import type { Pair } from "../pair.ts";

const keyOf = (text: string): string =>
  fold(normalise(text))
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * Folds pairs that say the same into the surest of them, the shortest of equals: equal ones, and those of one language whose
 * inputs are near duplicates while their outputs say the same. Order stays.
 */
export function foldPairs(pairs: readonly Pair[], analyser: Analyser): readonly Pair[] {
  const compared = new Map<string, { readonly near: NearDuplicates; readonly kept: Pair[] }>();
  const seen = new Set<string>();
  const remaining = new Set<Pair>();

  /** Pairs of another label or language never say the same, so they are not compared. */
  function besides({ language, label = "" }: Pair) {
    const key = `${language}\n${label}`;
    const known = compared.get(key);
    if (known !== undefined) return known;
    const near = createNearDuplicates({ termsOf: (text) => comparedTerms(analyser, text, language) });
    const made = { near, kept: [] };
    compared.set(key, made);
    return made;
  }

  const surest = pairs.map((pair, place) => ({ pair, place }));
  surest.sort(
    (a, b) => b.pair.confidence - a.pair.confidence || a.pair.input.length - b.pair.input.length || a.place - b.place,
  );
  for (const { pair } of surest) {
    const key = [keyOf(pair.input), keyOf(pair.output), pair.outputLanguage].join("\n");
    if (seen.has(key)) continue;
    const { near, kept } = besides(pair);
    const others = near.find(pair.input).map(({ index }) => kept[index]);
    if (others.some((other) => other !== undefined && saysSame(other, pair))) continue;
    seen.add(key);
    near.add(pair.input);
    kept.push(pair);
    remaining.add(pair);
  }
  return pairs.filter((pair) => remaining.has(pair));
}

function saysSame(one: Pair, other: Pair): boolean {
  if (one.outputLanguage !== other.outputLanguage || (one.kind === "translation") !== (other.kind === "translation"))
    return false;
  const keys = [one, other].map(({ output }) => keyOf(output));
  if (keys[0] === keys[1] && keys[0] !== "") return true;
  return isNearDuplicate(wordSequence(one.output, one.language), wordSequence(other.output, other.language));
}
