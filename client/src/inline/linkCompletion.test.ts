import assert from "node:assert/strict";
import { test } from "node:test";
import type { CompletedMentionView } from "../../../protocol/mentions.ts";
import type { HitView } from "../../../protocol/views.ts";
import { hitTargets, mentionTargets, openLinkAt, pageNamed } from "./linkCompletion.ts";

const open = (line: string) => openLinkAt(line, line.length);

void test("a link is open after [[ until its words are named or it ends", () => {
  assert.deepEqual(open("see [[back up"), { page: "back up", start: 6, isUnclosed: true });
  assert.deepEqual(open("[[a]] [["), { page: "", start: 8, isUnclosed: true });
  assert.deepEqual(openLinkAt("[[a]]", 3), { page: "a", start: 2, isUnclosed: false });
  assert.deepEqual(open("![[a#b c"), { page: "a", heading: "b c", start: 3, isUnclosed: true });
  assert.deepEqual(open("[[#"), { page: "", heading: "", start: 2, isUnclosed: true });
  for (const line of ["none", "[one", "[[a|b", "[[a]]", "[[ -f x", "`if [[a"])
    assert.equal(open(line), undefined, line);
});

const at = (path: string) => ({ uri: `file:///w/${path}`, path });
const file = (path: string, title?: string): CompletedMentionView => ({
  mention: { kind: "file", ...at(path) },
  rank: 0,
  ...(title === undefined ? {} : { title }),
});
const heading = (path: string, ...headings: string[]): CompletedMentionView => ({
  mention: { kind: "heading", ...at(path), headings },
  rank: 0,
});

void test("pages and headings are offered once, folders and what would break the link not at all", () => {
  const found = [
    file("en/backups.md", "Backups"),
    { mention: { kind: "folder", ...at("en") }, rank: 0 } as const,
    heading("en/backups.md", "Backups", "Costs"),
    heading("en/backups.md", "Backups", "Sealed", "Costs"),
    heading("he/מדיניות.md", "החזרים", "מסמכים נדרשים"),
    heading("c.md", "C", "x]] | y"),
    file("b.v2.txt"),
    file("odd#name.md"),
  ];
  assert.deepEqual(mentionTargets(found), [
    { label: "Backups", target: "en/backups" },
    { label: "backups › Costs", target: "en/backups#Costs" },
    { label: "מדיניות › מסמכים נדרשים", target: "he/מדיניות#מסמכים נדרשים" },
    { label: "b.v2", target: "b.v2" },
  ]);
});

void test("what was found by meaning gives its pages and headings", () => {
  const hit = (path: string, breadcrumb: readonly string[]): HitView => {
    const start = { line: 0, character: 0 };
    const place = { ...at(path), range: { start, end: start } };
    return { place, breadcrumb, language: "en", text: "", score: 1, unsaved: false, alsoIn: [] };
  };
  assert.deepEqual(hitTargets([hit("a.md", ["A", "One", "Two"]), hit("b.txt", [])]), [
    { label: "A", target: "a" },
    { label: "a › Two", target: "a#Two" },
    { label: "b", target: "b" },
  ]);
});

void test("a page is named by its path, the end of it, or its name", () => {
  const found = [file("x/a.md"), file("y/a.md"), file("z/b.md"), heading("a.md", "A")];
  assert.equal(pageNamed("y/a", found)?.path, "y/a.md");
  assert.equal(pageNamed("A", found)?.path, "x/a.md");
  assert.equal(pageNamed("other/b.md", found)?.path, "z/b.md");
  assert.equal(pageNamed("c", found), undefined);
});
