import { t } from "@vscode/l10n";
import type { NotificationType, RequestType, RequestType0 } from "vscode-jsonrpc";
import {
  CancellationTokenSource,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
} from "vscode-languageserver/node";
import { checkServerParams } from "../../../protocol/validation/serverParams.ts";
import { StoreFailure } from "../core/storeFailure.ts";

/** Requests and notifications of our own on a connection, typed by `protocol/`. */
export interface OwnMessages {
  /**
   * Answers requests by `work`: cancelling one aborts its signal; an expected failure is answered with its sentence; a bug
   * is logged, and answered with a sentence that says so. `what` names the work at the start of such sentences, once the
   * language is known. Parameters that are not what the message's are to be reach no `work`.
   */
  answer<P, R>(
    type: RequestType<P, R, void>,
    what: () => string,
    work: (params: P, signal: AbortSignal) => Promise<R>,
  ): void;
  answerPlain<R>(type: RequestType0<R, void>, what: () => string, work: () => Promise<R>): void;
  receive<P>(type: NotificationType<P>, work: (params: P) => void): void;
  send<P>(type: NotificationType<P>, params: P): void;
  /** Asks the client; aborting the signal takes the request back, which rejects it. */
  request<P, R>(type: RequestType<P, R, void>, params: P, signal?: AbortSignal): Promise<R>;
}

/**
 * Messages go by the name of their method: vscode-languageserver 10 and vscode-languageclient 11 bring different
 * versions of vscode-jsonrpc, whose message types are not each other's.
 */
export function createOwnMessages(connection: Connection): OwnMessages {
  async function run<R>(work: NamedWork<R>, token: CancellationToken) {
    const stop = new AbortController();
    const cancel = (): void => stop.abort(new Error(stoppedText(work)));
    const subscription = token.onCancellationRequested(cancel);
    if (token.isCancellationRequested) cancel();
    try {
      return await work.run(stop.signal);
    } catch (error) {
      return errorOf(work, error, stop.signal);
    } finally {
      subscription.dispose();
    }
  }

  function errorOf(work: NamedWork<unknown>, error: unknown, signal: AbortSignal): ResponseError {
    if (signal.aborted) return new ResponseError(LSPErrorCodes.RequestCancelled, stoppedText(work));
    if (error instanceof ResponseError) return error as ResponseError;
    if (error instanceof StoreFailure) return new ResponseError(LSPErrorCodes.RequestFailed, error.failure.message);
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    connection.console.error(`${work.method} failed: ${detail}`);
    return new ResponseError(
      LSPErrorCodes.RequestFailed,
      t("{0} failed unexpectedly; the log says more. Try again, and rebuild the index if it stays so.", work.what()),
    );
  }

  /** Undefined where they are not what they should be, which is logged without what they hold. */
  function checkedParams(method: string, given: unknown): { readonly value: unknown } | undefined {
    const checked = checkServerParams(method, given);
    if (checked.ok) return { value: checked.params };
    connection.console.warn(`${method} came with wrong parameters (${checked.where || "all"}); it was refused.`);
    return undefined;
  }

  return {
    answer: <P, R>(
      { method }: RequestType<P, R, void>,
      what: () => string,
      work: (params: P, signal: AbortSignal) => Promise<R>,
    ) =>
      void connection.onRequest(method, (given: unknown, token: CancellationToken) => {
        const params = checkedParams(method, given);
        if (params === undefined)
          return new ResponseError(
            ErrorCodes.InvalidParams,
            t("{0}: what was asked is not what can be asked.", what()),
          );
        return run({ method, what, run: (signal) => work(params.value as P, signal) }, token);
      }),
    answerPlain: ({ method }, what, work) =>
      void connection.onRequest(method, (token: CancellationToken) => run({ method, what, run: work }, token)),
    receive: <P>({ method }: NotificationType<P>, work: (params: P) => void) =>
      void connection.onNotification(method, (given: unknown) => {
        const params = checkedParams(method, given);
        if (params !== undefined) work(params.value as P);
      }),
    send: ({ method }, params) => void connection.sendNotification(method, params),
    async request<P, R>({ method }: RequestType<P, R, void>, params: P, signal?: AbortSignal): Promise<R> {
      const source = new CancellationTokenSource();
      const cancel = (): void => source.cancel();
      signal?.addEventListener("abort", cancel);
      try {
        signal?.throwIfAborted();
        return await connection.sendRequest<R>(method, params, source.token);
      } finally {
        signal?.removeEventListener("abort", cancel);
        source.dispose();
      }
    },
  };
}

/** What a request starts, with its name in the log and in sentences. */
interface NamedWork<R> {
  readonly method: string;
  readonly what: () => string;
  readonly run: (signal: AbortSignal) => Promise<R>;
}

const stoppedText = ({ what }: NamedWork<unknown>): string => t("{0} was stopped.", what());
