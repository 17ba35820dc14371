import type { ChatEndpoint } from "../../adapters/chat/endpoint.ts";
import type { EgressGate } from "../../adapters/egress/egressGate.ts";
import { createCompletionClient } from "../../adapters/fewShot/completionClient.ts";
import { labelsOf } from "../../core/fewShot/buildShots.ts";
import { fieldNamesFor } from "../../core/fewShot/demonstrationOf.ts";
import type { NearDuplicates } from "../../core/fewShot/duplicates/nearDuplicates.ts";
import { drawItems } from "../../core/fewShot/evaluation/experiment.ts";
import { chooseGreedily, validationItems, type GreedyBuild } from "../../core/fewShot/evaluation/greedy.ts";
import { createLeakGuard } from "../../core/fewShot/evaluation/leaks.ts";
import { mostTokensOf } from "../../core/fewShot/evaluation/measure.ts";
import type { TestItem } from "../../core/fewShot/evaluation/runBuild.ts";
import type { FixedDemonstrations } from "../../core/fewShot/selection/fixedDemonstrations.ts";
import type { Pool } from "../../core/fewShot/selection/pool.ts";
import type { TokenCounter } from "../../core/fewShot/tokens/tokenCounter.ts";
import type { Output } from "../output.ts";

export interface GreedyParts {
  readonly egress: Pick<EgressGate, "client">;
  readonly pool: Pool;
  /** Of the pool's inputs. */
  readonly duplicates: NearDuplicates;
  readonly counter: TokenCounter;
  readonly endpoint: ChatEndpoint;
  readonly model: string;
  readonly output: Output;
}

/** Asks a model which pairs help it most with some of the others, each answered without itself, its copies and its group. */
export async function greedyDemonstrations(
  { egress, pool, duplicates, counter, endpoint, model, output }: GreedyParts,
  build: GreedyBuild & { readonly budget?: number; readonly task?: string },
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal },
): Promise<FixedDemonstrations> {
  const guard = createLeakGuard(pool.pairs, duplicates);
  const validation = drawItems([...pool.pairs.entries()], validationItems, seed).map(([own, pair]): TestItem => ({
    pair,
    input: { text: pair.input, language: pair.language },
    excluded: guard.excludedFor(pair, own),
  }));
  const labels = labelsOf(pool.pairs);
  const asking = output.progress("Asking");
  let done = 0;
  const { budget = Infinity, task, ...greedy } = build;
  return chooseGreedily(
    {
      ...{ pool, counter, labels, budget, concurrency: 1 },
      fields: fieldNamesFor(pool.pairs),
      ...(task === undefined ? {} : { task }),
      model: createCompletionClient({ egress, endpoint, model, key: process.env["ASK_DOCS_CHAT_KEY"] }),
      mostTokens: mostTokensOf(pool.pairs, labels),
    },
    greedy,
    { validation, seed },
    { signal, onItem: () => asking.update((done += 1), done) },
  ).finally(() => asking.stop());
}
