import type { Readable } from "node:stream";
import { t } from "@vscode/l10n";
import { EnvHttpProxyAgent, request } from "undici";
import { isLoopbackHost } from "../chat/endpoint.ts";

/** How the network is reached. */
export interface Network {
  /** Address of a proxy; the environment's `HTTPS_PROXY` and `HTTP_PROXY` where not given. */
  readonly proxy?: string | undefined;
  /** Hosts that are reached without the proxy, with commas; the environment's `NO_PROXY` where not given. */
  readonly noProxy?: string | undefined;
  /** Whether only this machine is connected to, redirects included; default false. */
  readonly offline?: boolean;
  /** Default: the environment of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds without a byte after which a connection is given up; default 30,000. */
  readonly patience?: number;
}

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
   */
  get(url: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<HttpAnswer>;
  /** As `get`, without a body. */
  head(url: string, signal: AbortSignal): Promise<Omit<HttpAnswer, "body">>;
  close(): Promise<void>;
}

const mostRedirects = 8;

/** The hub asks programs to say who they are; nothing about the person or the machine is sent. */
const userAgent = "ask-docs";

/** Makes a client that goes through the proxy of the settings, else of the environment, else straight. */
export function createHttpClient(network: Network = {}): HttpClient {
  const { environment = process.env, patience = 30_000 } = network;
  const variable = (name: string): string | undefined => environment[name.toLowerCase()] ?? environment[name];
  const httpProxy = addressOf(network.proxy) ?? addressOf(variable("HTTP_PROXY"));
  const httpsProxy = addressOf(network.proxy) ?? addressOf(variable("HTTPS_PROXY"));
  // Offline there is no proxy: it would pass on what goes to this machine only in name.
  const dispatcher = new EnvHttpProxyAgent({
    // Empty where there is none, so that nothing is taken from the environment behind this function's back.
    httpProxy: network.offline === true ? "" : (httpProxy ?? ""),
    httpsProxy: network.offline === true ? "" : (httpsProxy ?? ""),
    noProxy: network.noProxy ?? variable("NO_PROXY") ?? "",
    // Plain requests are passed on by the proxy: many make no tunnel but for https.
    proxyTunnel: false,
    connectTimeout: patience,
    headersTimeout: patience,
    bodyTimeout: patience,
  });

  async function send(
    method: "GET" | "HEAD",
    url: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    let passed: Readonly<Record<string, string>> = {};
    let address = new URL(url);
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      if (network.offline === true && !isLoopbackHost(address.hostname))
        throw new Error(t("{0} is not on this machine, and askDocs.offline is on", address.host));
      const answer = await request(address, {
        method,
        dispatcher,
        signal,
        headers: { "user-agent": userAgent, "accept-encoding": "identity", ...headers },
      });
      passed = { ...passed, ...plainHeaders(answer.headers) };
      const target = answer.headers["location"];
      if (answer.statusCode < 300 || answer.statusCode >= 400 || typeof target !== "string")
        return { status: answer.statusCode, headers: passed, body: answer.body };
      await answer.body.dump();
      const next = new URL(target, address);
      if (address.protocol === "https:" && next.protocol !== "https:")
        throw new Error(t("it leads from https to {0}//{1}, which is not followed", next.protocol, next.host));
      address = next;
    }
    throw new Error(t("it leads on more than {0} times", mostRedirects));
  }

  return {
    get: (url, headers, signal) => send("GET", url, headers, signal),
    async head(url, signal) {
      const { body, ...answer } = await send("HEAD", url, {}, signal);
      body.on("error", () => undefined).destroy();
      return answer;
    },
    close: () => dispatcher.destroy(),
  };
}

/** Proxies are often written without `http://`. */
function addressOf(proxy: string | undefined): string | undefined {
  if (proxy === undefined || proxy.trim() === "") return undefined;
  return proxy.includes("://") ? proxy.trim() : `http://${proxy.trim()}`;
}

const plainHeaders = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
