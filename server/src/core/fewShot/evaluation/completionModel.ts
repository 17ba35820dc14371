import type { Result } from "../../result.ts";
import type { RenderedPrompt } from "../templates/renderPrompt.ts";

/** A token that might have come first, with the natural logarithm of its probability. */
export interface TokenProbability {
  readonly token: string;
  readonly logprob: number;
}

export interface Completion {
  readonly text: string;
  /** As the provider counted them; undefined where it does not say. */
  readonly promptTokens?: number;
  /** Of the text, likewise. */
  readonly answerTokens?: number;
  /** The likeliest first tokens; absent where the provider does not tell. */
  readonly firstTokens?: readonly TokenProbability[];
  readonly seconds: number;
}

export interface CompletionRequest {
  readonly prompt: RenderedPrompt;
  /** Tokens that may be written, 1 or more. */
  readonly mostTokens: number;
}

/** A model that goes on where a prompt ends, without chance: temperature 0. */
export interface CompletionModel {
  readonly name: string;
  /** Fails with a sentence for people; throws only where the signal is aborted. */
  complete(request: CompletionRequest, signal?: AbortSignal): Promise<Result<Completion>>;
}
