import { Readable, Transform, pipeline } from "node:stream";
import { t } from "@vscode/l10n";
import ky, { type KyInstance } from "ky";
import type { EnvHttpProxyAgent } from "undici";
import type { EgressSubject } from "../../../../protocol/egressMessages.ts";
import type { Failure } from "../../core/result.ts";
import { isLoopbackHost } from "../chat/endpoint.ts";
import type { EgressEntry, EgressLog, EgressStart } from "./egressLog.ts";

/** How the network is reached. */
export interface Network {
  /** Address of a proxy; the environment's `HTTPS_PROXY` and `HTTP_PROXY` where not given. Not used offline. */
  readonly proxy?: string | undefined;
  /** Hosts that are reached without the proxy, with commas; the environment's `NO_PROXY` where not given. */
  readonly noProxy?: string | undefined;
  /** Default: the environment of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds without a byte after which a connection is given up; default 30,000. */
  readonly patience?: number;
}

export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  readonly signal: AbortSignal;
  readonly subject: EgressSubject;
}

export interface IncomingAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** To be read to its end, or destroyed. */
  readonly body: Readable;
}

/** A way to send requests; redirects are answers. Close it when done: it keeps connections open. */
export interface EgressConnection {
  /** Rejects with what the network reports, or when the signal aborts. */
  send(request: OutgoingRequest): Promise<IncomingAnswer>;
  close(): Promise<void>;
}

/** The one way out of the product: what is not allowed does not leave, and what leaves is recorded before. */
export interface EgressGate {
  /** Why nothing may be sent there; `undefined` as address for a model of the editor, which may send anything anywhere. */
  refusal(address: string | undefined): Failure | undefined;
  /** An HTTP client for chat servers, straight to them; redirects are not followed. */
  client(subject: EgressSubject): KyInstance;
  connect(network?: Network): EgressConnection;
  /** Records what the editor's own model is given. @param given bytes. */
  editorModel(
    subject: EgressSubject,
    model: { readonly vendor: string; readonly id: string },
    given: number,
  ): EgressEntry;
  close(): Promise<void>;
}

/** Servers and hubs ask programs to say who they are; nothing about the person or the machine is sent. */
const userAgent = "ask-docs";
/** Bytes that a request's body is handed over in, so that what was sent of it is known. */
const piece = 65_536;

/** @param isOffline whether nothing but this machine may be connected to, asked before each request. */
export function createEgressGate({ log, isOffline }: { readonly log: EgressLog; readonly isOffline: () => boolean }) {
  const straight = createConnection({ patience: 300_000, environment: nodesOwnProxy(process.env) });

  function refusal(address: string | undefined): Failure | undefined {
    if (!isOffline()) return undefined;
    const url = address === undefined ? null : URL.parse(address);
    if (url !== null && isLoopbackHost(url.hostname)) return undefined;
    const whom = address === undefined ? t("A model of the editor") : (url?.host ?? address);
    return {
      code: "bad-setting",
      message: t(
        "{0} was not asked: askDocs.offline is on, and only servers on this machine are. Choose one of them, or turn it off.",
        whom,
      ),
    };
  }

  function createConnection(network: Network): EgressConnection {
    const { environment = process.env, patience = 30_000 } = network;
    const variable = (name: string): string | undefined => environment[name.toLowerCase()] ?? environment[name];
    const proxies = {
      "http:": addressOf(network.proxy) ?? addressOf(variable("HTTP_PROXY")),
      "https:": addressOf(network.proxy) ?? addressOf(variable("HTTPS_PROXY")),
    };
    const agents = new Map<boolean, Promise<EnvHttpProxyAgent>>();

    /** Loaded with the first request. Offline there is no proxy: it would pass on what goes to this machine only in name. */
    async function open(withoutProxy: boolean): Promise<EnvHttpProxyAgent> {
      const { createAgent } = await import("./transport.ts");
      const except = network.noProxy ?? variable("NO_PROXY") ?? "";
      const { "http:": http = "", "https:": https = "" } = withoutProxy ? {} : proxies;
      return createAgent({ http, https, except }, patience);
    }

    return {
      async send(request) {
        const refused = refusal(request.url.href);
        if (refused !== undefined)
          throw new Error(t("{0} is not on this machine, and askDocs.offline is on", request.url.host));
        const withoutProxy = isOffline();
        const agent = agents.get(withoutProxy) ?? open(withoutProxy);
        agents.set(withoutProxy, agent);
        const proxy = withoutProxy ? undefined : proxies[request.url.protocol === "https:" ? "https:" : "http:"];
        return exchange(request, await agent, log.begin(startOf(request, proxy)));
      },
      async close() {
        await Promise.all(Array.from(agents.values(), async (agent) => (await agent).destroy()));
        agents.clear();
      },
    };
  }

  return {
    refusal,
    connect: (network: Network = {}) => createConnection(network),
    client: (subject: EgressSubject) =>
      ky.create({ redirect: "manual", fetch: (input, init) => fetchBy(straight, subject, input, init) }),
    editorModel: ({ purpose, passages = [], folder }, { vendor, id }, given) =>
      log.begin({
        ...{ purpose, passages, method: "chat", scheme: "editor", host: vendor, path: id, isLocal: false },
        ...(folder === undefined ? {} : { folder }),
        bytesOut: given,
      }),
    close: () => straight.close(),
  } satisfies EgressGate;
}

/** Sends a request whose record is begun, and counts what goes and comes. */
async function exchange(
  { url, method, headers, body, signal }: OutgoingRequest,
  agent: EnvHttpProxyAgent,
  entry: EgressEntry,
): Promise<IncomingAnswer> {
  const outcome = (): "stopped" | "failed" => (signal.aborted ? "stopped" : "failed");
  try {
    const { sendByAgent } = await import("./transport.ts");
    entry.sent(0);
    const answer = await sendByAgent(agent, url, {
      ...{ method, signal },
      headers: {
        "user-agent": userAgent,
        // What is counted is what was on the wire.
        "accept-encoding": "identity",
        ...headers,
        ...(body === undefined ? {} : { "content-length": String(body.length) }),
      },
      ...(body === undefined ? {} : { body: Readable.from(piecesOf(body, entry), { objectMode: false }) }),
    });
    entry.answered(answer.statusCode);
    const counted = new Transform({
      transform(chunk: Buffer, _, done) {
        entry.received(chunk.length);
        done(null, chunk);
      },
    });
    pipeline(answer.body, counted, (error) => {
      const failed = error ?? undefined;
      if (failed === undefined) entry.end("answered");
      else entry.end(failed.code === "ERR_STREAM_PREMATURE_CLOSE" ? "stopped" : outcome());
    });
    return { status: answer.statusCode, headers: answer.headers, body: counted };
  } catch (error) {
    entry.end(outcome());
    throw error;
  }
}

function* piecesOf(body: Uint8Array, entry: EgressEntry): Generator<Uint8Array> {
  for (let at = 0; at < body.length; at += piece) {
    const part = body.subarray(at, at + piece);
    entry.sent(part.length);
    yield part;
  }
}

function startOf(
  { url, method, headers, body, subject }: OutgoingRequest,
  proxyAddress: string | undefined,
): EgressStart {
  const { purpose, passages = [], folder } = subject;
  const proxy = proxyAddress === undefined ? null : URL.parse(proxyAddress);
  const key = /^Bearer (.+)$/u.exec(headers["authorization"] ?? "")?.[1];
  return {
    ...{ purpose, passages, method, host: url.host },
    scheme: url.protocol === "https:" ? "https" : "http",
    // An address may hold the key, though nobody should write it there.
    path: key === undefined ? url.pathname : url.pathname.replaceAll(key, "…"),
    isLocal: isLoopbackHost(url.hostname) && (proxy === null || isLoopbackHost(proxy.hostname)),
    bytesOut: body?.length ?? 0,
    ...(proxy === null ? {} : { proxy: proxy.host }),
    ...(folder === undefined ? {} : { folder }),
  };
}

/** As the global `fetch` does it, over a connection. */
async function fetchBy(
  connection: EgressConnection,
  subject: EgressSubject,
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
): Promise<Response> {
  const request = input instanceof Request ? input : new Request(input, init);
  const { method, url, headers, signal } = request;
  const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
  signal.throwIfAborted();
  try {
    const sent = { method, url: new URL(url), headers: Object.fromEntries(headers), body, signal, subject };
    const answer = await connection.send(sent);
    const { status } = answer;
    const given = new Headers();
    for (const [name, value] of Object.entries(answer.headers))
      for (const one of typeof value === "string" ? [value] : (value ?? [])) given.append(name, one);
    const isEmpty = status === 204 || status === 205 || status === 304;
    if (isEmpty) answer.body.resume();
    // Held as long as its answer is read: a request's signal follows that of its maker no longer than the request lives.
    else Object.assign(answer.body, { request });
    return new Response(isEmpty ? null : (Readable.toWeb(answer.body) as ReadableStream<Uint8Array>), {
      status,
      headers: given,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new TypeError("fetch failed", { cause: error });
  }
}

/** Proxies are often written without `http://`. */
function addressOf(proxy: string | undefined): string | undefined {
  if (proxy === undefined || proxy.trim() === "") return undefined;
  return proxy.includes("://") ? proxy.trim() : `http://${proxy.trim()}`;
}

/** Node itself takes a proxy from the environment only where it is told so; chat servers are reached as Node does it. */
const nodesOwnProxy = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  environment["NODE_USE_ENV_PROXY"] === "1" ? environment : {};
