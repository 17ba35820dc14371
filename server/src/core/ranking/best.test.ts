import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createBest, type Best } from "./best.ts";

const leastOf = (best: Best): number => best.sorted().at(-1)?.score ?? -Infinity;

test("the best kept are those that sorting all of them finds, ties by number", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 })), fc.nat(12), fc.boolean(), (scores, limit, backwards) => {
      const best = createBest(limit);
      const offered = [...scores.entries()];
      for (const [passage, score] of backwards ? offered.reverse() : offered) {
        const keeps = best.wants(passage, score);
        const before = best.sorted().map((each) => each.passage);
        best.add(passage, score);
        const isKept = best.sorted().some((each) => each.passage === passage && !before.includes(passage));
        assert.equal(keeps, isKept);
        assert.equal(best.least, before.length < limit && best.sorted().length < limit ? -Infinity : leastOf(best));
      }
      const expected = scores
        .map((score, passage) => ({ passage, score }))
        .sort((a, b) => b.score - a.score || a.passage - b.passage)
        .slice(0, limit);
      assert.deepEqual(best.sorted(), expected);
    }),
  );
});
