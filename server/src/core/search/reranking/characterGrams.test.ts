import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { gramLikeness, gramsOf, gramShares, gramText } from "./characterGrams.ts";

test("grams are of one word each, with its ends, and two characters where words are not divided", () => {
  assert.deepEqual(gramsOf("the Kids"), [" the", "the ", " kid", "kids", "ids "]);
  assert.deepEqual(gramsOf("数据库"), ["数据", "据库"]);
  assert.deepEqual(gramsOf("?!"), []);
});

test("inflected forms, accents and points meet", () => {
  const held = (question: string, text: string): number => {
    const [share = 0] = gramShares(gramsOf(question), [gramText(text), gramText("…")]);
    return share;
  };
  assert.ok(held("резервная копия", "резервные копии") > 0.3);
  assert.ok(held("ETE", "été") > 0.99);
  assert.ok(held("שלום", "שָׁלוֹם") > 0.99);
  assert.equal(held("backup", "cold room"), 0);
});

test("shares lie in 0..1, a text that holds all has 1, and what few hold counts more", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string(), { minLength: 1, maxLength: 8 }), (question, texts) => {
      const grams = gramsOf(question);
      const shares = gramShares(grams, [...texts, question].map(gramText));
      for (const share of shares) assert.ok(share >= 0 && share <= 1 + 1e-9);
      assert.ok(grams.length === 0 || Math.abs((shares.at(-1) ?? 0) - 1) < 1e-9);
    }),
  );
  const [common = 0, rare = 0] = gramShares(gramsOf("kept zinc"), ["kept", "zinc", "kept", "kept"].map(gramText));
  assert.ok(rare > common);
});

test("likeness is 1 for the same grams, 0 for none in common, and the same both ways", () => {
  const [one, other] = [gramsOf("How long are backups kept"), gramsOf("How are backups made")];
  assert.equal(gramLikeness(one, one), 1);
  assert.equal(gramLikeness(one, gramsOf("цены")), 0);
  assert.equal(gramLikeness([], []), 0);
  assert.equal(gramLikeness(one, other), gramLikeness(other, one));
});
