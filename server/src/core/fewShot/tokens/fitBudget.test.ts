import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ShotsDocument } from "../shotsDocument.ts";
import { fitBudget } from "./fitBudget.ts";
import { estimatedTokens } from "./tokenCounter.ts";

const documentOf = (texts: readonly string[]): ShotsDocument => ({
  frontMatter: { shots: 1 },
  demonstrations: texts.map((text) => ({
    provenance: [],
    fields: [
      { name: "text", value: text, provenance: [] },
      { name: "label", value: "a", provenance: [] },
    ],
  })),
});

test("what is wanted least goes first, and what is left keeps its order and fits", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 200 }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 400 }),
      fc.integer(),
      (texts, budget, turn) => {
        const document = documentOf(texts);
        const wanted = [...texts.keys()].sort((a, b) => ((a * 7 + turn) % 5) - ((b * 7 + turn) % 5) || a - b);
        const fitted = fitBudget(document, { budget, counter: estimatedTokens, wanted });
        const kept = fitted.document.demonstrations;
        assert.ok(fitted.tokens <= budget || kept.length === 0);
        assert.equal(kept.length + fitted.dropped.length, texts.length);
        const places = wanted.slice(0, kept.length).sort((a, b) => a - b);
        assert.deepEqual(
          kept,
          places.map((place) => document.demonstrations[place]),
        );
      },
    ),
  );
});
