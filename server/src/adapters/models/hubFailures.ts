import { t } from "@vscode/l10n";
import type { Failure } from "../../core/result.ts";

/** Statuses after which the same request may be answered. */
export const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** An answer that is not what was asked for, as a sentence. @param what such as `the file config.json of owner/name`. */
export function refusal(status: number, headers: Readonly<Record<string, string>>, host: string, what: string): Failure {
  const code = headers["x-error-code"];
  if (status === 404 || code === "RepoNotFound" || code === "RevisionNotFound" || code === "EntryNotFound") {
    const message = t("{0} has no {1}. Check the model's name (owner/name) and its revision.", host, what);
    return { code: "model-missing", message };
  }
  const network = (message: string): Failure => ({ code: "network", message });
  switch (status) {
    case 401:
    case 403:
      return network(
        t("{0} gives out {1} only to those who are signed in ({2}): it is private, does not exist, or its licence has to be accepted there. Fetch its files yourself and install the model from a folder.", host, what, status),
      );
    case 407:
      return network(t("The proxy asks for a name and a password (407). Write them into its address, as http://name:password@host:port."));
    case 429:
      return network(t("{0} has been asked too often and wants to be left alone for a while (429). Try again later; what is fetched already is kept.", host));
    default:
      return network(
        status >= 500
          ? t("{0} is out of order at the moment ({1}). Try again later; what is fetched already is kept.", host, status)
          : t("{0} does not give out {1} ({2}). Check the address of the mirror, if one is set.", host, what, status),
      );
  }
}

/** What a code of the system or of the client means; undefined where its own words have to do. */
function causeOf(code: string | undefined): string | undefined {
  switch (code) {
    case "ENOTFOUND":
      return t("no such host is known");
    case "EAI_AGAIN":
      return t("the host's name could not be looked up");
    case "ECONNREFUSED":
      return t("the connection was refused");
    case "ECONNRESET":
    case "EPIPE":
    case "UND_ERR_SOCKET":
      return t("the connection was cut");
    case "ETIMEDOUT":
    case "UND_ERR_CONNECT_TIMEOUT":
    case "UND_ERR_HEADERS_TIMEOUT":
      return t("there was no answer in time");
    case "ENETUNREACH":
      return t("the network cannot be reached");
    case "EHOSTUNREACH":
      return t("the host cannot be reached");
    case "UND_ERR_BODY_TIMEOUT":
      return t("the connection fell silent");
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return t("its certificate is not trusted on this machine");
    case "CERT_HAS_EXPIRED":
      return t("its certificate has expired");
    default:
      return undefined;
  }
}

/** What the network reports, as a sentence. */
export function networkFailure(host: string, error: unknown): Failure {
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  // The client says so of tunnels and of plain requests in words of its own.
  if (/\bproxy\b.*\b407\b/iu.test(detail)) return refusal(407, {}, host, "anything");
  const cause = (causeOf(code) ?? detail).replace(/\.$/u, "");
  const message = t(
    "{0} could not be reached: {1}. Check the network and the proxy (askDocs.model.proxy), set a mirror (askDocs.model.mirror), or install the model from a folder; what is fetched already is kept.",
    host,
    cause,
  );
  return { code: "network", message };
}

/** Whether the same request would fail in the same way: wrong proxy, untrusted certificate. */
export const isLasting = (error: unknown): boolean =>
  /\bproxy\b.*\b40[37]\b/iu.test(error instanceof Error ? error.message : "") || (codeOf(error) ?? "").includes("CERT");

const fullCodes: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

/** What the disk reports while a model is written, as a sentence. */
export function diskFailure(place: string, error: unknown): Failure {
  const code = codeOf(error);
  if (code !== undefined && fullCodes.has(code)) {
    const message = t("The disk that holds {0} is full. Make room, or keep models elsewhere (askDocs.model.folder), and try again; what is fetched already is kept.", place);
    return { code: "disk-full", message };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: "unwritable",
    message: t("The model cannot be written to {0} ({1}). Allow writing there, or keep models elsewhere (askDocs.model.folder).", place, detail),
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
