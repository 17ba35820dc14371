import assert from "node:assert/strict";
import { test } from "node:test";
import { explainedHebrew } from "../../../test/webview/explanationSamples.ts";
import { figures } from "./explanationText.ts";

test("figures are written as the person's language writes them", () => {
  const german = new Map(figures(explainedHebrew, "de"));
  assert.equal(german.get("Place"), "2 of 1.109 compared");
  assert.equal(german.get("Cosine"), "0,862");
  assert.equal(german.get("Cosine between languages"), "0,911");
  assert.equal(german.get("הזמין"), "9,400, rarity 3,600");
});
