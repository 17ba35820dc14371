import { ConnectionError, ErrorCodes, ResponseError } from "vscode-jsonrpc/node";

const lossCodes: ReadonlySet<number> = new Set([
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
  ErrorCodes.MessageWriteError,
  ErrorCodes.MessageReadError,
]);

/** Whether a request failed because the other process went away, so that it may be asked again of the next one. */
export const isConnectionLoss = (error: unknown): boolean =>
  error instanceof ConnectionError || (error instanceof ResponseError && lossCodes.has(error.code));
