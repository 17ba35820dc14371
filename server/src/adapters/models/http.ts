import type { Readable } from "node:stream";
import { t } from "@vscode/l10n";
import type { EgressPurpose } from "../../../../protocol/egressMessages.ts";
import type { EgressGate, Network } from "../egress/egressGate.ts";

export interface HttpAnswer {
  readonly status: number;
  /** By lower-case name; those of the redirects on the way too, where the last answer does not have them. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be read to its end, or destroyed. */
  readonly body: Readable;
}

/** Fetches by HTTP. Close it when done: it keeps connections open. */
export interface HttpClient {
  /**
   * Follows redirects, but never from `https:` to `http:`. Rejects with what the network reports, or when `signal` aborts.
   *
   * @param purpose as it is recorded; a model's look-up unless given.
   */
  get(
    url: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    purpose?: EgressPurpose,
  ): Promise<HttpAnswer>;
  /** As `get`, without a body. */
  head(url: string, signal: AbortSignal): Promise<Omit<HttpAnswer, "body">>;
  close(): Promise<void>;
}

const mostRedirects = 8;
/** Bytes of a redirect's body that are read, so that the connection can be used again. */
const mostDiscarded = 65_536;

/** Makes a client that goes through the proxy of the settings, else of the environment, else straight. */
export function createHttpClient(gate: Pick<EgressGate, "connect">, network: Network = {}): HttpClient {
  const connection = gate.connect(network);

  async function send(
    method: "GET" | "HEAD",
    url: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    purpose: EgressPurpose,
  ): Promise<HttpAnswer> {
    let passed: Readonly<Record<string, string>> = {};
    let address = new URL(url);
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const answer = await connection.send({ method, url: address, headers, signal, subject: { purpose } });
      passed = { ...passed, ...plainHeaders(answer.headers) };
      const target = answer.headers["location"];
      if (answer.status < 300 || answer.status >= 400 || typeof target !== "string")
        return { status: answer.status, headers: passed, body: answer.body };
      await discard(answer.body);
      const next = new URL(target, address);
      if (address.protocol === "https:" && next.protocol !== "https:")
        throw new Error(t("it leads from https to {0}//{1}, which is not followed", next.protocol, next.host));
      address = next;
    }
    throw new Error(t("it leads on more than {0} times", mostRedirects));
  }

  return {
    get: (url, headers, signal, purpose = "modelLookup") => send("GET", url, headers, signal, purpose),
    async head(url, signal) {
      const { body, ...answer } = await send("HEAD", url, {}, signal, "modelLookup");
      await discard(body);
      return answer;
    },
    close: () => connection.close(),
  };
}

async function discard(body: Readable): Promise<void> {
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostDiscarded) break;
  }
}

const plainHeaders = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
