import type { Demonstration, ShotsDocument } from "../shotsDocument.ts";
import { promptText, renderPrompt, type PromptInput } from "../templates/renderPrompt.ts";
import type { TokenCounter } from "./tokenCounter.ts";

export interface FittedShots {
  readonly document: ShotsDocument;
  /** What there was no room for, the least wanted last. */
  readonly dropped: readonly Demonstration[];
  /** Of the prompt as it is now, with the input where one was given. */
  readonly tokens: number;
}

/**
 * Leaves out demonstrations until the rendered prompt fits into `budget` tokens. `wanted` gives places in the document,
 * the most wanted first: the last of them goes first. A prompt that is over the budget without any is given back so.
 */
export function fitBudget(
  document: ShotsDocument,
  {
    budget,
    counter,
    wanted,
    input,
  }: {
    readonly budget: number;
    readonly counter: TokenCounter;
    readonly wanted: readonly number[];
    readonly input?: PromptInput;
  },
): FittedShots {
  const kept = new Set(wanted);
  const dropped: Demonstration[] = [];
  const now = (): ShotsDocument => ({
    ...document,
    demonstrations: document.demonstrations.filter((_, place) => kept.has(place)),
  });
  const tokensNow = (): number => counter.count(promptText(renderPrompt(now(), input)));
  let tokens = tokensNow();
  for (const place of wanted.toReversed()) {
    if (tokens <= budget) break;
    kept.delete(place);
    const demonstration = document.demonstrations[place];
    if (demonstration !== undefined) dropped.unshift(demonstration);
    tokens = tokensNow();
  }
  return { document: now(), dropped, tokens };
}
