import { t } from "@vscode/l10n";
import { failure, type Result } from "../../result.ts";
import type { Completion, CompletionModel } from "./completionModel.ts";

/** Failures one after another after which a provider is taken to be gone. */
const mostInARow = 5;

/**
 * A model that is not asked any more once it has failed five times in a row: what is left fails at once, with its last
 * words, which `gone` gives from then on.
 */
export function createGivingUp(model: CompletionModel): {
  readonly model: CompletionModel;
  gone(): string | undefined;
} {
  let inARow = 0;
  let last: Result<Completion> = failure("network", t("{0} was not asked.", model.name));
  return {
    gone: () => (inARow < mostInARow || last.ok ? undefined : last.failure.message),
    model: {
      name: model.name,
      async complete(request, signal) {
        if (inARow >= mostInARow) return last;
        const answered = await model.complete(request, signal);
        inARow = answered.ok ? 0 : inARow + 1;
        last = answered;
        return answered;
      },
    },
  };
}
