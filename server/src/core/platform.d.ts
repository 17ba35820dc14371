/**
 * What core may use of the host beyond ECMAScript itself. Core is compiled without the types of Node and of the DOM, so
 * anything that is not named here does not compile.
 */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array): string;
}
