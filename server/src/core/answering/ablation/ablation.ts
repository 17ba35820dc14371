import { t } from "@vscode/l10n";
import type { WithoutPassageView } from "../../../../../protocol/ablationMessages.ts";
import type { ChatModel } from "../../chatModel.ts";
import type { PassageRecord } from "../../ports.ts";
import { failure, success, type Result } from "../../result.ts";
import type { CitedPassage, VerifiedAnswer } from "../generation/verifiedAnswer.ts";
import type { Write } from "../generation/writing.ts";
import { compareSentences } from "./compareSentences.ts";

/** Cited passages that are dropped, one call each. */
const mostDropped = 6;

/** Shows which passages a model's answer rests on, by what it writes without them. */
export interface Ablation {
  /** The passages that can be dropped: those cited, at most 6, in the order of their first citations. */
  readonly passages: readonly CitedPassage[];
  /**
   * Drops a passage, has the model write from the rest, and compares. One call, none where nothing is left; a failure of
   * the model's is one here, for nothing follows from it.
   *
   * @throws the signal's reason when it aborts.
   */
  without(passage: CitedPassage, signal?: AbortSignal): Promise<Result<WithoutPassageView>>;
}

/** @param written `passages` best first, as they were given; `verified` what was written from them. */
export function createAblation(
  write: Write,
  written: {
    readonly question: string;
    readonly passages: readonly PassageRecord[];
    readonly model: ChatModel;
    readonly verified: VerifiedAnswer;
  },
): Ablation {
  const { question, passages, model, verified } = written;
  return {
    passages: verified.citedPassages().slice(0, mostDropped),
    async without({ passage: dropped, citations }, signal) {
      const rest = passages.filter((passage) => passage !== dropped);
      const compared = (after: Parameters<typeof compareSentences>[1], note?: string): Result<WithoutPassageView> =>
        success({
          citations,
          sentences: compareSentences(verified.sentences(), after),
          ...(note === undefined ? {} : { note }),
        });
      if (rest.length === 0) return compared([], t("No other passage is left to write from."));
      const writing = await write(question, rest, { model, signal, purpose: "withoutPassage" });
      switch (writing.kind) {
        case "written":
          return compared(writing.verified.sentences());
        case "refused":
          return compared([], writing.reason);
        case "failed":
          return failure("chat-unusable", writing.reason);
      }
    },
  };
}
