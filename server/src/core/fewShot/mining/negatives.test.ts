import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalyser } from "../../language/analyse.ts";
import type { Pair } from "../pair.ts";
import { makeNegatives } from "./negatives.ts";

const analyser = createAnalyser();
const pair = (path: string, input: string, output: string, language = "en"): Pair => ({
  ...{ input, output, kind: "faq", language, confidence: 0.9, flags: [] },
  provenance: { path, startOffset: 0, endOffset: 1, contentHash: "" },
});

const pairs = [
  pair("a.md", "Which badge opens the reading room?", "The green badge from the front desk, and no other one."),
  pair("b.md", "When does the reading room close?", "The reading room closes at half past five, on Friday at noon."),
  pair("c.md", "Who repairs a scanner lamp?", "The scanner lamp is repaired by the lab in the basement every Tuesday."),
  pair("d.md", "Which scanner reads glass negatives?", "The large scanner in the basement reads glass and film."),
  pair("e.md", "איזה תג פותח את אולם הקריאה?", "תג ירוק מן הדלפק פותח אותו, ושום תג אחר אינו פותח דבר כאן.", "he"),
  pair("f.md", "מתי נסגר אולם הקריאה?", "אולם הקריאה נסגר בחמש וחצי, וביום שישי כבר בצהריים.", "he"),
];

test("a question follows a passage of another page that is near and lacks its rarest term", () => {
  const negatives = makeNegatives(pairs, 10, 1, analyser);
  assert.ok(negatives.length >= 2);
  for (const { input, output, kind, language, provenance } of negatives) {
    const [passage = "", question = ""] = input.split("\n\n");
    const asked = pairs.find((other) => other.input === question);
    assert.ok(asked !== undefined && asked.output !== passage && asked.language === language);
    assert.equal(pairs.find((other) => other.output === passage)?.provenance?.path, provenance?.path);
    assert.equal(kind, "negative");
    assert.equal(output, language === "he" ? "המסמכים אינם אומרים זאת." : "The documents do not say.");
  }
  assert.ok(
    negatives.some(
      ({ input }) =>
        input.startsWith("The reading room closes") && input.endsWith("Which badge opens the reading room?"),
    ),
  );
});

test("as many as are asked for, each passage once, by a seed; none where nothing is near", () => {
  assert.deepEqual(makeNegatives(pairs, 0, 1, analyser), []);
  assert.equal(makeNegatives(pairs, 1, 1, analyser).length, 1);
  const passages = makeNegatives(pairs, 10, 1, analyser).map(({ input }) => input.split("\n\n")[0]);
  assert.equal(new Set(passages).size, passages.length);
  assert.deepEqual(makeNegatives(pairs, 3, 5, analyser), makeNegatives(pairs, 3, 5, analyser));
  assert.deepEqual(makeNegatives(pairs.slice(0, 1), 5, 1, analyser), []);
});
