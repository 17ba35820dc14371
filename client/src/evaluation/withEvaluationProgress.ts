import { randomUUID } from "node:crypto";
import { ProgressLocation, window, type CancellationToken } from "vscode";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { ServerRequests } from "../languageServer/serverRequests.ts";

/** Asks the server for an evaluation with the id given, and shows how far it is; undefined where it was cancelled. */
export async function withEvaluationProgress<R>(
  server: LanguageServer,
  texts: { readonly title: string; readonly progress: (done: number, of: number) => string },
  evaluate: (to: ServerRequests, id: string, token: CancellationToken) => Promise<R>,
): Promise<R | undefined> {
  const id = randomUUID();
  const options = { location: ProgressLocation.Notification, title: texts.title, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    let shown = 0;
    const subscription = server.onDidProgressEvaluation((now) => {
      if (now.id !== id) return;
      const percent = (100 * now.done) / Math.max(1, now.total);
      progress.report({ increment: percent - shown, message: texts.progress(now.done, now.total) });
      shown = percent;
    });
    try {
      return await server.ask((to) => evaluate(to, id, token));
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      subscription.dispose();
    }
  });
}
