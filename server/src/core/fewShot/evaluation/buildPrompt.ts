import { seededRandom, shuffled } from "../../evaluation/bootstrap.ts";
import type { Pair } from "../pair.ts";
import { mostSimilarFirst, orderSelected } from "../selection/order.ts";
import { selectOrTake } from "../selection/fixedDemonstrations.ts";
import type { Pool, SelectionInput } from "../selection/pool.ts";
import type { ShotsDocument } from "../shotsDocument.ts";
import { demonstrationOf, type FieldNames } from "../demonstrationOf.ts";
import { fitBudget } from "../tokens/fitBudget.ts";
import type { TokenCounter } from "../tokens/tokenCounter.ts";
import { renderPrompt, type RenderedPrompt } from "../templates/renderPrompt.ts";
import type { Build } from "./build.ts";

export interface PromptParts {
  readonly pool: Pool;
  readonly fields: FieldNames;
  readonly task?: string;
  readonly counter: TokenCounter;
  /** Tokens of the prompt with the input. */
  readonly budget: number;
}

export interface BuiltPrompt {
  readonly prompt: RenderedPrompt;
  readonly tokens: number;
  /** Demonstrations that the budget had no room for. */
  readonly dropped: number;
}

export interface PromptRequest {
  /** What the demonstrations are chosen for. */
  readonly input: SelectionInput;
  readonly excluded: ReadonlySet<number>;
  readonly seed: number;
  /** What stands at the end of the prompt; the input's own text unless given. */
  readonly shown?: string;
}

/** The prompt that a build makes for one input. */
export function buildPrompt(
  parts: PromptParts,
  build: Build,
  { input, excluded, seed, shown }: PromptRequest,
): BuiltPrompt {
  const { selector, k, balanced } = build;
  const selected = k === 0 ? [] : selectOrTake(parts.pool, { selector, k, balanced, excluded, input, seed });
  const ordered = orderSelected(parts.pool, selected, build.order, seed);
  const pairs = ordered.flatMap(({ pair }) => parts.pool.pairs[pair] ?? []);
  const demonstrated = build.shuffledLabels ? withShuffledOutputs(pairs, seed) : pairs;
  const document: ShotsDocument = {
    frontMatter: {
      shots: 1,
      template: build.template,
      ...(parts.task === undefined ? {} : { task: parts.task }),
    },
    demonstrations: demonstrated.map((pair) => demonstrationOf(pair, parts.fields)),
  };
  const promptInput = {
    given: [{ name: parts.fields.input, value: shown ?? input.text }],
    output: parts.fields.output,
  };
  const wanted = mostSimilarFirst(ordered);
  const { budget, counter } = parts;
  const fitted = fitBudget(document, { budget, counter, wanted, input: promptInput });
  return {
    prompt: renderPrompt(fitted.document, promptInput),
    tokens: fitted.tokens,
    dropped: fitted.dropped.length,
  };
}

/** The same outputs, dealt out anew: where they are all alike nothing changes. */
function withShuffledOutputs(pairs: readonly Pair[], seed: number): readonly Pair[] {
  const dealt = shuffled(pairs, seededRandom(seed));
  return pairs.map((pair, at) => {
    const { output = pair.output, label } = dealt[at] ?? {};
    return { ...pair, output, ...(label === undefined ? {} : { label }) };
  });
}
