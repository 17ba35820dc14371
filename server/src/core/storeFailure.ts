import type { Failure } from "./result.ts";

/**
 * Thrown by a `Store` or `VectorStore` method when it meets an expected failure (`disk-full`, `index-locked`,
 * `index-damaged`, `index-gone`, `unwritable`, `unreadable`), and by a `Workspace` whose folder is gone (`folder-missing`). These methods return plain values, so the failure travels as an
 * exception to the one place that catches it and makes a `Result` of it. The transaction it ended was rolled back.
 */
export class StoreFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super(failure.message, { cause });
    this.name = "StoreFailure";
    this.failure = failure;
  }
}
