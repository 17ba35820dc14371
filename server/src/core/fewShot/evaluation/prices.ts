import type { Settings } from "../../../../../protocol/settings.ts";

/** What a model takes for a million tokens, in any currency. */
export interface Prices {
  readonly prompt: number;
  readonly answer: number;
}

/** The prices that the settings give; undefined where they give none. */
export function pricesOf(settings: Settings): Prices | undefined {
  const [prompt, answer] = [settings["askDocs.fewShot.promptPrice"], settings["askDocs.fewShot.answerPrice"]];
  return prompt + answer === 0 ? undefined : { prompt, answer };
}

export const costOf = (
  tokens: { readonly promptTokens: number; readonly answerTokens: number },
  { prompt, answer }: Prices,
): number => (tokens.promptTokens * prompt + tokens.answerTokens * answer) / 1e6;
