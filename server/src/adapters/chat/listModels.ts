import { t } from "@vscode/l10n";
import { z } from "zod";
import { failure, success, type Result } from "../../core/result.ts";
import type { EgressGate } from "../egress/egressGate.ts";
import type { ChatEndpoint } from "./endpoint.ts";

/** A model that a server offers. */
export interface ListedModel {
  readonly name: string;
  /** Tokens of prompt and answer together, as far as the server says. */
  readonly contextTokens?: number;
}

/** Milliseconds; a server on this machine answers in a few. */
const patience = 3000;
const mostModels = 500;

const size = z.number().int().positive().nullish().catch(undefined);
const listing = z.object({
  data: z.array(
    z.object({
      id: z.string().min(1),
      // vLLM; LM Studio; hosted collections; llama.cpp.
      max_model_len: size,
      loaded_context_length: size,
      context_length: size,
      meta: z.object({ n_ctx: size, n_ctx_train: size }).nullish().catch(undefined),
    }),
  ),
});

/** Asks a server for its models, by the same address that answers chats. */
export async function listModels(
  { base, host }: ChatEndpoint,
  parts: {
    readonly egress: Pick<EgressGate, "client">;
    readonly key?: string | undefined;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Result<readonly ListedModel[]>> {
  const { egress, key, signal } = parts;
  try {
    const response = await egress.client({ purpose: "modelList" }).get(`${base}/models`, {
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      retry: 0,
      timeout: patience,
      totalTimeout: patience,
      ...(signal === undefined ? {} : { signal }),
    });
    const { data } = listing.parse(await response.json());
    return success(
      data.slice(0, mostModels).map(({ id, meta, ...said }) => {
        const contextTokens =
          said.max_model_len ?? said.loaded_context_length ?? meta?.n_ctx ?? said.context_length ?? meta?.n_ctx_train;
        return { name: id, ...(contextTokens === undefined || contextTokens === null ? {} : { contextTokens }) };
      }),
    );
  } catch {
    return failure(
      "chat-unusable",
      t("{0} does not list its models. Start the model's server, or check the address.", host),
    );
  }
}

/** Ollama lists `name:latest` for what is called `name`. */
export const findModel = (listed: readonly ListedModel[], name: string): ListedModel | undefined =>
  listed.find((model) => model.name === name) ?? listed.find((model) => model.name === `${name}:latest`);
