import { CancellationTokenSource, Disposable } from "vscode";
import { ErrorCodes, ResponseError } from "vscode-jsonrpc/node";
import type { PanelAskParams, Turn, TurnOutcome } from "../../../protocol/panelMessages.ts";
import type { AnswerView } from "../../../protocol/views.ts";
import type { Disposing } from "../disposing.ts";
import { messageOf } from "../messageOf.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import type { Conversations } from "../conversations/conversations.ts";
import { isUnderWay, stopped, withOutcome, withTurn } from "../conversations/turns.ts";
import type { UnansweredQuestions } from "./unansweredQuestions.ts";

export interface QuestionsParts {
  readonly server: LanguageServer;
  readonly conversations: Conversations;
  readonly unanswered: UnansweredQuestions;
  readonly texts: Texts["ask"];
}

/** Questions under way. They belong to the window and not to a panel, so that one that is hidden misses nothing. */
export interface Questions extends Disposing {
  /**
   * Asks, and keeps the outcome in the question's own conversation, wherever the window is by then. Rejects with a `ResponseError` whose message is for people; a
   * stopped question rejects too.
   *
   * @param by the connection that gets the outcome as the result of its request.
   */
  ask(params: PanelAskParams, by: object): Promise<AnswerView>;
  stop(id: string): void;
}

interface RunningQuestion {
  readonly source: CancellationTokenSource;
  /** The id of the one that it was asked in. */
  readonly conversation: string;
}

/** LSP's code for a request that its sender took back. */
const requestCancelled = -32800;

export function createQuestions({ server, conversations, unanswered, texts }: QuestionsParts): Questions {
  const running = new Map<string, RunningQuestion>();

  const subscription = Disposable.from(
    server.onDidRefine(({ id, answer }) => {
      const question = running.get(id);
      if (question !== undefined)
        conversations.changeQuietly(question.conversation, (now) =>
          withOutcome(now, id, () => ({ kind: "refining", answer })),
        );
    }),
    conversations.onDidRemove(({ turns }) => {
      for (const { id } of turns.filter(isUnderWay)) running.get(id)?.source.cancel();
    }),
  );

  return {
    async ask({ conversation: askedIn, again, ...params }, by) {
      // A panel that has just been opened may ask before it has heard where it is.
      const conversation = askedIn === "" ? conversations.current().id : askedIn;
      const { id, question, mentions } = params;
      const source = new CancellationTokenSource();
      running.get(id)?.source.cancel();
      running.set(id, { source, conversation });
      const end = (outcome: (before: TurnOutcome) => TurnOutcome): void => {
        if (running.get(id)?.source === source) running.delete(id);
        source.dispose();
        conversations.change(conversation, (now) => withOutcome(now, id, outcome), by);
      };
      const asked = { id, question, ...(mentions === undefined ? {} : { mentions }) };
      const turn: Turn = {
        ...asked,
        ...(again === undefined ? {} : { again }),
        askedAt: Date.now(),
        outcome: { kind: "searching" },
      };
      conversations.change(conversation, (now) => withTurn(now, turn), by);
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
    stop: (id) => running.get(id)?.source.cancel(),
    dispose() {
      subscription.dispose();
      for (const { source } of running.values()) source.cancel();
    },
  };
}
