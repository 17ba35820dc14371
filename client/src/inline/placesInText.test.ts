import assert from "node:assert/strict";
import { test } from "node:test";
import { startCpuTime } from "../../../test/support/cpuTime.ts";
import { findWrittenPlaces } from "./placesInText.ts";

const places = (text: string): readonly string[] =>
  findWrittenPlaces(text).map(({ start, end, path, line }) => `${text.slice(start, end)} = ${path} ${line}`);

void test("a file and its line are found in either form, in any script", () => {
  assert.deepEqual(places("See notes/a.md:12, b-1.md#L3.\nand (../מסמך.md:7)"), [
    "notes/a.md:12 = notes/a.md 12",
    "b-1.md#L3 = b-1.md 3",
    "../מסמך.md:7 = ../מסמך.md 7",
  ]);
});

void test("targets of links, hosts and numbers are left alone", () => {
  assert.deepEqual(places("[a](x/a.md#L12) http://a.example.md:80 1.5:3a me@host.md:2 a.md:0 12:30"), []);
});

void test("the label of a link is a place too", () => {
  assert.deepEqual(places("[x/a.md:12](../x/a.md#L12)"), ["x/a.md:12 = x/a.md 12"]);
});

void test("a long text costs little time", () => {
  const spent = startCpuTime();
  findWrittenPlaces(`${"a/".repeat(1900)}\n${"a.".repeat(1900)}\n`.repeat(20));
  assert.ok(spent() < 1000, `${spent()} ms`);
});
