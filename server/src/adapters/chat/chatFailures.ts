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
      message: `${host} does not accept the key (${detail}). Set its key, or choose another model.`,
    };
  if (status === 429) {
    const retryAfterSeconds = retryAfterOf(response);
    const when = retryAfterSeconds === undefined ? "later" : `in ${retryAfterSeconds} s`;
    const message = `${host} takes no more questions now (${detail}). Ask again ${when}.`;
    return { kind: "rateLimited", message, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  }
  if (status === 413 || overflows(told))
    return {
      kind: "overflow",
      message: `The passages do not fit into ${name} (${detail}). Choose a model with a larger context.`,
    };
  if (status === 404)
    return {
      kind: "unknownModel",
      message: `${host} knows no model ${name} at this address (${detail}). Choose another model.`,
    };
  if (status >= 300 && status < 400)
    return {
      kind: "serverError",
      message: `${host} leads to another address (${status}), which is not followed. Set the address that it leads to.`,
    };
  return { kind: "serverError", message: `${host} failed (${detail}). Ask again, or choose another model.` };
}

/** A failure that the server reports in the midst of its answer. */
export const reportedFailure = (told: string, { name, host, key }: AskedModel): ChatFailure =>
  overflows(told)
    ? {
        kind: "overflow",
        message: `The passages do not fit into ${name} (${inShort(told, key)}). Choose a model with a larger context.`,
      }
    : { kind: "serverError", message: `${host} failed (${inShort(told, key)}). Ask again, or choose another model.` };

/** The failure behind anything that fetching throws, besides status and stop. */
export function networkFailure(error: unknown, { host }: AskedModel): ChatFailure {
  const causes = causesOf(error)
    .map((cause) => (cause as { code?: unknown }).code)
    .filter((code) => typeof code === "string");
  const detail = causes.at(-1) ?? (error instanceof Error ? inShort(error.message) : "");
  return {
    kind: "unreachable",
    message: `${host} cannot be reached${detail === "" ? "" : ` (${detail})`}. Start the model's server, or choose another model.`,
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
