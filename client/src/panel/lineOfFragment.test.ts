import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOfFragment } from "./lineOfFragment.ts";

const page = [
  "# Backups & more",
  "",
  "How long",
  "--------",
  "```",
  "# not a heading",
  "```",
  "## How long",
  "## [Restoring](x.md) `now` ##",
  "### שעות פתיחה",
  "## Named {#own-name}",
  '<a id="Anchor"></a>',
  "end",
].join("\r\n");

test("a fragment names a line, a heading in any language, or what the document names itself", () => {
  const line = (fragment: string): number | undefined => lineOfFragment(page, fragment);
  assert.equal(line("L3"), 2);
  assert.equal(line("L3-L5"), 2);
  assert.equal(line("L0"), 0);
  assert.equal(line("L999"), 12);
  assert.equal(line("backups--more"), 0);
  assert.equal(line("how-long"), 2);
  assert.equal(line("how-long-1"), 7);
  assert.equal(line("Restoring-now"), 8);
  assert.equal(line("שעות-פתיחה"), 9);
  assert.equal(line("own-name"), 10);
  assert.equal(line("anchor"), 11);
  assert.equal(line("not-a-heading"), undefined);
  assert.equal(line("L"), undefined);
});
