import { randomUUID } from "node:crypto";
import type {
  BuildShotsParams,
  MinedShotsView,
  MineShotsParams,
  NothingMinedView,
} from "../../../../protocol/shotsMessages.ts";
import { buildShots, labelsOf } from "../../core/fewShot/buildShots.ts";
import { serialiseShots } from "../../core/fewShot/document/serialiseShots.ts";
import type { MiningReport } from "../../core/fewShot/mining/miningReport.ts";
import type { Pair } from "../../core/fewShot/pair.ts";
import { createPool } from "../../core/fewShot/selection/pool.ts";
import { estimatedTokens } from "../../core/fewShot/tokens/tokenCounter.ts";
import { createAnalyser } from "../../core/language/analyse.ts";
import type { Result } from "../../core/result.ts";
import { failureFor } from "../failures.ts";

const seed = 1;

/** Builds the building of `.shots` documents from pairs; those mined last are remembered. */
export function createShotsBuilding(ports: {
  readonly mine: (
    params: MineShotsParams,
    signal: AbortSignal,
  ) => Promise<Result<Pick<MiningReport, "pairs" | "leftOut">>>;
}) {
  let last: { readonly id: string; readonly pairs: readonly Pair[] } | undefined;

  return {
    async mine(params: MineShotsParams, signal: AbortSignal): Promise<MinedShotsView | NothingMinedView> {
      const mined = await ports.mine(params, signal);
      if (!mined.ok) return { nothing: mined.failure.message };
      const { pairs, leftOut } = mined.value;
      const id = randomUUID();
      last = { id, pairs };
      const kinds = [...Map.groupBy(pairs, ({ kind }) => kind)].map(([kind, own]) => ({ kind, pairs: own.length }));
      return { id, kinds: kinds.sort((a, b) => b.pairs - a.pairs), flagged: leftOut.flaggedPairs };
    },
    /** @throws a `ResponseError` where the pairs are not known any more. */
    build({ id, kind, selector, k }: BuildShotsParams): { readonly text: string } {
      if (last?.id !== id) throw failureFor("What was mined is not known any more. Build the prompt again.");
      const pairs = kind === undefined ? last.pairs : last.pairs.filter((pair) => pair.kind === kind);
      const pool = createPool(pairs, { analyser: createAnalyser() });
      const { document } = buildShots(pool, estimatedTokens, {
        ...{ selector, k, seed, order: "similar-last", template: "completion" },
        balanced: labelsOf(pairs).length > 1,
      });
      return { text: serialiseShots(document) };
    },
  };
}
