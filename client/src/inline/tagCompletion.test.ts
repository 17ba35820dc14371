import assert from "node:assert/strict";
import { test } from "node:test";
import { openFrontTagIn, openTagIn, surroundingsOf } from "./tagCompletion.ts";

void test("a tag is open after a sign that begins a word", () => {
  assert.deepEqual(openTagIn("see #wo"), { typed: "wo", start: 4 });
  assert.deepEqual(openTagIn("#wo"), { typed: "wo", start: 0 });
  assert.deepEqual(openTagIn("- #"), { typed: "", start: 2 });
  assert.deepEqual(openTagIn("#תגית/מש"), { typed: "תגית/מש", start: 0 });
  assert.deepEqual(openTagIn("`a` #b"), { typed: "b", start: 4 });
  for (const line of ["#", "  #", "# ", "## ", "##", "x#y", "#5", "https://a/#b", "`code #c", "#a b", "[[page#h", ""])
    assert.equal(openTagIn(line), undefined, line);
});

void test("code and front matter are told from text", () => {
  const of = (...before: string[]) => surroundingsOf(before);
  assert.equal(of(), "text");
  assert.equal(of("---", "tags: [a]"), "front matter");
  assert.equal(of("---", "tags: [a]", "---", "text"), "text");
  assert.equal(of("text", "```sh", "#"), "code");
  assert.equal(of("````", "```", "x"), "code");
  assert.equal(of("~~~", "x", "~~~"), "text");
  assert.equal(of("text", "---", "more"), "text");
});

void test("tags of front matter are completed in its list of tags alone", () => {
  assert.deepEqual(openFrontTagIn([], "tags: [one, tw"), { typed: "tw", start: 12 });
  assert.deepEqual(openFrontTagIn([], "tags: "), { typed: "", start: 6 });
  assert.deepEqual(openFrontTagIn(["tags:", "  - one"], "  - tw"), { typed: "tw", start: 4 });
  assert.equal(openFrontTagIn(["aliases:"], "  - tw"), undefined);
  assert.equal(openFrontTagIn([], "title: tw"), undefined);
});
