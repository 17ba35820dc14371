import { estimatedTokens, type TokenCounter } from "../../core/fewShot/tokens/tokenCounter.ts";

/** Names of models whose tokenizer is public, by family. The newer names come first: `gpt-4o` begins as `gpt-4` does. */
const families: readonly (readonly [names: RegExp, family: "o200k_base" | "cl100k_base"])[] = [
  [/^(?:gpt-(?:4o|4\.1|4\.5|5|oss)|chatgpt|o[1-9])/u, "o200k_base"],
  [/^(?:gpt-4|gpt-3\.5|text-embedding-)/u, "cl100k_base"],
];

/** Special tokens in a document are text. */
const asText = { disallowedSpecial: new Set<string>() };

/** The counter of a model's own tokenizer where it is known, else an estimate. Tables are loaded when first asked for. */
export async function tokenCounterOf(model: string | undefined): Promise<TokenCounter> {
  const name = (model ?? "").replace(/^.*\//u, "").toLowerCase();
  const family = families.find(([names]) => names.test(name))?.[1];
  switch (family) {
    case undefined:
      return estimatedTokens;
    case "o200k_base": {
      const { countTokens } = await import("gpt-tokenizer/encoding/o200k_base");
      return { name: family, isEstimate: false, count: (text) => countTokens(text, asText) };
    }
    case "cl100k_base": {
      const { countTokens } = await import("gpt-tokenizer/encoding/cl100k_base");
      return { name: family, isEstimate: false, count: (text) => countTokens(text, asText) };
    }
  }
}
