import { t } from "@vscode/l10n";
import { HTTPError } from "ky";
import type { ChatEvent, ChatFailure, ChatModel, ChatRequest } from "../../core/chatModel.ts";
import { failure, success } from "../../core/result.ts";
import { networkFailure, reportedFailure, retryAfterOf, statusFailure, type AskedModel } from "./chatFailures.ts";
import type { EgressGate } from "../egress/egressGate.ts";
import { readChatStream } from "./chatStream.ts";
import type { ChatEndpoint } from "./endpoint.ts";
import { createLifeSigns, type LifeSigns } from "./lifeSigns.ts";
import { findModel, listModels } from "./listModels.ts";
import { createThinkingFilter } from "./withoutThinking.ts";

export interface OpenAiCompatibleParts {
  readonly egress: Pick<EgressGate, "client">;
  readonly endpoint: ChatEndpoint;
  /** Its name there. */
  readonly model: string;
  /** Sent to the endpoint alone; not given where it wants none. */
  readonly key?: string | undefined;
  /** Milliseconds without a token after which it is given up; default 10,000. */
  readonly patience?: number;
}

/** UTF-16 code units of an answer. */
const longestAnswer = 20_000;
/** Milliseconds for a whole answer, however steadily it comes. */
const longestTime = 300_000;
/** Attempts after the first, and the seconds that a server may ask to be left alone before one. */
const retries = 2;
const retriedStatuses = [429, 502, 503, 504];
const longestWait = 10;

/** A model behind an OpenAI-compatible chat API: Ollama, LM Studio, llama.cpp, vLLM, or a hosted one. */
export function createOpenAiCompatible(parts: OpenAiCompatibleParts): ChatModel {
  const { egress, endpoint, model, key, patience = 10_000 } = parts;
  const asked: AskedModel = { name: model, host: endpoint.host, key };

  /** Resolves once the server answers; rejects as `ky` does. */
  const post = (
    { messages, answerTokens, subject }: ChatRequest,
    life: LifeSigns,
    signal: AbortSignal,
  ): Promise<Response> =>
    egress.client(subject).post(`${endpoint.base}/chat/completions`, {
      json: {
        model,
        messages: messages.map(({ role, text }) => ({ role, content: text })),
        max_tokens: answerTokens,
        temperature: 0,
        stream: true,
      },
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      signal,
      timeout: false,
      retry: {
        limit: retries,
        methods: ["post"],
        statusCodes: retriedStatuses,
        shouldRetry({ error }) {
          if (!(error instanceof HTTPError) || !isWorthRetrying(error.response)) return false;
          life.pause();
          // By the library's own rules, which heed Retry-After.
          return undefined;
        },
      },
      hooks: { beforeRetry: [() => life.seen()] },
    });

  async function* complete(
    request: ChatRequest,
    signal: AbortSignal = new AbortController().signal,
  ): AsyncGenerator<ChatEvent> {
    const life = createLifeSigns(patience);
    const stop = new AbortController();
    const overtime = AbortSignal.timeout(longestTime);
    const failed = (failure: ChatFailure): ChatEvent => ({ kind: "failed", failure });
    const stopped = AbortSignal.any([signal, life.signal, stop.signal, overtime]);
    try {
      const response = await post(request, life, stopped);
      yield* readAnswer(response, life, stopped);
    } catch (error) {
      if (signal.aborted) yield failed({ kind: "cancelled", message: t("The question was stopped.") });
      else if (life.signal.aborted) yield failed(stalled());
      else if (overtime.aborted) yield failed(tooLong());
      else yield failed(error instanceof HTTPError ? statusFailure(error, asked) : networkFailure(error, asked));
    } finally {
      life.pause();
      stop.abort();
    }
  }

  async function* readAnswer(response: Response, life: LifeSigns, stopped: AbortSignal): AsyncGenerator<ChatEvent> {
    const isJson = /^application\/json/iu.test(response.headers.get("content-type") ?? "");
    const visible = createThinkingFilter();
    let length = 0;
    let finished: string | undefined;
    try {
      for await (const step of readChatStream(response.body ?? emptyBody(), isJson)) {
        switch (step.kind) {
          case "text": {
            const delta = visible(step.delta);
            length += step.delta.length;
            if (length > longestAnswer) {
              yield { kind: "failed", failure: tooLong() };
              return;
            }
            // How long the reader takes is not the model's fault.
            life.pause();
            if (delta !== "") yield { kind: "text", delta };
            life.seen();
            break;
          }
          case "alive":
            life.seen();
            break;
          case "finished":
            finished ??= step.reason;
            break;
          case "refused":
            yield { kind: "failed", failure: refused() };
            return;
          case "reported":
            yield { kind: "failed", failure: reportedFailure(step.message, asked) };
            return;
          case "malformed":
            yield { kind: "failed", failure: malformed() };
            return;
          case "tooLong":
            yield { kind: "failed", failure: tooLong() };
            return;
        }
      }
    } catch (error) {
      if (stopped.aborted) throw error;
      yield { kind: "failed", failure: cut() };
      return;
    }
    if (finished === undefined) yield { kind: "failed", failure: isJson ? malformed() : cut() };
    else yield { kind: "ended", isCut: finished === "length" };
  }

  const { name, host } = asked;
  const stalled = (): ChatFailure => ({
    kind: "stalled",
    message: t(
      "{0} wrote nothing for {1} s and was given up. Ask again, or choose a faster model.",
      name,
      Math.round(patience / 1000),
    ),
  });
  const tooLong = (): ChatFailure => ({
    kind: "tooLong",
    message: t("{0} wrote without end and was stopped. Ask more precisely, or choose another model.", name),
  });
  const refused = (): ChatFailure => ({ kind: "refused", message: t("{0} refuses to answer this.", name) });
  const malformed = (): ChatFailure => ({
    kind: "malformed",
    message: t("{0} sent what is not an answer of a chat model. Check its address.", host),
  });
  const cut = (): ChatFailure => ({
    kind: "cut",
    message: t("{0} ended the connection before {1} had finished. Ask again; its log may say why.", host, name),
  });

  return {
    async describe(signal) {
      const common = { destination: endpoint.host, isLocal: endpoint.isLoopback };
      if (model === "") return failure("chat-unusable", t("No chat model of {0} is chosen. Choose one.", host));
      const listed = await listModels(endpoint, { egress, key, signal });
      // A server that lists nothing may answer all the same.
      if (!listed.ok) return success({ name: model, ...common });
      const contextTokens = findModel(listed.value, model)?.contextTokens;
      return success({ name: model, ...(contextTokens === undefined ? {} : { contextTokens }), ...common });
    },
    complete,
  };
}

const isWorthRetrying = (response: Response): boolean =>
  retriedStatuses.includes(response.status) && (retryAfterOf(response) ?? 0) <= longestWait;

async function* emptyBody(): AsyncGenerator<Uint8Array> {
  // Nothing was sent.
}
