import type { EgressSubject } from "../../../protocol/egressMessages.ts";
import type { Result } from "./result.ts";

/** A model that writes. */
export interface ChatModelDescription {
  /** As people know it. */
  readonly name: string;
  /** Tokens that prompt and answer may take together; not given where unknown. */
  readonly contextTokens?: number;
  /** Where what is sent goes: a host with its port, or the editor's name for the provider. */
  readonly destination: string;
  /** Whether what is sent stays on this machine. */
  readonly isLocal: boolean;
}

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly text: string;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** Tokens that the answer may take, 1 or more. */
  readonly answerTokens: number;
  /** What the record of all that leaves the machine tells of it. */
  readonly subject: EgressSubject;
}

export type ChatFailureKind =
  | "unreachable"
  | "unauthorised"
  | "unknownModel"
  | "rateLimited"
  | "overflow"
  | "serverError"
  | "malformed"
  | "cut"
  | "stalled"
  | "tooLong"
  | "refused"
  | "empty"
  | "cancelled";

/** Why a chat model gave no answer; `message` is a sentence for people that says what to do. */
export interface ChatFailure {
  readonly kind: ChatFailureKind;
  readonly message: string;
  /** When it may be asked again, where it said so. */
  readonly retryAfterSeconds?: number;
}

/** A piece of an answer, or its end: exactly one of `ended` and `failed`, and it is the last. */
export type ChatEvent =
  | { readonly kind: "text"; readonly delta: string }
  /** `isCut`: it stopped at `answerTokens`. */
  | { readonly kind: "ended"; readonly isCut: boolean }
  | { readonly kind: "failed"; readonly failure: ChatFailure };

/** A language model that may write an answer; it is never needed for one. */
export interface ChatModel {
  /** Asks nothing of the documents; fails with a sentence that says what is missing. */
  describe(signal?: AbortSignal): Promise<Result<ChatModelDescription>>;
  /** The provider's own count; undefined where it has none. */
  readonly countTokens?: (text: string, signal?: AbortSignal) => Promise<number | undefined>;
  /** Never throws; an aborted signal ends it with `cancelled`. Who stops reading stops the model. */
  complete(request: ChatRequest, signal?: AbortSignal): AsyncIterable<ChatEvent>;
}
