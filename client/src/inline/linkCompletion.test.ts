import assert from "node:assert/strict";
import { test } from "node:test";
import type { HitView } from "../../../protocol/views.ts";
import { linkTargets, openLinkIn } from "./linkCompletion.ts";

void test("a link is open after [[ until its words are named or it ends", () => {
  assert.deepEqual(openLinkIn("see [[back up"), { typed: "back up", start: 6 });
  assert.deepEqual(openLinkIn("[[a]] [["), { typed: "", start: 8 });
  for (const line of ["none", "[one", "[[a|b", "[[a]]"]) assert.equal(openLinkIn(line), undefined, line);
});

function hit(path: string, breadcrumb: readonly string[]): HitView {
  const start = { line: 0, character: 0 };
  const place = { uri: `file:///w/${path}`, path, range: { start, end: start } };
  return { place, breadcrumb, language: "en", text: "", score: 1, unsaved: false, alsoIn: [] };
}

void test("pages and headings are offered once, but for the note's own", () => {
  const hits = [
    hit("en/backups.md", ["Backups", "When", "At night"]),
    hit("en/backups.md", ["Backups"]),
    hit("b.v2.txt", []),
    hit("own.md", ["Own"]),
    hit("c.md", ["C", "x]] | y"]),
  ];
  assert.deepEqual(linkTargets(hits, "file:///w/own.md"), [
    { label: "Backups", target: "en/backups" },
    { label: "Backups › At night", target: "en/backups#At night" },
    { label: "b.v2", target: "b.v2" },
    { label: "C", target: "c" },
  ]);
});
