import { t } from "@vscode/l10n";
import { HTTPError } from "ky";
import { z } from "zod";
import type { Completion, CompletionModel, CompletionRequest } from "../../core/fewShot/evaluation/completionModel.ts";
import type { RenderedPrompt } from "../../core/fewShot/templates/renderPrompt.ts";
import { failure, success, type Result } from "../../core/result.ts";
import { networkFailure, retryAfterOf, statusFailure } from "../chat/chatFailures.ts";
import type { ChatEndpoint } from "../chat/endpoint.ts";
import type { EgressGate } from "../egress/egressGate.ts";
import { createPacing } from "./pacing.ts";

export interface CompletionClientParts {
  readonly egress: Pick<EgressGate, "client">;
  readonly endpoint: ChatEndpoint;
  /** Its name there. */
  readonly model: string;
  readonly key?: string | undefined;
  /** Milliseconds for one answer; default 120,000. */
  readonly patience?: number;
  /** Calls a minute at most; no limit unless given. */
  readonly callsPerMinute?: number;
}

const retries = 3;
const retriedStatuses = [429, 500, 502, 503, 504];
/** Seconds that a server may ask to be left alone before a call is given up. */
const longestWait = 60;
/** Likeliest first tokens asked for; the most that OpenAI's completions give. */
const askedTokens = 5;

const usage = z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).partial().nullish();
const textAnswer = z.object({
  choices: z
    .array(
      z.object({
        text: z.string(),
        logprobs: z.object({ top_logprobs: z.array(z.record(z.string(), z.number()).nullable()).nullish() }).nullish(),
      }),
    )
    .min(1),
  usage,
});
const tokenProbability = z.object({ token: z.string(), logprob: z.number() });
const chatAnswer = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullable() }),
        logprobs: z
          .object({ content: z.array(z.object({ top_logprobs: z.array(tokenProbability) })).nullish() })
          .nullish(),
      }),
    )
    .min(1),
  usage,
});

/** A model behind an OpenAI-compatible API, asked for what comes after a prompt; plain completions where the server has them. */
export function createCompletionClient(parts: CompletionClientParts): CompletionModel {
  const { egress, endpoint, model, key, patience = 120_000, callsPerMinute } = parts;
  const asked = { name: model, host: endpoint.host, key };
  const http = egress.client({ purpose: "evaluation" });
  const pace = createPacing(callsPerMinute);
  /** Known after the first answer: a chat server without `/completions` gets the prompt as one turn. */
  let onlyChat = false;

  async function post(path: string, body: object, signal: AbortSignal | undefined): Promise<unknown> {
    await pace(signal);
    return http
      .post(`${endpoint.base}/${path}`, {
        json: { model, temperature: 0, ...body },
        headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
        ...(signal === undefined ? {} : { signal }),
        timeout: patience,
        retry: {
          limit: retries,
          methods: ["post"],
          statusCodes: retriedStatuses,
          // A server that cannot be reached is given up sooner than one that is busy.
          shouldRetry: ({ error, retryCount }) =>
            error instanceof HTTPError
              ? (retryAfterOf(error.response) ?? 0) > longestWait
                ? false
                : undefined
              : retryCount <= 1
                ? undefined
                : false,
        },
      })
      .json();
  }

  async function completeText(
    prompt: string,
    stop: readonly string[],
    request: CompletionRequest,
    signal?: AbortSignal,
  ) {
    const body = { prompt, max_tokens: request.mostTokens, stop: stop.slice(0, 4), logprobs: askedTokens };
    const { choices, usage } = textAnswer.parse(await post("completions", body, signal));
    const tokens = choices[0]?.logprobs?.top_logprobs?.[0];
    return {
      text: choices[0]?.text ?? "",
      usage,
      firstTokens: tokens && Object.entries(tokens).map(([token, logprob]) => ({ token, logprob })),
    };
  }

  async function completeChat(
    messages: readonly object[],
    stop: readonly string[],
    request: CompletionRequest,
    signal?: AbortSignal,
  ) {
    const body = {
      messages,
      max_tokens: request.mostTokens,
      ...(stop.length > 0 ? { stop: stop.slice(0, 4) } : {}),
      logprobs: true,
      top_logprobs: askedTokens,
    };
    const { choices, usage } = chatAnswer.parse(await post("chat/completions", body, signal));
    return {
      text: choices[0]?.message.content ?? "",
      usage,
      firstTokens: choices[0]?.logprobs?.content?.[0]?.top_logprobs,
    };
  }

  async function completePrompt(prompt: RenderedPrompt, request: CompletionRequest, signal?: AbortSignal) {
    if (prompt.kind === "chat") {
      const messages = prompt.turns.map(({ role, text }) => ({ role, content: text }));
      return completeChat(messages, [], request, signal);
    }
    const asOneTurn = () => completeChat([{ role: "user", content: prompt.text }], prompt.stop, request, signal);
    if (onlyChat) return asOneTurn();
    try {
      return await completeText(prompt.text, prompt.stop, request, signal);
    } catch (error) {
      if (!(error instanceof HTTPError) || ![404, 405].includes(error.response.status)) throw error;
      const answered = await asOneTurn();
      onlyChat = true;
      return answered;
    }
  }

  return {
    name: model,
    async complete(request, signal): Promise<Result<Completion>> {
      const from = performance.now();
      try {
        const { text, usage, firstTokens } = await completePrompt(request.prompt, request, signal);
        return success({
          text,
          seconds: (performance.now() - from) / 1000,
          ...(usage?.prompt_tokens === undefined ? {} : { promptTokens: usage.prompt_tokens }),
          ...(usage?.completion_tokens === undefined ? {} : { answerTokens: usage.completion_tokens }),
          ...(firstTokens && firstTokens.length > 0 ? { firstTokens } : {}),
        });
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof z.ZodError)
          return failure(
            "chat-unusable",
            t("{0} sent what is no answer of a model. Check its address.", endpoint.host),
          );
        const told = error instanceof HTTPError ? statusFailure(error, asked) : networkFailure(error, asked);
        return failure("chat-unusable", told.message);
      }
    },
  };
}
