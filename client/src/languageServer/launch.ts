import {
  evaluationProgressed,
  judgementsChanged,
  type EvaluationProgress,
} from "../../../protocol/evaluationMessages.ts";
import { installProgress, type InstallProgressView } from "../../../protocol/modelMessages.ts";
import { answerRefined, statusChanged, type RefinedAnswer } from "../../../protocol/serverMessages.ts";
import type { IndexStatus } from "../../../protocol/views.ts";
import { serveChat, type ChatServices } from "../chat/serveChat.ts";
import { isConnectionLoss } from "./connectionLoss.ts";
import { createLanguageClient, type LanguageClientParts } from "./languageClient.ts";
import { createServerRequests, type ServerRequests } from "./serverRequests.ts";

export interface LaunchParts extends LanguageClientParts {
  readonly chat: ChatServices;
  readonly onStatus: (status: IndexStatus) => void;
  readonly onRefined: (answer: RefinedAnswer) => void;
  readonly onJudgements: () => void;
  readonly onEvaluationProgress: (progress: EvaluationProgress) => void;
  readonly onInstallProgress: (progress: InstallProgressView) => void;
}

/** A server that has said that it is ready. */
export interface RunningServer {
  readonly requests: ServerRequests;
  /** Whether a request failed because this server is gone. */
  isLoss(error: unknown): boolean;
  /** Ends it; rejects when it did not end by itself in time, and then it is ended by force. */
  stop(): Promise<void>;
}

/** Milliseconds that a server is given to end by itself. */
const stopLimit = 2000;

/** Starts a server process and waits until it is ready. Import this module only when a server is wanted: it is large. */
export async function launchServer(parts: LaunchParts): Promise<RunningServer> {
  const client = createLanguageClient(parts);
  client.onNotification(statusChanged, parts.onStatus);
  client.onNotification(answerRefined, parts.onRefined);
  client.onNotification(judgementsChanged, parts.onJudgements);
  client.onNotification(evaluationProgressed, parts.onEvaluationProgress);
  client.onNotification(installProgress, parts.onInstallProgress);
  serveChat(client, parts.chat);
  await client.start();
  return { requests: createServerRequests(client), isLoss: isConnectionLoss, stop: () => client.stop(stopLimit) };
}
