import type { Failure } from "../../core/result.ts";

/** Statuses after which the same request may be answered. */
export const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** An answer that is not what was asked for, as a sentence. @param what such as `the file config.json of owner/name`. */
export function refusal(status: number, headers: Readonly<Record<string, string>>, host: string, what: string): Failure {
  const code = headers["x-error-code"];
  if (status === 404 || code === "RepoNotFound" || code === "RevisionNotFound" || code === "EntryNotFound") {
    const message = `${host} has no ${what}. Check the model's name (owner/name) and its revision.`;
    return { code: "model-missing", message };
  }
  const network = (message: string): Failure => ({ code: "network", message });
  switch (status) {
    case 401:
    case 403:
      return network(
        `${host} gives out ${what} only to those who are signed in (${status}): it is private, does not exist, or its licence has to be accepted there. Fetch its files yourself and install the model from a folder.`,
      );
    case 407:
      return network(`The proxy asks for a name and a password (407). Write them into its address, as http://name:password@host:port.`);
    case 429:
      return network(`${host} has been asked too often and wants to be left alone for a while (429). Try again later; what is fetched already is kept.`);
    default:
      return network(
        status >= 500
          ? `${host} is out of order at the moment (${status}). Try again later; what is fetched already is kept.`
          : `${host} does not give out ${what} (${status}). Check the address of the mirror, if one is set.`,
      );
  }
}

const causes: Readonly<Record<string, string>> = {
  ENOTFOUND: "no such host is known",
  EAI_AGAIN: "the host's name could not be looked up",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  ETIMEDOUT: "there was no answer in time",
  ENETUNREACH: "the network cannot be reached",
  EHOSTUNREACH: "the host cannot be reached",
  UND_ERR_SOCKET: "the connection was cut",
  UND_ERR_CONNECT_TIMEOUT: "there was no answer in time",
  UND_ERR_HEADERS_TIMEOUT: "there was no answer in time",
  UND_ERR_BODY_TIMEOUT: "the connection fell silent",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted on this machine",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is not trusted on this machine",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not trusted on this machine",
  CERT_HAS_EXPIRED: "its certificate has expired",
};

/** What the network reports, as a sentence. */
export function networkFailure(host: string, error: unknown): Failure {
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  // The client says so of tunnels and of plain requests in words of its own.
  if (/\bproxy\b.*\b407\b/iu.test(detail)) return refusal(407, {}, host, "anything");
  const cause = (code === undefined ? undefined : causes[code]) ?? detail;
  const advice =
    "Check the network and the proxy (askDocs.model.proxy), set a mirror (askDocs.model.mirror), or install the model from a folder; what is fetched already is kept.";
  return { code: "network", message: `${host} could not be reached: ${cause.replace(/\.$/u, "")}. ${advice}` };
}

/** Whether the same request would fail in the same way: wrong proxy, untrusted certificate. */
export const isLasting = (error: unknown): boolean =>
  /\bproxy\b.*\b40[37]\b/iu.test(error instanceof Error ? error.message : "") || (codeOf(error) ?? "").includes("CERT");

const fullCodes: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

/** What the disk reports while a model is written, as a sentence. */
export function diskFailure(place: string, error: unknown): Failure {
  const code = codeOf(error);
  if (code !== undefined && fullCodes.has(code)) {
    const message = `The disk that holds ${place} is full. Make room, or keep models elsewhere (askDocs.model.folder), and try again; what is fetched already is kept.`;
    return { code: "disk-full", message };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: "unwritable",
    message: `The model cannot be written to ${place} (${detail}). Allow writing there, or keep models elsewhere (askDocs.model.folder).`,
  };
}

/** The code of an error, or of what caused it. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  // All addresses of a host were tried: the first says enough.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
