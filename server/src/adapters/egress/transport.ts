/** The HTTP library, apart from the gate so that it is loaded with the first request. */
import { EnvHttpProxyAgent, request, type Dispatcher } from "undici";

/** Empty where there is none. */
export interface Proxies {
  readonly http: string;
  readonly https: string;
  /** Hosts that are reached without, with commas. */
  readonly except: string;
}

/** Makes connections, kept open for the next requests. @param patience milliseconds without a byte. */
export const createAgent = ({ http, https, except }: Proxies, patience: number): EnvHttpProxyAgent =>
  new EnvHttpProxyAgent({
    // Given even where empty, so that nothing is taken from the environment behind the caller's back.
    ...{ httpProxy: http, httpsProxy: https, noProxy: except },
    // Plain requests are passed on by the proxy: many make no tunnel but for https.
    proxyTunnel: false,
    connectTimeout: Math.min(patience, 30_000),
    headersTimeout: patience,
    bodyTimeout: patience,
  });

/** One request, redirects not followed. */
export const sendByAgent = (
  agent: EnvHttpProxyAgent,
  url: URL,
  options: Omit<Dispatcher.RequestOptions, "path" | "origin">,
): Promise<Dispatcher.ResponseData> => request(url, { ...options, dispatcher: agent });
