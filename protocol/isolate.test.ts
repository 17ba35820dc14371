import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isolate } from "./isolate.ts";

test("right-to-left words are isolated, others stand as they are", () => {
  assert.equal(isolate("backups"), "backups");
  assert.equal(isolate("резервные копии 图书馆"), "резервные копии 图书馆");
  assert.equal(isolate("מתנדבים"), "\u2068מתנדבים\u2069");
  assert.equal(isolate("v2 כתב"), "\u2068v2 כתב\u2069");
});

test("no text can turn around what stands beside it", () => {
  const controls = fc.constantFrom("\u202A", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069", "\u200F", "ש", "a");
  fc.assert(
    fc.property(fc.array(controls), (characters) => {
      const isolated = isolate(characters.join(""));
      const inner = isolated.replace(/^\u2068|\u2069$/gu, "");
      assert.doesNotMatch(inner, /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u);
      assert.equal(isolated.startsWith("\u2068"), isolated.endsWith("\u2069"));
    }),
  );
});
