import { LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import type { Result } from "../core/result.ts";

/** An error that the client shows to the person as it is. */
export const failureFor = (message: string): ResponseError => new ResponseError(LSPErrorCodes.RequestFailed, message);

/** @throws a `ResponseError` with the failure's sentence. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw failureFor(result.failure.message);
}
