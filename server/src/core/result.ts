/** Every way something can fail that a person can do something about. */
export type FailureCode =
  | "cancelled"
  | "folder-missing"
  | "not-a-folder"
  | "unreadable"
  | "unwritable"
  | "too-large"
  | "binary"
  | "outside-folder"
  | "model-missing"
  | "model-damaged"
  | "model-crashed"
  | "text-crashes"
  | "model-busy"
  | "model-unusable"
  | "network"
  | "chat-unusable"
  | "index-locked"
  | "index-newer"
  | "index-damaged"
  | "index-gone"
  | "disk-full"
  | "bad-query"
  | "bad-setting";

/** An expected failure: a clear sentence that says what, where, and what to do. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });

export const failure = (code: FailureCode, message: string): Result<never> => ({
  ok: false,
  failure: { code, message },
});
