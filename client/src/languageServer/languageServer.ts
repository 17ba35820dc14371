import { EventEmitter, workspace, type Event, type LogOutputChannel } from "vscode";
import type { EvaluationProgress } from "../../../protocol/evaluationMessages.ts";
import type { InstallProgressView } from "../../../protocol/modelMessages.ts";
import type { InitializationOptions, RefinedAnswer } from "../../../protocol/serverMessages.ts";
import type { IndexStatus } from "../../../protocol/views.ts";
import type { ChatServices } from "../chat/serveChat.ts";
import type { Disposing } from "../disposing.ts";
import { messageOf } from "../messageOf.ts";
import { emptyStatus } from "../status/statusText.ts";
import type { Texts } from "../texts.ts";
import type { RunningServer } from "./launch.ts";
import { createRestartPolicy } from "./restartPolicy.ts";
import type { ServerRequests } from "./serverRequests.ts";

export interface LanguageServerParts {
  readonly module: string;
  readonly cwd: string;
  readonly log: LogOutputChannel;
  readonly chat: ChatServices;
  readonly texts: Texts["server"];
  readonly initializationOptions: () => InitializationOptions;
  readonly settings: () => Readonly<Record<string, unknown>>;
  /** What the editor knows without a server. */
  readonly workspaceState: () => Pick<IndexStatus, "folders" | "trusted">;
}

/** The language server as the rest of the extension sees it: started on need, kept alive, asked. */
export interface LanguageServer extends Disposing {
  /** Starts it, unless it runs, or no folder is open. Failures show in the status. */
  start(): void;
  /** Ends it, if it runs, and starts it anew, however often it has failed. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /**
   * Asks; waits for a server that is starting, and asks again, once, when it is lost meanwhile. Rejects with an error
   * whose message is for people when there is no server.
   */
  ask<R>(send: (to: ServerRequests) => Promise<R>): Promise<R>;
  /** Tells, if a server runs. */
  tell(send: (to: ServerRequests) => Promise<void>): void;
  status(): IndexStatus;
  readonly onDidChangeStatus: Event<IndexStatus>;
  readonly onDidRefine: Event<RefinedAnswer>;
  /** The person's own set has changed. */
  readonly onDidChangeJudgements: Event<void>;
  readonly onDidProgressEvaluation: Event<EvaluationProgress>;
  readonly onDidProgressInstall: Event<InstallProgressView>;
}

/**
 * Keeps one server running. Cheap to make: the language client's library is read with the first start, by `launch.ts`.
 */
export function createLanguageServer(parts: LanguageServerParts): LanguageServer {
  const { log, texts } = parts;
  const changed = new EventEmitter<IndexStatus>();
  const refined = new EventEmitter<RefinedAnswer>();
  const judged = new EventEmitter<void>();
  const evaluating = new EventEmitter<EvaluationProgress>();
  const installing = new EventEmitter<InstallProgressView>();
  const policy = createRestartPolicy();
  const fileEvents = workspace.createFileSystemWatcher("**/*");
  let status = emptyStatus({ activity: "starting", ...parts.workspaceState() });
  let running: Promise<RunningServer> | undefined;
  let disposed = false;

  const setStatus = (next: IndexStatus): void => {
    status = next;
    changed.fire(next);
  };
  const fail = (problem: string): void => setStatus({ ...status, activity: "failed", problem });

  async function launch(): Promise<RunningServer> {
    const { launchServer } = await import("./launch.ts");
    return launchServer({
      ...parts,
      fileEvents,
      onLost,
      onStatus: setStatus,
      onRefined: (to) => refined.fire(to),
      onJudgements: () => judged.fire(),
      onEvaluationProgress: (to) => evaluating.fire(to),
      onInstallProgress: (to) => installing.fire(to),
    });
  }

  function begin(): Promise<RunningServer> {
    setStatus(emptyStatus({ activity: "starting", ...parts.workspaceState() }));
    const launched = launch();
    running = launched;
    launched.catch((error: unknown) => {
      // A server that was lost while it started has been taken care of already.
      if (running !== launched || disposed) return;
      running = undefined;
      log.error(`The server did not start: ${messageOf(error)}`);
      fail(texts.didNotStart(messageOf(error)));
    });
    return launched;
  }

  function onLost(): void {
    if (disposed) return;
    if (policy.allows(performance.now())) {
      log.warn("The server stopped; it is started again.");
      void begin();
      return;
    }
    running = undefined;
    log.error("The server stopped too often; it is left alone.");
    fail(texts.crashed);
  }

  const started = (): Promise<RunningServer> => {
    if (running !== undefined) return running;
    if (parts.workspaceState().folders.length === 0) return Promise.reject(new Error(texts.noFolder));
    if (status.activity === "failed" && status.problem !== undefined) return Promise.reject(new Error(status.problem));
    return begin();
  };

  async function ask<R>(send: (to: ServerRequests) => Promise<R>): Promise<R> {
    const first = await started();
    try {
      return await send(first.requests);
    } catch (error) {
      if (disposed || !first.isLoss(error)) throw error;
      log.warn("A question was lost with its server; it is asked again.");
      const second = await started();
      return send(second.requests).catch((again: unknown) => {
        throw second.isLoss(again) ? new Error(texts.lostTwice) : again;
      });
    }
  }

  async function stop(): Promise<void> {
    const stopping = running;
    running = undefined;
    const server = await stopping?.catch(() => undefined);
    await server?.stop().catch((error: unknown) => log.warn(`The server did not stop: ${messageOf(error)}`));
  }

  return {
    start() {
      if (parts.workspaceState().folders.length > 0) started().catch(() => undefined);
    },
    async restart() {
      policy.reset();
      await stop();
      await begin();
    },
    stop,
    ask,
    tell(send) {
      running
        ?.then(({ requests }) => send(requests))
        .catch((error: unknown) => log.debug(`The server was not told: ${messageOf(error)}`));
    },
    status: () => status,
    onDidChangeStatus: changed.event,
    onDidRefine: refined.event,
    onDidChangeJudgements: judged.event,
    onDidProgressEvaluation: evaluating.event,
    onDidProgressInstall: installing.event,
    dispose() {
      disposed = true;
      fileEvents.dispose();
      changed.dispose();
      refined.dispose();
      judged.dispose();
      evaluating.dispose();
      installing.dispose();
    },
  };
}
