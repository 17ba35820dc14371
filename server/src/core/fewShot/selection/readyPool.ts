import { t } from "@vscode/l10n";
import { createAnalyser } from "../../language/analyse.ts";
import { languageOf, type LanguageDetector } from "../../language/detect.ts";
import type { QuantizedVector } from "../../ports.ts";
import { comparedTerms } from "../duplicates/comparedTerms.ts";
import { createNearDuplicates, type NearDuplicates } from "../duplicates/nearDuplicates.ts";
import type { Pair } from "../pair.ts";
import { embedInputs, type InputVectors } from "./embedInputs.ts";
import { createPool, type Pool, type SelectionInput } from "./pool.ts";

/** Pairs made ready to be chosen from, and inputs to choose for. */
export interface ReadyPool {
  readonly pool: Pool;
  /** Of the pairs' inputs; read by the first call, since not everything that is built compares them. */
  duplicates(): NearDuplicates;
  /** One for each of those given. */
  readonly inputs: readonly SelectionInput[];
}

export interface PoolParts {
  readonly detect: LanguageDetector;
  /** Not there where pairs are to be compared by words alone. */
  readonly vectors?: InputVectors;
}

export interface ReadyingEvents {
  readonly signal?: AbortSignal;
  onEmbedded?(done: number, total: number): void;
  /** A sentence for people. */
  note?(sentence: string): void;
}

/** More pairs than this are compared by their words alone: their vectors would take longer than a person waits. */
const mostEmbedded = 20_000;

/** Detects languages, indexes the pairs' inputs, and embeds them and the inputs to choose for where vectors are wanted. */
export async function readyPool(
  given: { readonly pairs: readonly Pair[]; readonly inputs: readonly string[] },
  { detect, vectors: parts }: PoolParts,
  { signal, onEmbedded, note }: ReadyingEvents = {},
): Promise<ReadyPool> {
  /** By text: what is compared with each other is read in the language that its words speak for, whatever is known of it. */
  const languages = new Map<string, string>();
  const languageFor = (text: string): string => {
    const language = languages.get(text) ?? languageOf(text, detect);
    languages.set(text, language);
    return language;
  };
  const pairs = given.pairs.map((pair) =>
    pair.language === "und" ? { ...pair, language: languageFor(pair.input) } : pair,
  );
  const analyser = createAnalyser();
  let known: NearDuplicates | undefined;
  const duplicates = (): NearDuplicates => {
    if (known !== undefined) return known;
    known = createNearDuplicates({ termsOf: (text) => comparedTerms(analyser, text, languageFor(text)) });
    for (const { input } of pairs) known.add(input);
    return known;
  };
  const vectors = parts === undefined ? [] : await vectorsBy(parts);
  const inputs = given.inputs.map((text, at): SelectionInput => {
    const vector = vectors[pairs.length + at];
    return { text, language: languageFor(text), ...(vector === undefined ? {} : { vector }) };
  });
  return { pool: createPool(pairs, { analyser, vectors: vectors.slice(0, pairs.length) }), duplicates, inputs };

  async function vectorsBy(by: InputVectors): Promise<readonly QuantizedVector[]> {
    if (pairs.length > mostEmbedded) {
      note?.(t("There are {0} pairs, more than {1}: they are compared by words alone.", pairs.length, mostEmbedded));
      return [];
    }
    const made = await embedInputs(by, [...pairs.map(({ input }) => input), ...given.inputs], {
      ...(signal === undefined ? {} : { signal }),
      ...(onEmbedded === undefined ? {} : { onProgress: onEmbedded }),
    });
    if (made.ok) return made.value;
    note?.(t("{0} Pairs are compared by words alone.", made.failure.message));
    return [];
  }
}
