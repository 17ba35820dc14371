import { t } from "@vscode/l10n";
import { failure, success, type Result } from "../result.ts";

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be";

export interface DecodedText {
  /** Without its mark; line ends as they stand. */
  readonly text: string;
  readonly encoding: TextEncoding;
  /** How many U+FFFD stand where bytes could not be read. */
  readonly replaced: number;
}

const nulSearchBytes = 8192;
const largestReplacedShare = 0.1;
const replacement = "\uFFFD";

/**
 * Turns a file's bytes into text: UTF-16 when the file begins with its mark (BOM), UTF-8 otherwise.
 *
 * A mark is no part of the text. A few bytes that cannot be read become U+FFFD and are counted. Fails with "binary" when
 * a file without a UTF-16 mark has a NUL in its first 8 KiB, or when more than 10 % of the text is U+FFFD.
 */
export function decodeText(bytes: Uint8Array): Result<DecodedText> {
  const encoding = encodingByMark(bytes);
  if (encoding === undefined || (encoding === "utf-8" && bytes.subarray(0, nulSearchBytes).includes(0))) {
    return failure("binary", t("This is not a text file; to index what it says, save it as text in UTF-8."));
  }
  const exact = decodeExactly(bytes, encoding);
  const text = exact ?? new TextDecoder(encoding).decode(bytes);
  const unreadable = countReplacements(text);
  if (unreadable > text.length * largestReplacedShare) {
    return failure("binary", t("Too much of this file is not UTF-8 text; save it in UTF-8 to have it indexed."));
  }
  const replaced = exact === undefined ? unreadable - countWrittenReplacements(bytes, encoding) : 0;
  return success({ text, encoding, replaced });
}

/** Undefined for UTF-32, which nothing here reads; its mark begins with that of UTF-16. */
function encodingByMark(bytes: Uint8Array): TextEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    const utf32 = bytes.length >= 4 && bytes.length % 4 === 0 && bytes[2] === 0 && bytes[3] === 0;
    return utf32 ? undefined : "utf-16le";
  }
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

function decodeExactly(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function countReplacements(text: string): number {
  let count = 0;
  for (let at = text.indexOf(replacement); at !== -1; at = text.indexOf(replacement, at + 1)) count += 1;
  return count;
}

/** Counts the U+FFFD that the file itself holds, so that they are not taken for bytes that could not be read. */
function countWrittenReplacements(bytes: Uint8Array, encoding: TextEncoding): number {
  const written = encoding === "utf-8" ? [0xef, 0xbf, 0xbd] : encoding === "utf-16le" ? [0xfd, 0xff] : [0xff, 0xfd];
  const step = encoding === "utf-8" ? 1 : 2;
  let count = 0;
  for (let at = 0; at + written.length <= bytes.length; at += step) {
    if (written.every((byte, index) => bytes[at + index] === byte)) count += 1;
  }
  return count;
}
