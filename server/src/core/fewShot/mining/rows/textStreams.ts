import type { Result } from "../../../result.ts";

/** A text that is read piece by piece, because it may be larger than memory. */
export interface TextStream {
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly contentHash: string;
  /** Decoded, without its mark (BOM). */
  pieces(): AsyncIterable<string>;
}

/** Opens files of a folder as streams; fails with "unreadable", "outside-folder" or "binary". */
export interface TextStreams {
  open(path: string, signal?: AbortSignal): Promise<Result<TextStream>>;
}
