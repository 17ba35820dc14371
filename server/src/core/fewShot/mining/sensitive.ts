import type { Pair } from "../pair.ts";

/**
 * Finds what should not leave a folder in a demonstration: for each text the kinds of secrets and personal data in it, as
 * `api-key`, `email`, `phone`, `card-number`; sorted, each once.
 *
 * @param language ISO 639-1 code, by which phone numbers without a country's code are read.
 */
export type FindSensitive = (
  texts: readonly { readonly text: string; readonly language: string }[],
) => Promise<readonly (readonly string[])[]>;

/** Texts that are looked at together. */
const batch = 200;

/** The pairs with what a person should look at added to their flags. */
export async function flagPairs(
  pairs: readonly Pair[],
  findSensitive: FindSensitive,
  signal?: AbortSignal,
): Promise<readonly Pair[]> {
  const flagged: Pair[] = [];
  for (let at = 0; at < pairs.length; at += batch) {
    signal?.throwIfAborted();
    const some = pairs.slice(at, at + batch);
    const found = await findSensitive(
      some.map(({ input, output, explanation = "", language }) => ({
        text: `${input}\n${output}\n${explanation}`,
        language,
      })),
    );
    for (const [place, pair] of some.entries()) {
      const flags = [...new Set([...pair.flags, ...(found[place] ?? [])])].sort();
      flagged.push(flags.length === pair.flags.length ? pair : { ...pair, flags });
    }
  }
  return flagged;
}
