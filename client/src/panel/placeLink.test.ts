import assert from "node:assert/strict";
import { test } from "node:test";
import type { Place } from "../../../protocol/views.ts";
import { createPlaceLink } from "./placeLink.ts";

const at = (uri: string): Place => {
  const start = { line: 4, character: 0 };
  return { uri, path: "not/looked/at.md", range: { start, end: start } };
};

void test("a link is a path from the folder, encoded", () => {
  const link = createPlaceLink("file:///w/my%20docs");
  assert.equal(link(at("file:///w/my docs/a (old)/ראשון.md")), "a%20%28old%29/%D7%A8%D7%90%D7%A9%D7%95%D7%9F.md#L5");
  assert.equal(link(at("file:///w/my%20docs/50%25.md")), "50%25.md#L5");
  assert.equal(createPlaceLink("file:///c%3A/w")(at("file:///c:/w/a.md")), "a.md#L5");
});

void test("what lies in another folder is reached from the first one", () => {
  const link = createPlaceLink("file:///w/one");
  assert.equal(link(at("file:///w/two/a%20(b).md")), "../two/a%20%28b%29.md#L5");
  assert.equal(link(at("file:///w/one-more/a.md")), "../one-more/a.md#L5");
  assert.equal(link(at("file:///other/a.md")), "../../other/a.md#L5");
});

void test("what no path leads to is linked by its whole address", () => {
  assert.equal(createPlaceLink(undefined)(at("file:///w/a.md")), "file:///w/a.md#L5");
  assert.equal(createPlaceLink("file:///c%3A/w")(at("file:///d%3A/a (1).md")), "file:///d%3A/a%20%281%29.md#L5");
  assert.equal(createPlaceLink("vscode-remote://host/w")(at("file:///w/a.md")), "file:///w/a.md#L5");
});
