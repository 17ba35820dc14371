import { CancellationTokenSource } from "vscode";
import { ErrorCodes, ResponseError } from "vscode-jsonrpc/node";
import type { TurnOutcome } from "../../../protocol/panelMessages.ts";
import type { AskParams } from "../../../protocol/serverMessages.ts";
import type { AnswerView } from "../../../protocol/views.ts";
import type { Disposing } from "../disposing.ts";
import { messageOf } from "../messageOf.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import type { Conversation } from "./conversation.ts";
import type { UnansweredQuestions } from "./unansweredQuestions.ts";
import { settleTurns, stopped, withOutcome, withTurn } from "./conversationState.ts";

export interface QuestionsParts {
  readonly server: LanguageServer;
  readonly conversation: Conversation;
  readonly unanswered: UnansweredQuestions;
  readonly texts: Texts["ask"];
}

/** Questions under way. They belong to the window and not to a panel, so that one that is hidden misses nothing. */
export interface Questions extends Disposing {
  /**
   * Asks, and keeps the outcome in the conversation. Rejects with a `ResponseError` whose message is for people; a
   * stopped question rejects too.
   *
   * @param by the connection that gets the outcome as the result of its request.
   */
  ask(params: AskParams, by: object): Promise<AnswerView>;
  stop(id: string): void;
}

/** LSP's code for a request that its sender took back. */
const requestCancelled = -32800;

export function createQuestions({ server, conversation, unanswered, texts }: QuestionsParts): Questions {
  const running = new Map<string, CancellationTokenSource>();

  const subscription = server.onDidRefine(({ id, answer }) => {
    if (running.has(id))
      conversation.changeQuietly((now) => withOutcome(now, id, () => ({ kind: "refining", answer })));
  });
  // What was under way when the window was closed or reloaded.
  conversation.changeQuietly((now) => settleTurns(now, () => false));

  return {
    async ask(params, by) {
      const { id, question } = params;
      const source = new CancellationTokenSource();
      running.get(id)?.cancel();
      running.set(id, source);
      const end = (outcome: (before: TurnOutcome) => TurnOutcome): void => {
        if (running.get(id) === source) running.delete(id);
        source.dispose();
        conversation.change((now) => withOutcome(now, id, outcome), by);
      };
      conversation.change(
        (now) => withTurn(now, { id, question, askedAt: Date.now(), outcome: { kind: "searching" } }),
        by,
      );
      try {
        const answer = await server.ask((to) => to.ask(params, source.token));
        end(() => ({ kind: "answered", answer }));
        unanswered.note(answer, Date.now());
        return answer;
      } catch (error) {
        if (source.token.isCancellationRequested) {
          end(stopped);
          throw new ResponseError(requestCancelled, texts.stopped);
        }
        const message = texts.failed(messageOf(error));
        end(() => ({ kind: "failed", message }));
        throw new ResponseError(ErrorCodes.InternalError, message, message);
      }
    },
    stop: (id) => running.get(id)?.cancel(),
    dispose() {
      subscription.dispose();
      for (const source of running.values()) source.cancel();
    },
  };
}
