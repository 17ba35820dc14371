/** Where an OpenAI-compatible server is. */
export interface ChatEndpoint {
  /** Ends in the API's version, without a slash: `http://127.0.0.1:11434/v1`. */
  readonly base: string;
  /** Scheme, host and port: what a key belongs to. */
  readonly origin: string;
  /** Host and port, for people. */
  readonly host: string;
  /** Whether it is this machine by its loopback interface. */
  readonly isLoopback: boolean;
}

/**
 * Reads an address as people write it: with or without `/v1`, or that of the chat itself.
 *
 * @returns undefined where it is no http or https address.
 */
export function readEndpoint(address: string): ChatEndpoint | undefined {
  const url = URL.parse(address.trim());
  if (url === null || !/^https?:$/u.test(url.protocol)) return undefined;
  const path = url.pathname.replace(/\/+$/u, "").replace(/\/chat\/completions$/u, "");
  return {
    base: `${url.origin}${path === "" ? "/v1" : path}`,
    origin: url.origin,
    host: url.host,
    isLoopback: isLoopbackHost(url.hostname),
  };
}

/** Whether a host, as a URL has it, is this machine by its loopback interface. */
export const isLoopbackHost = (hostname: string): boolean =>
  /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/u.test(hostname);
