import type { EgressGate } from "../egress/egressGate.ts";
import { readEndpoint } from "./endpoint.ts";
import { listModels } from "./listModels.ts";

/** A place where a chat server may be. */
export interface ServerPlace {
  readonly name: string;
  readonly url: string;
}

/** A server that answers. */
export interface FoundServer extends ServerPlace {
  readonly models: readonly string[];
}

/** Where the usual servers listen unless told otherwise. */
export const usualServers: readonly ServerPlace[] = [
  { name: "Ollama", url: "http://127.0.0.1:11434/v1" },
  { name: "LM Studio", url: "http://127.0.0.1:1234/v1" },
  { name: "llama.cpp", url: "http://127.0.0.1:8080/v1" },
  { name: "vLLM", url: "http://127.0.0.1:8000/v1" },
];

/** Asks all places at once which of them answer with models; gives up each after a few seconds. */
export async function findServers(
  places: readonly ServerPlace[],
  {
    egress,
    keyOf,
  }: {
    readonly egress: Pick<EgressGate, "client">;
    readonly keyOf: (origin: string) => Promise<string | undefined>;
  },
  signal?: AbortSignal,
): Promise<readonly FoundServer[]> {
  const found = await Promise.all(
    places.map(async (place): Promise<readonly FoundServer[]> => {
      const endpoint = readEndpoint(place.url);
      if (endpoint === undefined) return [];
      const listed = await listModels(endpoint, { egress, key: await keyOf(endpoint.origin), signal });
      if (!listed.ok || listed.value.length === 0) return [];
      return [{ ...place, models: listed.value.map(({ name }) => name) }];
    }),
  );
  return found.flat();
}
