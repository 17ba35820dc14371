import { t } from "@vscode/l10n";
import { estimateTokens } from "../../chunking/tokens.ts";

/** Counts a text's tokens as one family of models does. */
export interface TokenCounter {
  /** Whose tokens they are, for people. */
  readonly name: string;
  /** Whether the figure is a guess: the model's own tokenizer is not known here. */
  readonly isEstimate: boolean;
  count(text: string): number;
  /** The tokens themselves, as text; absent where they are not known. Letters of several bytes may be broken. */
  pieces?(text: string): readonly string[];
}

/** The counter of a model's own tokenizer where it is known, else an estimate. */
export type TokenCounterOf = (model: string | undefined) => Promise<TokenCounter>;

/** A guess by script and length, within 11 % of a multilingual tokenizer on seven languages (`bench/tokens.ts`). */
export const estimatedTokens: TokenCounter = {
  get name() {
    return t("an estimate by length and script");
  },
  isEstimate: true,
  count: estimateTokens,
};
