import assert from "node:assert/strict";
import { test } from "node:test";
import type { Pair } from "../pair.ts";
import { readyPool } from "./readyPool.ts";

const pair = (input: string, language = "und"): Pair => ({
  ...{ input, language, output: "yes", kind: "row", confidence: 1, flags: [] },
});
const pairs = [pair("The parcel is late today"), pair("Where is the parcel"), pair("Le colis est en retard", "fr")];

function countingDetector() {
  const asked: string[] = [];
  return { asked, detect: (text: string) => (asked.push(text), "en") };
}

test("pairs are compared only once that is wanted, and each language that is not known is detected once", async () => {
  const { asked, detect } = countingDetector();
  const { pool, duplicates, inputs } = await readyPool({ pairs, inputs: [] }, { detect });
  assert.deepEqual(asked, [pairs[0]?.input, pairs[1]?.input]);
  assert.deepEqual(
    pool.pairs.map(({ language }) => language),
    ["en", "en", "fr"],
  );
  assert.deepEqual(inputs, []);
  assert.equal(duplicates().find("where is the PARCEL").length, 1);
});

test("with inputs each text is detected once, and pairs that say the same are found", async () => {
  const { asked, detect } = countingDetector();
  const { duplicates, inputs } = await readyPool({ pairs, inputs: ["where is the PARCEL?", "Anything"] }, { detect });
  assert.deepEqual(
    inputs.map(({ language }) => language),
    ["en", "en"],
  );
  assert.deepEqual(
    duplicates()
      .find("where is the PARCEL?")
      .map(({ index, kind }) => [index, kind]),
    [[1, "exact"]],
  );
  assert.equal(new Set(asked).size, asked.length);
});
