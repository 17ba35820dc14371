import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeText, type DecodedText } from "./decode.ts";

const decoded = (bytes: Uint8Array): DecodedText => {
  const result = decodeText(bytes);
  assert.ok(result.ok, "expected text");
  return result.value;
};
const failureCode = (bytes: Uint8Array): string => {
  const result = decodeText(bytes);
  return result.ok ? "none" : result.failure.code;
};
const bigEndian = (text: string): Uint8Array => Buffer.from(text, "utf16le").swap16();

test("every well-formed text comes back from UTF-8 and from UTF-16 with its mark", () => {
  const text = fc.string({ unit: "grapheme" }).filter((value) => !value.includes("\uFFFD") && !value.includes("\0"));
  fc.assert(
    fc.property(text, (value) => {
      const unmarked = value.replace(/^\uFEFF+/u, "");
      const encodings = [
        [Buffer.from(unmarked), "utf-8"],
        [Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(value)]), "utf-8"],
        [Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(value, "utf16le")]), "utf-16le"],
        [Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian(value)]), "utf-16be"],
      ] as const;
      encodings.forEach(([bytes, encoding], index) => {
        assert.deepEqual(decoded(bytes), { text: index === 0 ? unmarked : value, encoding, replaced: 0 });
      });
    }),
  );
});

test("line ends stay as they stand, and a mark is no part of the text", () => {
  assert.equal(decoded(Buffer.from("\uFEFFa\r\nb\rc\n")).text, "a\r\nb\rc\n");
});

test("an empty file is empty text", () => {
  assert.deepEqual(decoded(new Uint8Array()), { text: "", encoding: "utf-8", replaced: 0 });
});

test("a few invalid bytes are replaced and counted, written U+FFFD are not", () => {
  const bytes = Buffer.concat([Buffer.from("Le caf"), Buffer.from([0xe9]), Buffer.from(" ferme tard le soir \uFFFD.")]);
  const value = decoded(bytes);
  assert.equal(value.text, "Le caf\uFFFD ferme tard le soir \uFFFD.");
  assert.equal(value.replaced, 1);
});

test("half a UTF-16 unit at the end is replaced and counted", () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("enough text", "utf16le"), Buffer.from([0x41])]);
  assert.equal(decoded(bytes).replaced, 1);
});

test("a NUL near the start means binary, one after 8 KiB does not", () => {
  assert.equal(failureCode(Buffer.from("PNG\0\0")), "binary");
  assert.equal(failureCode(Buffer.from(`${"a".repeat(8191)}\0`)), "binary");
  assert.equal(failureCode(Buffer.from(`${"a".repeat(8192)}\0`)), "none");
});

test("text in another encoding is refused with a sentence that says what to do", () => {
  const windows1255 = Buffer.from([0xf9, 0xec, 0xe5, 0xed, 0x20, 0xf2, 0xe5, 0xec, 0xed]);
  const result = decodeText(windows1255);
  assert.ok(!result.ok);
  assert.equal(result.failure.code, "binary");
  assert.match(result.failure.message, /save it in UTF-8/u);
});

test("UTF-32 is refused", () => {
  assert.equal(failureCode(Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0])), "binary");
});
