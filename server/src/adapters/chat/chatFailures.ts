import { t } from "@vscode/l10n";
import type { HTTPError } from "ky";
import type { ChatFailure } from "../../core/chatModel.ts";

/** What failures are told about. */
export interface AskedModel {
  readonly name: string;
  /** Host and port. */
  readonly host: string;
  /** Is told in no failure, whatever the server writes. */
  readonly key?: string | undefined;
}

/** Seconds that the server wants to be left alone; undefined where it does not say. */
export function retryAfterOf({ headers }: Response): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const seconds = /^\d+$/u.test(value.trim()) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** The failure behind an error status. */
export function statusFailure(error: HTTPError, { name, host, key }: AskedModel): ChatFailure {
  const { response } = error;
  const { status } = response;
  const told = messageIn(error.data, key);
  const detail = told === "" ? `${status}` : `${status}: ${told}`;
  if (status === 401 || status === 403)
    return {
      kind: "unauthorised",
      message: t("{0} does not accept the key ({1}). Set its key, or choose another model.", host, detail),
    };
  if (status === 429) {
    const retryAfterSeconds = retryAfterOf(response);
    const message =
      retryAfterSeconds === undefined
        ? t("{0} takes no more questions now ({1}). Ask again later.", host, detail)
        : t("{0} takes no more questions now ({1}). Ask again in {2} s.", host, detail, retryAfterSeconds);
    return { kind: "rateLimited", message, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  }
  if (status === 413 || overflows(told))
    return {
      kind: "overflow",
      message: t("The passages do not fit into {0} ({1}). Choose a model with a larger context.", name, detail),
    };
  if (status === 404)
    return {
      kind: "unknownModel",
      message: t("{0} knows no model {1} at this address ({2}). Choose another model.", host, name, detail),
    };
  if (status >= 300 && status < 400)
    return {
      kind: "serverError",
      message: t(
        "{0} leads to another address ({1}), which is not followed. Set the address that it leads to.",
        host,
        status,
      ),
    };
  return { kind: "serverError", message: t("{0} failed ({1}). Ask again, or choose another model.", host, detail) };
}

/** A failure that the server reports in the midst of its answer. */
export const reportedFailure = (told: string, { name, host, key }: AskedModel): ChatFailure =>
  overflows(told)
    ? {
        kind: "overflow",
        message: t(
          "The passages do not fit into {0} ({1}). Choose a model with a larger context.",
          name,
          inShort(told, key),
        ),
      }
    : {
        kind: "serverError",
        message: t("{0} failed ({1}). Ask again, or choose another model.", host, inShort(told, key)),
      };

/** The failure behind anything that fetching throws, besides status and stop. */
export function networkFailure(error: unknown, { host }: AskedModel): ChatFailure {
  const causes = causesOf(error)
    .map((cause) => (cause as { code?: unknown }).code)
    .filter((code) => typeof code === "string");
  const detail = causes.at(-1) ?? (error instanceof Error ? inShort(error.message) : "");
  return {
    kind: "unreachable",
    message:
      detail === ""
        ? t("{0} cannot be reached. Start the model's server, or choose another model.", host)
        : t("{0} cannot be reached ({1}). Start the model's server, or choose another model.", host, detail),
  };
}

const overflows = (told: string): boolean =>
  /context.?(?:length|window|size)|maximum context|too many tokens|prompt is too long|exceeds? the (?:available )?context/iu.test(
    told,
  );

const mostTold = 200;

/** Words of a server in one short line, without the key. */
function inShort(told: string, key = ""): string {
  const line = (key === "" ? told : told.replaceAll(key, "…"))
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .toWellFormed();
  return line.length <= mostTold ? line : `${line.slice(0, mostTold)}…`;
}

/** The message in the body of an error, as OpenAI and the servers that are compatible with it write it. */
function messageIn(data: unknown, key: string | undefined): string {
  if (typeof data !== "object" || data === null) return "";
  const { error, message, detail } = data as Readonly<Record<string, unknown>>;
  const told = typeof error === "object" && error !== null ? (error as { message?: unknown }).message : error;
  const found = [told, message, detail].find((text) => typeof text === "string");
  return found === undefined ? "" : inShort(found, key).replace(/[.!]$/u, "");
}

/** An error and what caused it, outermost first. */
function causesOf(error: unknown): readonly object[] {
  const chain: object[] = [];
  for (
    let at = error;
    typeof at === "object" && at !== null && chain.length < 5;
    at = (at as { cause?: unknown }).cause
  )
    chain.push(at);
  return chain;
}
