import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import fc from "fast-check";
import {
  readHash,
  readList,
  readNumber,
  readNumbers,
  readText,
  storedHash,
  storedList,
  storedNumbers,
  storedText,
  type Stored,
} from "./encoding.ts";

const database = new DatabaseSync(":memory:");
const throughSqlite = (value: string | Uint8Array): Stored =>
  // Node 22 binds an empty typed array as NULL.
  database.prepare("SELECT coalesce(?, x'') AS value").get(value)?.value;

/** Any UTF-16 at all: lone surrogates, U+0000, a byte order mark, text outside the basic plane. */
const anyText = fc.array(fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 0xd800, 0xdfff, 0xfeff, 0x5d0))).map((units) => {
  return String.fromCharCode(...units);
});

test("every text comes back unit for unit", () => {
  fc.assert(fc.property(anyText, (text) => assert.equal(readText(throughSqlite(storedText(text))), text)));
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => readText(throughSqlite(storedText(text))) === text));
});

test("a well-formed text is stored as text, so that other tools can read it", () => {
  assert.equal(storedText("שלום 👋"), "שלום 👋");
  assert.ok(storedText("half \ud83d") instanceof Uint8Array);
  assert.ok(storedText("a\0b") instanceof Uint8Array);
});

test("every list of texts comes back", () => {
  fc.assert(
    fc.property(fc.array(anyText), (list) => assert.deepEqual(readList(throughSqlite(storedList(list))), list)),
  );
});

test("every hash comes back, and what is no hash is a bug", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const hash = Buffer.from(bytes).toString("hex");
      assert.equal(readHash(throughSqlite(storedHash(hash))), hash);
    }),
  );
  assert.throws(() => storedHash("not a hash"), TypeError);
});

test("whole numbers come back, also from a part of a larger array", () => {
  fc.assert(
    fc.property(fc.uint32Array(), (numbers) => {
      assert.deepEqual(readNumbers(throughSqlite(storedNumbers(numbers))), numbers);
      const part = numbers.subarray(1);
      assert.deepEqual(readNumbers(throughSqlite(storedNumbers(part))), Uint32Array.from(part));
    }),
  );
});

test("a damaged value is a SyntaxError, which the store reports as damage", () => {
  assert.throws(() => readText(7), SyntaxError);
  assert.throws(() => readNumber("7"), SyntaxError);
  assert.throws(() => readNumbers(Uint8Array.of(1, 2, 3)), SyntaxError);
  assert.throws(() => readHash(null), SyntaxError);
  assert.throws(() => readList('["a", 1]'), SyntaxError);
  assert.throws(() => readList('["a"'), SyntaxError);
});
