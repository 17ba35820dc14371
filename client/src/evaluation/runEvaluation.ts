import { randomUUID } from "node:crypto";
import { ProgressLocation, window } from "vscode";
import type { EvaluationView } from "../../../protocol/evaluationMessages.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";

/**
 * Evaluates a set, with progress that can be cancelled; undefined where it was.
 *
 * @param folder absolute path of the set's folder; the person's own set without it.
 */
export async function runEvaluation(
  server: LanguageServer,
  texts: Texts["evaluation"],
  folder?: string,
): Promise<EvaluationView | undefined> {
  const id = randomUUID();
  const options = { location: ProgressLocation.Notification, title: texts.running, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    let shown = 0;
    const subscription = server.onDidProgressEvaluation((now) => {
      if (now.id !== id) return;
      const percent = (100 * now.done) / Math.max(1, now.total);
      progress.report({ increment: percent - shown, message: texts.progress(now.done, now.total) });
      shown = percent;
    });
    try {
      return await server.ask((to) => to.evaluate({ id, ...(folder === undefined ? {} : { folder }) }, token));
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      subscription.dispose();
    }
  });
}
