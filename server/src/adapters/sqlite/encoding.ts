import { Buffer } from "node:buffer";
import type { SQLOutputValue } from "node:sqlite";

/** A column's value as it is read; `undefined` stands for a column that is not there. */
export type Stored = SQLOutputValue | undefined;

const malformed = (expected: string): SyntaxError => new SyntaxError(`a stored ${expected} is malformed`);

/**
 * A text as SQLite can keep it without loss: TEXT, or a BLOB of UTF-16 (little-endian) for a text that UTF-8 cannot
 * carry (a lone surrogate) or that Node 22 cuts when reading (at U+0000). Offsets into the text therefore stay right.
 */
export const storedText = (text: string): string | Uint8Array =>
  text.isWellFormed() && !text.includes("\0") ? text : Buffer.from(text, "utf16le");

/** The text that {@link storedText} stored. Throws SyntaxError when the row is damaged. */
export const readText = (value: Stored): string => {
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) return bufferOver(value).toString("utf16le");
  throw malformed("text");
};

/** A stored number. Throws SyntaxError when the row is damaged. */
export const readNumber = (value: Stored): number => {
  if (typeof value === "number") return value;
  throw malformed("number");
};

/** Stored bytes. Throws SyntaxError when the row is damaged. */
export const readBytes = (value: Stored): Uint8Array => {
  if (value instanceof Uint8Array) return value;
  throw malformed("row of bytes");
};

/** A lower-case hexadecimal hash as bytes, half as long. Throws TypeError for anything else, which is a bug. */
export const storedHash = (hash: string): Uint8Array => {
  const bytes = Buffer.from(hash, "hex");
  if (bytes.length * 2 !== hash.length) throw new TypeError(`not a hexadecimal hash: ${hash}`);
  return bytes;
};

/** The hash that {@link storedHash} stored. */
export const readHash = (value: Stored): string => bufferOver(readBytes(value)).toString("hex");

/** A list of texts as JSON, which escapes lone surrogates and U+0000 by itself. */
export const storedList = (list: readonly string[]): string => JSON.stringify(list);

/** The list that {@link storedList} stored. Throws SyntaxError when the row is damaged. */
export const readList = (value: Stored): readonly string[] => {
  const list: unknown = JSON.parse(readText(value));
  if (Array.isArray(list) && list.every((item) => typeof item === "string")) return list;
  throw malformed("list");
};

/** Whole numbers as bytes, little-endian on every machine that Node runs on. */
export const storedNumbers = (numbers: Uint32Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/** The numbers that {@link storedNumbers} stored. */
export const readNumbers = (value: Stored): Uint32Array => {
  const bytes = readBytes(value);
  if (bytes.length % 4 !== 0) throw malformed("list of numbers");
  return new Uint32Array(bytes.slice().buffer);
};

const bufferOver = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
