import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import fc from "fast-check";
import type { QuantizedVector } from "../../core/ports.ts";
import { hashOf } from "./testSamples.ts";
import { openForTest, temporaryFolder } from "./testSupport.ts";

const day = 86_400_000;

const vectorOf = (seed: number, dimensions = 384): QuantizedVector => ({
  values: Int8Array.from({ length: dimensions }, (_, at) => (seed * 31 + at * 7) % 255),
  scale: 1 / (seed + 3),
});

test("whatever vectors are written are read back equal, also by another folder that shares them", (t) => {
  const [indexDir, otherDir, vectorDir] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const one = openForTest(t, { indexDir, vectorDir }).vectors;
  const other = openForTest(t, { indexDir: otherDir, vectorDir }).vectors;
  let round = 0;
  const rows = fc.dictionary(
    fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes).toString("hex")),
    fc.record(
      {
        values: fc.int8Array({ minLength: 5, maxLength: 5 }),
        scale: fc.double({ min: Number.MIN_VALUE, max: 1, noNaN: true }),
      },
      { noNullPrototype: true },
    ),
  );
  fc.assert(
    fc.property(rows, fc.string(), (written, name) => {
      const model = `${name}${round++}`;
      one.put(model, Object.entries(written));
      assert.deepEqual(other.get(model, [...Object.keys(written), hashOf("absent")]), new Map(sorted(written)));
    }),
  );
});

const sorted = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

test("models do not mix, a second vector for a key replaces the first, thousands are read at once", (t) => {
  const { vectors } = openForTest(t, { indexDir: temporaryFolder() });
  const keys = Array.from({ length: 2500 }, (_, at) => hashOf(`${at}`));
  vectors.put(
    "a",
    keys.map((key, at) => [key, vectorOf(at)]),
  );
  vectors.put("b", [[hashOf("0"), vectorOf(1, 8)]]);
  vectors.put("a", [[hashOf("0"), vectorOf(99)]]);
  const read = vectors.get("a", keys);
  assert.equal(read.size, 2500);
  assert.deepEqual(read.get(hashOf("0")), vectorOf(99));
  assert.deepEqual(read.get(hashOf("2499")), vectorOf(2499));
  assert.deepEqual(vectors.get("b", keys), new Map([[hashOf("0"), vectorOf(1, 8)]]));
  assert.deepEqual(vectors.get("c", keys), new Map());
  assert.deepEqual(vectors.get("a", []), new Map());
  const others = Array.from({ length: 1200 }, (_, at) => hashOf(`other ${at}`));
  assert.deepEqual(vectors.missing("a", [...others, ...keys]), others);
  assert.deepEqual(vectors.missing("b", keys), keys.slice(1));
  assert.deepEqual(vectors.missing("c", keys), keys);
  assert.deepEqual(vectors.missing("a", []), []);
});

test("a vector of another length is a bug, and its transaction leaves nothing", (t) => {
  const { vectors } = openForTest(t, { indexDir: temporaryFolder() });
  const rows = [
    [hashOf("a"), vectorOf(1, 8)],
    [hashOf("b"), vectorOf(2, 9)],
  ] as const;
  assert.throws(() => vectors.put("m", rows), TypeError);
  assert.deepEqual(vectors.get("m", [hashOf("a"), hashOf("b")]), new Map());
});

test("over its cap the file shrinks, and what was used last stays", (t) => {
  const indexDir = temporaryFolder();
  let now = 20_000 * day;
  const options = { indexDir, clock: { wallTime: () => now }, vectorCap: 600_000 };
  const keys = Array.from({ length: 2000 }, (_, at) => hashOf(`${at}`));
  const recent = keys.slice(0, 500);
  const roomy = openForTest(t, { ...options, vectorCap: 2e9 });
  roomy.vectors.put(
    "m",
    keys.map((key, at) => [key, vectorOf(at)]),
  );
  now += 10 * day;
  assert.equal(roomy.vectors.get("m", recent).size, 500);
  roomy.close();

  const store = openForTest(t, options);
  const left = store.vectors.get("m", keys);
  assert.ok(left.size < 1100 && left.size > 600, `${left.size} vectors are left`);
  for (const key of recent) assert.ok(left.has(key));
  store.close();
  assert.ok(statSync(join(indexDir, "vectors.db")).size <= 600_000);
});

test("vectors used in the last week stay, however many; later they go at closing", (t) => {
  const indexDir = temporaryFolder();
  let now = 20_000 * day;
  const options = { indexDir, clock: { wallTime: () => now }, vectorCap: 200_000 };
  const rows = Array.from({ length: 1000 }, (_, at) => [hashOf(`${at}`), vectorOf(at)] as const);
  const first = openForTest(t, options);
  first.vectors.put("m", rows);
  first.close();
  now += 6 * day;
  const second = openForTest(t, options);
  assert.equal(
    second.vectors.get(
      "m",
      rows.map(([key]) => key),
    ).size,
    1000,
  );
  now += 9 * day;
  second.close();
  assert.ok(statSync(join(indexDir, "vectors.db")).size <= 200_000);
});

test("a damaged vector is as good as none, the others are read, and the new one takes its place", (t) => {
  const indexDir = temporaryFolder();
  const { vectors } = openForTest(t, { indexDir });
  const keys = Array.from({ length: 8 }, (_, at) => hashOf(`${at}`));
  vectors.put(
    "a",
    keys.map((key, at) => [key, vectorOf(at)]),
  );
  const scaled = (scale: number): Uint8Array => {
    const bytes = Buffer.alloc(8 + 384, 1);
    bytes.writeDoubleLE(scale, 0);
    return bytes;
  };
  const damages = [Buffer.alloc(391), Buffer.alloc(0), Buffer.alloc(900), Number.NaN, Infinity, 0, -0.5].map(
    (damage) => (typeof damage === "number" ? scaled(damage) : damage),
  );
  const database = new DatabaseSync(join(indexDir, "vectors.db"));
  const damage = database.prepare("UPDATE vector SET data = ? WHERE key = unhex(?)");
  damages.forEach((data, at) => damage.run(data, keys[at] ?? ""));
  database.close();
  assert.deepEqual(vectors.get("a", keys), new Map([[keys[7], vectorOf(7)]]));
  vectors.put(
    "a",
    keys.slice(0, 7).map((key, at) => [key, vectorOf(at)]),
  );
  assert.equal(vectors.get("a", keys).size, 8);
});
