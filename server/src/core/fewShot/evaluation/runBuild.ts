import type { Pair } from "../pair.ts";
import { readOutput } from "../templates/renderPrompt.ts";
import type { SelectionInput } from "../selection/pool.ts";
import type { Build } from "./build.ts";
import { buildPrompt, type BuiltPrompt, type PromptParts } from "./buildPrompt.ts";
import type { Completion, CompletionModel } from "./completionModel.ts";
import { calibratedLabel, contentFreeInputs, labelIn, labelProbabilities } from "./predict.ts";
import type { Outcome } from "./scores.ts";

/** An item to be answered: its input made ready for selection, and what no demonstration of it may be. */
export interface TestItem {
  readonly pair: Pair;
  readonly input: SelectionInput;
  readonly excluded: ReadonlySet<number>;
}

/** What one build and seed came to. Items that failed have no outcome. */
export interface BuildRun {
  readonly build: Build;
  readonly seed: number;
  /** By item, undefined where the model failed. */
  readonly outcomes: readonly (Outcome | undefined)[];
  readonly calls: number;
  readonly promptTokens: number;
  /** That the model wrote; estimated where the provider does not say. */
  readonly answerTokens: number;
  /** Of the model alone. */
  readonly seconds: number;
  /** Demonstrations that there was no room for, over all prompts. */
  readonly dropped: number;
  /** Distinct sentences of what failed, at most five. */
  readonly failures: readonly string[];
}

export interface RunParts extends PromptParts {
  readonly model: CompletionModel;
  /** Empty where the output is free text. */
  readonly labels: readonly string[];
  /** Tokens that an answer may take. */
  readonly mostTokens: number;
  /** Items asked at the same time, 1 or more. */
  readonly concurrency: number;
}

export interface RunEvents {
  readonly signal?: AbortSignal;
  readonly onItem?: () => void;
}

const mostFailures = 5;

/** Asks the model about each item with the build's prompt. Throws where the signal is aborted. */
export async function runBuild(
  parts: RunParts,
  build: Build,
  { items, seed }: { readonly items: readonly TestItem[]; readonly seed: number },
  { signal, onItem }: RunEvents = {},
): Promise<BuildRun> {
  const outcomes: (Outcome | undefined)[] = items.map(() => undefined);
  const failures = new Set<string>();
  const total = { calls: 0, promptTokens: 0, answerTokens: 0, seconds: 0, dropped: 0 };
  let next = 0;

  function count({ text, promptTokens, answerTokens, seconds }: Completion, built: BuiltPrompt): void {
    total.promptTokens += promptTokens ?? built.tokens;
    total.answerTokens += answerTokens ?? parts.counter.count(text);
    total.seconds += seconds;
  }

  async function ask(text: SelectionInput, excluded: ReadonlySet<number>): Promise<Completion | undefined> {
    const built = buildPrompt(parts, build, { input: text, excluded, seed });
    const answered = await parts.model.complete({ prompt: built.prompt, mostTokens: parts.mostTokens }, signal);
    total.calls += 1;
    total.dropped += built.dropped;
    if (!answered.ok) {
      if (failures.size < mostFailures) failures.add(answered.failure.message);
      return undefined;
    }
    count(answered.value, built);
    return answered.value;
  }

  async function predict({ input, excluded }: TestItem): Promise<string | undefined> {
    const completion = await ask(input, excluded);
    if (completion === undefined) return undefined;
    const probabilities =
      completion.firstTokens === undefined ? undefined : labelProbabilities(completion.firstTokens, parts.labels);
    if (parts.labels.length === 0) return readOutput(completion.text, build.template);
    if (probabilities === undefined) return labelIn(readOutput(completion.text, build.template), parts.labels) ?? "";
    return parts.labels[calibratedLabel(probabilities, await leaningFor(input, excluded))];
  }

  /** What the same demonstrations lead to when the input says nothing: they are the input's own, not those of `N/A`. */
  async function leaningFor(input: SelectionInput, excluded: ReadonlySet<number>): Promise<readonly number[]> {
    const sums = parts.labels.map(() => 0);
    for (const text of contentFreeInputs) {
      const built = buildPrompt(parts, build, { input, excluded, seed, shown: text });
      const answered = await parts.model.complete({ prompt: built.prompt, mostTokens: 1 }, signal);
      total.calls += 1;
      if (!answered.ok) continue;
      count(answered.value, built);
      const own = labelProbabilities(answered.value.firstTokens ?? [], parts.labels);
      for (const [at, probability] of (own ?? []).entries()) sums[at] = (sums[at] ?? 0) + probability;
    }
    const whole = sums.reduce((sum, value) => sum + value, 0);
    return sums.map((value) => (whole === 0 ? 1 / sums.length : value / whole));
  }

  const work = async (): Promise<void> => {
    while (next < items.length) {
      signal?.throwIfAborted();
      const at = next;
      next += 1;
      const item = items[at];
      if (item === undefined) return;
      const predicted = await predict(item);
      // An empty text is an answer that is no label; nothing at all is a failure.
      if (predicted !== undefined)
        outcomes[at] = { gold: goldOf(item.pair, parts.labels), predicted: predicted === "" ? undefined : predicted };
      onItem?.();
    }
  };
  await Promise.all(Array.from({ length: parts.concurrency }, work));
  return { build, seed, outcomes, ...total, failures: [...failures] };
}

const goldOf = ({ label, output }: Pair, labels: readonly string[]): string =>
  labels.length > 0 ? (label ?? output) : output;
