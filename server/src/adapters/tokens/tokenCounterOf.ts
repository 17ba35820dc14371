import { estimatedTokens, type TokenCounter, type TokenCounterOf } from "../../core/fewShot/tokens/tokenCounter.ts";
import { readTokenizer } from "./readTokenizer.ts";

/** Names of models whose tokenizer is public, by family. The newer names come first: `gpt-4o` begins as `gpt-4` does. */
const families: readonly (readonly [names: RegExp, family: "o200k_base" | "cl100k_base"])[] = [
  [/^(?:gpt-(?:4o|4\.1|4\.5|5|oss)|chatgpt|o[1-9])/u, "o200k_base"],
  [/^(?:gpt-4|gpt-3\.5|text-embedding-)/u, "cl100k_base"],
];

/** Special tokens in a document are text. */
const asText = { disallowedSpecial: new Set<string>() };

/**
 * Builds the choice of a model's own tokenizer where it is known, else of an estimate. Tables are loaded when first asked for.
 *
 * @param tokenizers a folder that holds `tokenizer.json` of models, each in a folder called as the model; asked for each
 * time, empty for none. A file that cannot be used makes its model's tokens an estimate, whose name says why.
 */
export function createTokenCounters(tokenizers: () => string = () => ""): TokenCounterOf {
  const read = new Map<string, Promise<TokenCounter | undefined>>();

  /** Read once; held for the models that were asked for last. */
  function ofFile(model: string): Promise<TokenCounter | undefined> {
    const folder = tokenizers();
    if (folder === "" || model === "") return Promise.resolve(undefined);
    const key = JSON.stringify([folder, model]);
    const known = read.get(key) ?? readTokenizer(folder, model);
    read.delete(key);
    read.set(key, known);
    const [oldest] = read.keys();
    if (read.size > kept && oldest !== undefined) read.delete(oldest);
    return known;
  }

  return async (model = "") => (await ofFile(model)) ?? (await ofFamily(model));
}

/** Tokenizers that are held at the same time; one takes some 50 MB. */
const kept = 2;

async function ofFamily(model: string): Promise<TokenCounter> {
  const name = model.replace(/^.*\//u, "").toLowerCase();
  const family = families.find(([names]) => names.test(name))?.[1];
  switch (family) {
    case undefined:
      return estimatedTokens;
    case "o200k_base": {
      const { countTokens, encode, decode } = await import("gpt-tokenizer/encoding/o200k_base");
      return openAiCounter(family, { countTokens, encode, decode });
    }
    case "cl100k_base": {
      const { countTokens, encode, decode } = await import("gpt-tokenizer/encoding/cl100k_base");
      return openAiCounter(family, { countTokens, encode, decode });
    }
  }
}

interface OpenAiTable {
  readonly countTokens: (text: string, options: typeof asText) => number;
  readonly encode: (text: string, options: typeof asText) => number[];
  readonly decode: (tokens: readonly number[]) => string;
}

const openAiCounter = (name: string, { countTokens, encode, decode }: OpenAiTable): TokenCounter => ({
  name,
  isEstimate: false,
  count: (text) => countTokens(text, asText),
  pieces: (text) => encode(text, asText).map((token) => decode([token])),
});
